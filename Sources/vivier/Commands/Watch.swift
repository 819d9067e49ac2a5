import ArgumentParser
import VivierSite

struct Watch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Builds the site, and again after every change of a source.",
        discussion: """
            It goes on until it is stopped. A change with a mistake is said, and the last good \
            site stays. For a preview of a site, see 'vivier serve'.
            """
    )

    @OptionGroup var folders: SiteFolders
    @OptionGroup var preview: PreviewFlags

    @Option(help: "Folder to publish into; SITE/public if not given.", completion: .directory)
    var out: String?

    @Flag(help: "Put each new site in the place of the old one in one step.")
    var atomic = false

    func validate() throws {
        if out == "" { throw ValidationError("--out takes the name of a folder") }
    }

    func run() async throws {
        var site = LiveSite(options: options)
        try await site.begin()
        try await site.follow { _, _ in }
    }

    private func options() throws -> BuildOptions {
        var options = try folders.options(output: out ?? "\(folders.site)/public", preview: preview)
        options.atOnce = atomic
        return options
    }
}
