import ArgumentParser
import VivierDiagnostics
import VivierFiles
import VivierSite

struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Looks for mistakes; writes nothing.",
        discussion: """
            All that a build says, and also: links and anchors that lead nowhere, HTML and XML \
            that is not well-formed, templates that nothing uses, texts that a language lacks.
            """
    )

    @OptionGroup var folders: SiteFolders
    @OptionGroup var preview: PreviewFlags

    @Flag(help: "Print a report as JSON.")
    var json = false

    func run() async throws {
        let options = try folders.options(output: "", preview: preview)
        let report = try await onDisk(options, showsProgress: !json) {
            options async throws(SystemCallError) in
            try await checkSite(options)
        }
        if json {
            try emit(report.json(peakBytes: peakMemory()))
        } else if !report.diagnostics.hasErrors {
            try emit(Array("\(report.offers) offers, \(report.pages) pages: no errors\n".utf8))
        }
        try finish(report.diagnostics)
    }
}
