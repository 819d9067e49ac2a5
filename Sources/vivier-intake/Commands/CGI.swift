import ArgumentParser

struct CGI: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cgi",
        abstract: "Answers one request of a web server (RFC 3875)."
    )

    @OptionGroup var folders: IntakeFolders

    func run() async throws {}
}
