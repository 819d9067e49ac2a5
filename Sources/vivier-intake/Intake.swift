import ArgumentParser

@main
struct Intake: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vivier-intake",
        abstract: "Takes in what candidates send, and loses nothing of it.",
        subcommands: [Ingest.self, CGI.self]
    )
}
