import ArgumentParser
import VivierDiagnostics
import VivierFiles
import VivierPreview
import VivierSite

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Builds the site and shows it on this machine.",
        discussion: """
            It listens on 127.0.0.1 only; stop it with Ctrl-C. What it shows stands in a folder \
            of its own: the site that is published does not change.
            """
    )

    @OptionGroup var folders: SiteFolders
    @OptionGroup var preview: PreviewFlags

    @Option(
        help: "Folder to build into; SITE/.vivier-preview if not given.",
        completion: .directory
    )
    var out: String?

    @Option(help: "Port to listen on; 0 for any free one.")
    var port: UInt16 = 8080

    func validate() throws {
        if out == "" { throw ValidationError("--out takes the name of a folder") }
    }

    func run() async throws {
        let options = try folders.options(
            output: out ?? "\(folders.site)/.vivier-preview",
            preview: preview
        )
        let report = try await onDisk(options) { options async throws(SystemCallError) in
            try await buildSite(options)
        }
        say(report.diagnostics.sorted.map { "\($0)\n" }.joined())
        try emit(Array(summary(of: report).utf8))
        let server = try await onDisk { () async throws(SystemCallError) in
            try PreviewServer(root: options.output, port: port)
        }
        try emit(Array("http://127.0.0.1:\(server.port)/\n".utf8))
        server.run()
    }
}
