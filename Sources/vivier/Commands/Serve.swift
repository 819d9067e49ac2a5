import ArgumentParser
import Foundation
import VivierFiles
import VivierPreview
import VivierSite

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Builds the site and shows it on this machine.",
        discussion: """
            It listens on 127.0.0.1 only; stop it with Ctrl-C. What it shows stands in a folder \
            of its own: the site that is published does not change.

            It builds again when a text, a template or a setting is saved, and pages that are \
            open show it. A new mistake is said here, and the site stays as it was until it is \
            mended.
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

    @Option(help: "Where forms are sent: an intake on this machine instead of the site's.")
    var intake: String?

    func validate() throws {
        if out == "" { throw ValidationError("--out takes the name of a folder") }
    }

    func run() async throws {
        var site = LiveSite(options: options)
        try await site.begin()
        let root = try options().output
        let server = try await onDisk { () async throws(SystemCallError) in
            try PreviewServer(root: root, port: port, isLive: true)
        }
        try emit(Array("http://127.0.0.1:\(server.port)/\n".utf8))
        Thread.detachNewThread { server.run() }
        server.show(mistakes: site.errors)
        try await site.follow { site, isAnother in
            server.show(mistakes: site.errors)
            if isAnother { server.siteHasChanged() }
        }
    }

    private func options() throws -> BuildOptions {
        var options = try folders.options(
            output: out ?? "\(folders.site)/.vivier-preview",
            preview: preview
        )
        options.intake = intake
        return options
    }
}
