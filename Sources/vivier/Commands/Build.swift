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

            A reader of the site never meets half of a page. With --atomic, he never meets \
            pages of two builds beside each other either; files that are not vivier's stay.

            With --changed, the build believes that nothing else has changed: see \
            docs/publication.md.

            With --register, what was published is written down, chained and signed: \
            see docs/register.md.
            """
    )

    @OptionGroup var folders: SiteFolders
    @OptionGroup var preview: PreviewFlags

    @Option(help: "Folder to publish into; SITE/public if not given.", completion: .directory)
    var out: String?

    @Option(
        help: "File to write down in which offers were published, and when.",
        completion: .file()
    )
    var register: String?

    @Option(help: "Ed25519 private key (PEM) that signs the register.", completion: .file())
    var registerKey: String?

    @Flag(help: "Put the whole new site in the place of the old one in one step.")
    var atomic = false

    @Option(
        help: "File for a list of what changed: '+ PATH' was written, '- PATH' deleted.",
        completion: .file()
    )
    var changedList: String?

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Files of the content folder that have changed since the last build, added and deleted ones too: the build looks at no others.",
            valueName: "path"
        ),
        completion: .file()
    )
    var changed: [String] = []

    @Flag(help: "Print a report as JSON.")
    var json = false

    func validate() throws {
        if out == "" { throw ValidationError("--out takes the name of a folder") }
        if register == nil, registerKey != nil {
            throw ValidationError("--register-key signs a register. Add --register FILE")
        }
        if register != nil, preview.drafts || preview.future {
            throw ValidationError(
                "a register says what the public could read; --drafts and --future show other things"
            )
        }
    }

    func run() async throws {
        var options = try folders.options(output: out ?? "\(folders.site)/public", preview: preview)
        options.register = register.map { RegisterOptions(path: $0, key: registerKey) }
        options.atOnce = atomic
        options.changed = try folders.contentPaths(changed)
        let report = try await onDisk(options, showsProgress: !json) {
            options async throws(SystemCallError) in
            try await buildSite(options)
        }
        if let sources = report.sources { _ = unsafe Unmanaged.passRetained(sources) }
        if let changedList {
            try await onDisk { () async throws(SystemCallError) in
                try replaceDurably(changedList, report.changedList)
            }
        }
        if json {
            try emit(report.json(peakBytes: peakMemory()))
        } else {
            try emit(Array(summary(of: report).utf8))
        }
        try finish(report.diagnostics, isDone: report.isPublished)
    }
}
