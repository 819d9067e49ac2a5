import ArgumentParser
import VivierStore

struct DossierJoin: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "join",
        abstract: "Says that two dossiers of different addresses are of one person.",
        discussion: """
            The team sees all dossiers of both addresses as one person's from then on, and nobody gets a \
            second post. Their candidates see nothing of it: spaces, letters and archives stay apart. \
            'dossier part' takes it back.
            """
    )

    @OptionGroup var spaces: SpaceOptions

    @Argument(help: "The number of a dossier.")
    var id: DossierID

    @Option(help: "The number of one of the other address.")
    var with: DossierID

    @OptionGroup var signing: SigningOptions

    func run() async throws {
        try await signing.run(spaces, on: [id, with], "joined") { desk, source in
            try desk.join(id, with: with, source: source)
        }
    }
}

struct DossierPart: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "part",
        abstract: "Takes back that the candidate of a dossier is the same person as others.",
        discussion:
            "Of all dossiers of that address; what others were said to be of each other stays."
    )

    @OptionGroup var spaces: SpaceOptions

    @Argument(help: "The number of a dossier.")
    var id: DossierID

    @OptionGroup var signing: SigningOptions

    func run() async throws {
        try await signing.run(spaces, on: [id], "parted") { desk, source in
            try desk.part(id, source: source)
        }
    }
}

/// Who says of whom dossiers are.
struct SigningOptions: ParsableArguments {
    @Option(help: "Who does it: the id of an agent.")
    var by = "hr"

    @Option(help: "A word of your own: a second call with it does nothing and answers the same.")
    var once: String?

    /// Does it, has the pages of agents made again, and prints one line of JSON.
    func run(
        _ spaces: SpaceOptions,
        on ids: [DossierID],
        _ state: String,
        _ body: (Desk, String) throws -> Void
    ) async throws {
        let desk = try await Desk(spaces, by: by)
        let isRefused = try await saysRefusals(of: [ids[0]]) { _ in
            try body(desk, once.map { "desk:\($0)" } ?? "")
            await spaces.show(ids, in: desk.store, desk.pages)
            try emit(
                JSONValue.object([
                    .init("format", .int(1)),
                    .init("dossiers", .array(ids.map { .string("\($0)") })),
                    .init("state", .string(state)),
                ])
            )
        }
        if isRefused { throw ExitCode(1) }
    }
}
