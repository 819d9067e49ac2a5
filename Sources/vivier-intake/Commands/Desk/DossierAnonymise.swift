import ArgumentParser
import VivierStore

struct DossierAnonymise: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "anonymise",
        abstract: "Erases dossiers for good, and still counts them in figures.",
        discussion: """
            For those that are over, and whose letters have left. What is kept is the offer, the \
            campaign, the way and the week that they came in, how far they came and how many days it \
            took: no number, no name, no answer, no file. It cannot be taken back.
            """
    )

    @OptionGroup var spaces: SpaceOptions

    @Argument(help: "The numbers of dossiers.")
    var ids: [DossierID]

    @Option(help: "Who does it: the id of an agent.")
    var by = "hr"

    func run() async throws {
        let desk = try await Desk(spaces, by: by)
        let isRefused = try await saysRefusals(of: ids) { id in
            let reader = try desk.anonymise(id)
            await spaces.erasePages(of: id, for: reader, in: desk.store, desk.pages)
            try emit(
                JSONValue.object([
                    .init("format", .int(1)), .init("dossier", .string(id.description)),
                    .init("state", .string("anonymised")),
                ])
            )
        }
        if isRefused { throw ExitCode(1) }
    }
}
