import ArgumentParser
import VivierSite
import VivierSpaces
import VivierStore
import VivierWorkflow

/// What every command about dossiers needs.
struct CaseOptions: ParsableArguments {
    @OptionGroup var spaces: SpaceOptions

    @Argument(help: "The numbers of dossiers.")
    var ids: [DossierID]

    @OptionGroup var acting: ActingOptions

    /// Does the same for each dossier, has the pages of their candidates made again, and prints one
    /// line of JSON for each.
    ///
    /// What is refused for one does not hold up the others; the exit code says that something was.
    func run(_ make: (Desk, Casework) throws -> CaseCommand) async throws {
        let desk = try await acting.desk(spaces)
        try await acting.perform(on: ids, desk, spaces) { try make(desk, $0) }
    }
}

/// Who acts, and how.
struct ActingOptions: ParsableArguments {
    @Option(help: "Who does it: the id of an agent.")
    var by = "hr"

    @Option(help: "A word of your own: a second call with it does nothing and answers the same.")
    var once: String?

    @Flag(help: "Only print the letters that would be promised.")
    var preview = false

    /// Who acts, at the store and site of a command.
    func desk(_ spaces: SpaceOptions) async throws -> Desk {
        try await Desk(spaces, by: by, changing: !preview)
    }

    func perform(
        on ids: [DossierID],
        _ desk: Desk,
        _ spaces: SpaceOptions,
        _ make: (Casework) throws -> CaseCommand
    ) async throws {
        var done: [DossierID] = []
        let isRefused = try await saysRefusals(of: ids) { id in
            if preview { return try emit(desk.foresee(on: id, make).json) }
            let source = once.map { "desk:\($0)" } ?? ""
            let result = try desk.perform(on: id, source: source, make)
            done.append(id)
            try emit(result.json)
        }
        await spaces.show(done, in: desk.store, desk.pages)
        if isRefused { throw ExitCode(1) }
    }
}

/// Does something to each of some dossiers, and says why one was refused before it goes on to the
/// next.
///
/// - Returns: Whether one was.
func saysRefusals(
    of ids: [DossierID],
    _ body: (DossierID) async throws -> Void
) async throws -> Bool {
    var isRefused = false
    for id in ids {
        do {
            try await body(id)
        } catch let refusal as DeskRefusal {
            isRefused = true
            say("error: dossier '\(id)': \(refusal.words) [\(refusal.code)]\n")
        } catch let error as StoreError {
            isRefused = true
            say("error: \(error) [\(error.code)]\n  = \(error.hint)\n")
        }
    }
    return isRefused
}

/// A command about dossiers, one by one or several at once.
protocol CaseSubcommand: AsyncParsableCommand {
    var options: CaseOptions { get }

    /// What is wanted of a dossier.
    func command(_ desk: Desk, _ state: Casework) throws -> CaseCommand
}

extension CaseSubcommand {
    func run() async throws {
        try await options.run { desk, state in try command(desk, state) }
    }
}

extension Desk.Result {
    var json: JSONValue {
        .object([
            .init("format", .int(1)), .init("dossier", .string(dossier.description)),
            .init("event", .int(number)), .init("kind", .string(kind)),
            .init("letter", letter.map { .string($0) } ?? .null),
            .init("repeated", .bool(isRepeated)),
        ])
    }
}
