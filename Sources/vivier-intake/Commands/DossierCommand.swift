import ArgumentParser
import VivierFiles
import VivierModel
import VivierSite
import VivierStore
import VivierWorkflow

struct DossierCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dossier",
        abstract: "Asks a candidate for something, or writes to them.",
        subcommands: [DossierAsk.self, DossierMessage.self]
    )
}

struct DossierAsk: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask",
        abstract: "Asks for one document; it opens one slot, until the end of a day."
    )

    @OptionGroup var options: TeamOptions

    @Option(help: "What is asked for, as the candidate reads it: Copie du diplôme.")
    var document: String

    @Option(help: "The last day, as 2026-11-27.")
    var until: String

    @Option(help: "Why, and what will do.")
    var text = ""

    func validate() throws {
        guard Day(iso: until) != nil else {
            throw ValidationError("'\(until)' is not a day. Write --until 2026-11-27")
        }
        guard (1...200).contains(document.count) else {
            throw ValidationError("give the document a name of 1 to 200 characters")
        }
    }

    func run() async throws {
        guard let day = Day(iso: until) else { return }
        try await options.run(.ask(.init(document: document, until: day, text: text)))
    }
}

struct DossierMessage: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "message",
        abstract: "Writes to a candidate, in the space."
    )

    @OptionGroup var options: TeamOptions

    @Option(help: "The message.")
    var text: String

    func run() async throws { try await options.run(.answer(text)) }
}

/// What every command of the team needs.
struct TeamOptions: ParsableArguments {
    @OptionGroup var spaces: SpaceOptions

    @Argument(help: "The number of a dossier.")
    var id: DossierID

    @Option(help: "Who does it, for the journal; nothing personal.")
    var by = "hr"

    /// Does it, has the pages of the candidate made again, and prints the event.
    func run(_ command: CandidatureCommand) async throws {
        let press = try await spaces.press()
        let now = spaces.reception.time
        let dossier = try onStore { () throws(StoreError) in try press.store.read(id) }
        let caused: Happening
        do throws(CandidatureRefusal) {
            let today = press.pages.forms.day(at: now)
            caused = try Candidature(dossier).decide(command, at: now, on: today)
        } catch {
            say("error: nothing was done: \(error.rawValue) [\(error.rawValue)]\n")
            throw ExitCode(1)
        }
        let event = try onStore { () throws(StoreError) in
            try NewEvent(caused, by: by, at: now)
        }
        guard let event else { return }
        let writer = spaces.reception.letterWriterIfAny(press.store, press.pages.forms)
        let appended = try onStore { () throws(StoreError) in
            let promise = try writer?.promise(of: caused, to: dossier, at: now)
            let known = dossier.events.count
            return try press.store.append(event, and: promise, to: id, expecting: known)
        }
        writer?.write(id, at: now)
        SpacePress.attempt { _ = try press.press(press.store.reader(of: dossier)) }
        try emit(
            JSONValue.object([
                .init("format", .int(1)), .init("dossier", .string(id.description)),
                .init("event", .int(appended.number)), .init("kind", .string(event.kind)),
            ])
        )
    }
}
