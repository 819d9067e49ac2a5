import ArgumentParser

@main
struct VivierIntakeTool: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vivier-intake",
        abstract: "Takes in what is sent through the forms of a careers site.",
        discussion: """
            Exit codes: 0 done, 1 something was not taken in, 64 wrong usage, 74 the disk \
            refused, 75 try again later.
            """,
        version: "0.1.0",
        subcommands: [Ingest.self, CGI.self]
    )
}
