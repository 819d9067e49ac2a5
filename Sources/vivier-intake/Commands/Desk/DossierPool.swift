import ArgumentParser
import VivierModel
import VivierSite
import VivierStore
import VivierWorkflow

struct DossierNote: CaseSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "note",
        abstract: "Notes something for the team, with files if need be.",
        discussion: """
            The candidate does not see it, and has a right to it all the same: it is in the archive \
            that they can ask for.
            """
    )

    @OptionGroup var options: CaseOptions

    @Option(help: "The note.")
    var text = ""

    @Option(help: "A file to keep with it: a test paper.", completion: .file())
    var file: [String] = []

    func command(_ desk: Desk, _ state: Casework) throws -> CaseCommand {
        .note(text: text, files: try file.map { try desk.attach($0, to: state.id) })
    }
}

struct DossierTag: CaseSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "tag",
        abstract: "Adds words that lists are filtered by, or takes them away."
    )

    @OptionGroup var options: CaseOptions

    @Option(help: "A word to add.")
    var add: [String] = []

    @Option(help: "A word to take away.")
    var remove: [String] = []

    func validate() throws {
        guard (add + remove).allSatisfy({ (1...60).contains($0.count) }) else {
            throw ValidationError("a tag has 1 to 60 characters")
        }
    }

    func command(_ desk: Desk, _ state: Casework) -> CaseCommand {
        .tag(add: add, remove: remove)
    }
}

struct DossierUnavailable: CaseSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "unavailable",
        abstract: "Notes that a candidate cannot be called on for a time."
    )

    @OptionGroup var options: CaseOptions

    @Option(help: "The last day, as 2026-11-27; for good if not given.")
    var until: Day?

    @Option(help: "Why.")
    var reason = ""

    func command(_ desk: Desk, _ state: Casework) -> CaseCommand {
        .markUnavailable(until: until, reason: reason)
    }
}

struct DossierAvailable: CaseSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "available",
        abstract: "Notes that a candidate can be called on again."
    )

    @OptionGroup var options: CaseOptions

    func command(_ desk: Desk, _ state: Casework) -> CaseCommand { .markAvailable }
}

struct DossierPropose: CaseSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "propose",
        abstract: "Proposes a post to a candidate, by letter; nothing is sent in their name."
    )

    @OptionGroup var options: CaseOptions

    @Option(help: "The reference of the offer.")
    var offer: String

    func command(_ desk: Desk, _ state: Casework) throws -> CaseCommand {
        guard desk.forms.knows(offer: offer) else {
            throw DeskRefusal("no-such-offer", "the site has no offer '\(offer)'")
        }
        return .propose(offer: offer)
    }
}

struct DossierOpen: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open",
        abstract: "Opens a dossier for another offer, of one that is there; its candidate agreed.",
        discussion: "Answers and files are copied. Both journals name the other dossier."
    )

    @OptionGroup var spaces: SpaceOptions

    @Argument(help: "The number of the dossier that it is made of.")
    var id: DossierID

    @Option(help: "The reference of the offer.")
    var offer: String

    @Option(help: "Who does it: the id of an agent.")
    var by = "hr"

    func run() async throws {
        let desk = try await Desk(spaces, by: by)
        do {
            let made = try desk.open(of: id, for: offer)
            await spaces.show([made], in: desk.store, desk.pages)
            try emit(
                JSONValue.object([
                    .init("format", .int(1)), .init("dossier", .string("\(made)")),
                    .init("origin", .string("\(id)")), .init("offer", .string(offer)),
                ])
            )
        } catch let refusal as DeskRefusal {
            say("error: dossier '\(id)': \(refusal.words) [\(refusal.code)]\n")
            throw ExitCode(1)
        } catch let error as StoreError {
            say("error: \(error) [\(error.code)]\n  = \(error.hint)\n")
            throw ExitCode(error.exitCode)
        }
    }
}
