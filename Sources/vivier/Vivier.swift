import ArgumentParser
import VivierFiles

@main
struct Vivier: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Builds a careers site from a folder of text files.",
        discussion: """
            Exit codes: 0 done, 1 mistakes in the content, 64 wrong usage, 74 the disk refused.

            Completion for your shell: vivier --generate-completion-script bash, zsh or fish.
            """,
        version: "0.1.0",
        subcommands: [
            Build.self, Check.self, List.self, Query.self, Watch.self, Serve.self,
            New.self, ContentCommand.self, TemplateCommand.self, RegisterCommand.self,
        ]
    )

    static func main() async {
        // Before any other thread asks for memory.
        prepareAllocator()
        do {
            var command = try await asyncParseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let error as WrongUsage {
            say("error: \(error.message)\n")
            exit(withError: ExitCode.validationFailure)
        } catch {
            exit(withError: error)
        }
    }
}
