import ArgumentParser
import VivierDiagnostics
import VivierFiles
import VivierSite

struct Build: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Builds the site.",
        discussion: """
            The old site stays as it is until the new one is complete. Files that vivier \
            did not make are never touched. An offer with a mistake is left out and named; \
            the rest is published, and the exit code is 1.
            """
    )

    @OptionGroup var folders: SiteFolders
    @OptionGroup var preview: PreviewFlags

    @Option(help: "Folder to publish into; SITE/public if not given.")
    var out: String?

    @Flag(help: "Print a report as JSON.")
    var json = false

    func validate() throws {
        if out == "" { throw ValidationError("--out takes the name of a folder") }
    }

    func run() async throws {
        let options = try folders.options(output: out ?? "\(folders.site)/public", preview: preview)
        let report = try await onDisk { () async throws(SystemCallError) in
            try await buildSite(options)
        }
        if let sources = report.sources { _ = unsafe Unmanaged.passRetained(sources) }
        if json {
            try emit(report.json(peakBytes: peakMemory()))
        } else {
            try emit(Array(summary(of: report).utf8))
        }
        try finish(report.diagnostics, isDone: report.isPublished)
    }
}
