import ArgumentParser
import VivierFiles
import VivierModel
import VivierSite
import VivierStore
import VivierWorkflow

struct DossierCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dossier",
        abstract: "Reviews, tests, decides, hires: everything that the team does with a dossier.",
        discussion: """
            Commands take the numbers of one or several dossiers, and print one line of JSON for each. \
            What decides about somebody needs --by with the id of an agent ('agents list'). Exit \
            codes: 0 done, 1 something was refused, 64 wrong use, 74 the disk refused.
            """,
        subcommands: [
            DossierShow.self, DossierPreview.self, DossierQueue.self, DossierAsk.self,
            DossierMessage.self, DossierEdit.self,
            DossierDocument.self, DossierComplete.self, DossierAccept.self, DossierReturn.self,
            DossierReject.self, DossierMove.self, DossierNote.self, DossierTag.self,
            DossierUnavailable.self, DossierAvailable.self, DossierPropose.self,
            DossierOpen.self, DossierPlan.self, DossierPostpone.self, DossierCancel.self,
            DossierAnswer.self, DossierMark.self, DossierRate.self, DossierCommunicate.self,
            DossierDeliberate.self, DossierSelect.self, DossierCall.self, DossierReply.self,
            DossierStart.self, DossierAbsent.self, DossierLeave.self, DossierRefuse.self,
            DossierReinstate.self, DossierClose.self, DossierUndo.self, DossierJoin.self,
            DossierPart.self, DossierAnonymise.self,
        ]
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
    var until: Day

    @Option(help: "Why, and what will do.")
    var text = ""

    func validate() throws {
        guard (1...200).contains(document.count) else {
            throw ValidationError("give the document a name of 1 to 200 characters")
        }
    }

    func run() async throws {
        try await options.run(.ask(.init(document: document, until: until, text: text)))
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

struct DossierEdit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit",
        abstract: "Changes what was answered; the journal keeps what was there before."
    )

    @OptionGroup var options: TeamOptions

    @Option(help: "A field and its value: phone=0612345678.")
    var set: [String]

    func validate() throws {
        guard set.allSatisfy({ $0.firstIndex(of: "=").map { $0 > "".startIndex } ?? false }) else {
            throw ValidationError("write --set FIELD=VALUE")
        }
    }

    func run() async throws {
        let fields = set.map { text in
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return Happening.Field(name: String(parts[0]), values: [String(parts[1])])
        }
        try await options.run(.edit(fields))
    }
}

/// What every command of the team needs.
struct TeamOptions: ParsableArguments {
    @OptionGroup var spaces: SpaceOptions

    @Argument(help: "The numbers of dossiers.")
    var ids: [DossierID]

    @Option(help: "Who does it, for the journal; nothing personal.")
    var by = "hr"

    /// Does it for each, has the pages of their candidates made again, and prints the events.
    ///
    /// Each candidate gets a letter of their own. What is refused for one does not hold up the others.
    func run(_ command: CandidatureCommand) async throws {
        let press = try await spaces.press()
        var isRefused = false
        for id in ids where try !run(command, on: id, press) { isRefused = true }
        if isRefused { throw ExitCode(1) }
    }

    /// - Returns: Whether it was done.
    private func run(
        _ command: CandidatureCommand,
        on id: DossierID,
        _ press: SpacePress
    ) throws -> Bool {
        let now = spaces.reception.time
        let dossier = try onStore { () throws(StoreError) in try press.store.read(id) }
        let caused: Happening
        do throws(CandidatureRefusal) {
            let today = press.pages.forms.day(at: now)
            caused = try Candidature(dossier).decide(command, at: now, on: today)
        } catch {
            say("error: nothing was done: \(error.rawValue) [\(error.rawValue)]\n")
            return false
        }
        let event = try onStore { () throws(StoreError) in
            try NewEvent(caused, by: by, at: now)
        }
        guard let event else { return false }
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
        return true
    }
}
