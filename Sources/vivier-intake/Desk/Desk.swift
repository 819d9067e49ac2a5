import ArgumentParser
import VivierFiles
import VivierIndex
import VivierModel
import VivierOutbox
import VivierSite
import VivierSpaces
import VivierStore
import VivierWorkflow

/// Where the team decides: one store, one site, one moment, one agent.
struct Desk {
    let store: Store
    let forms: IntakeForms
    /// What the pages of spaces are made with, where what is decided here is shown at once.
    let pages: IntakePages?
    let writer: LetterWriter?
    let now: Instant
    /// Who acts, for the journal.
    let actor: Actor
    let agent: Agent?

    /// What became of one command.
    struct Result {
        let dossier: DossierID
        let number: Int
        let kind: String
        /// The name of the letter that was promised.
        let letter: String?
        let isRepeated: Bool
    }

    /// The desk of a command that changes nothing, or shows it to nobody.
    ///
    /// - Throws: `ExitCode`, once it was said what is wrong.
    init(_ options: ReceptionOptions, by name: String) async throws {
        let forms = try await options.forms()
        try self.init(options, forms, nil, by: name)
    }

    /// The desk of a command whose work shows in spaces: the site is read once for both.
    ///
    /// `changing` is false where the command was asked to change nothing: no pages are made then.
    ///
    /// - Throws: `ExitCode`, once it was said what is wrong.
    init(_ options: SpaceOptions, by name: String, changing: Bool = true) async throws {
        if changing, let pages = await options.pagesIfAny() {
            try self.init(options.reception, pages.forms, pages, by: name)
        } else {
            // What is wrong with a theme holds up no decision.
            try await self.init(options.reception, by: name)
        }
    }

    private init(
        _ options: ReceptionOptions,
        _ forms: IntakeForms,
        _ pages: IntakePages?,
        by name: String
    ) throws {
        let store = try options.store.open()
        (self.store, self.forms, self.pages) = (store, forms, pages)
        writer = options.letterWriterIfAny(store, forms)
        now = options.time
        let id = name.hasPrefix("hr:") ? String(name.dropFirst(3)) : name
        agent = try onStore { () throws(StoreError) in
            try store.agents().first { $0.id == id }
        }
        let role = agent.flatMap { Actor.Role(rawValue: $0.role) }
        actor = Actor(by: agent?.by ?? name, role: role)
    }

    /// The desk of an agent, where the site was read before.
    init(
        _ store: Store,
        _ forms: IntakeForms,
        _ writer: LetterWriter?,
        of agent: Agent,
        at now: Instant
    ) {
        (self.store, self.forms, self.writer, self.now) = (store, forms, writer, now)
        (actor, self.agent, pages) = (Actor(agent), agent, nil)
    }

    /// The desk at which a candidate answers.
    init(
        answering store: Store,
        _ forms: IntakeForms,
        _ writer: LetterWriter?,
        at now: Instant
    ) {
        (self.store, self.forms, self.writer, self.now) = (store, forms, writer, now)
        (actor, agent, pages) = (.candidate, nil, nil)
    }

    /// The same desk with nobody but the clock at it.
    init(clockOf desk: Desk) {
        (store, forms, writer, now) = (desk.store, desk.forms, desk.writer, desk.now)
        pages = desk.pages
        (actor, agent) = (.clock, nil)
    }

    var today: Day { forms.day(at: now) }

    /// Does what a command wants of a dossier, durably.
    ///
    /// Nobody else decides meanwhile: what one dossier may become depends on others.
    ///
    /// `actor` is who does it, if not who sits at the desk; a repeat is known by its `source`, which
    /// may be empty; `make` gives the command for the dossier as it is then.
    ///
    /// - Returns: What was written.
    /// - Throws: ``DeskRefusal``, `StoreError`, and what the index refused.
    func perform(
        on id: DossierID,
        as actor: Actor? = nil,
        source: String = "",
        _ make: (Casework) throws -> CaseCommand
    ) throws -> Result {
        let lock = try store.lockDesk()
        defer { withExtendedLifetime(lock) {} }
        let dossier = try store.read(id)
        if let known = dossier.events.first(where: { !source.isEmpty && $0.source == source }) {
            return Result(
                dossier: id,
                number: known.number,
                kind: known.kind,
                letter: nil,
                isRepeated: true
            )
        }
        let state = Casework(dossier)
        try checkScope(of: state)
        let command = try make(state)
        let setting = try setting(for: state, dossier, deciding: command)
        let actor = actor ?? self.actor
        let caused: CaseEvent
        do throws(CaseRefusal) {
            caused = try state.decide(command, as: actor, in: setting)
        } catch {
            throw DeskRefusal(error)
        }
        if case .undone(let number) = caused {
            return try undo(number, state, dossier, by: actor.by)
        }
        try take(slotOf: caused, state, setting.rules)
        let event = try NewEvent(caused, by: actor.by, source: source, at: now)
        let promise = try promise(of: caused, to: dossier, state, setting.rules)
        let appended = try store.append(
            event,
            and: promise,
            to: id,
            expecting: dossier.events.count
        )
        free(slotsOf: command, state, setting.rules)
        writer?.write(id, at: now)
        let letter = promise.flatMap { JSONValue($0.data)?["mail"]?.string }
        return Result(
            dossier: id,
            number: appended.number,
            kind: event.kind,
            letter: letter,
            isRepeated: false
        )
    }

    /// Promises the letter about what the team does; the one of an acceptance comes once.
    func promise(
        of caused: CaseEvent,
        to dossier: Dossier,
        _ state: Casework,
        _ rules: Campaign
    ) throws(StoreError) -> NewEvent? {
        guard let notice = caused.notice else { return nil }
        if caused == .accepted, state.wasActivated { return nil }
        // Nobody is reminded of a test, a post or a refusal in a mail that waits for nothing.
        let hold = caused.isDecision ? rules.delays.hold : 0
        return try writer?.promise(
            notice,
            to: dossier,
            notBefore: hold > 0 ? now.advanced(seconds: hold * 60) : nil,
            at: now
        )
    }

    /// Takes a decision back, and its letter, if no server was asked to take that.
    private func undo(
        _ number: Int,
        _ state: Casework,
        _ dossier: Dossier,
        by: String
    ) throws -> Result {
        let waiting = dossier.promisedLetters.filter { $0.falls(with: number) }
        for letter in waiting {
            guard let name = OutboxName(dossier: dossier.id, event: letter.mail) else { continue }
            guard try Outbox(store).takeBack(name) else { throw DeskRefusal(.letterGone) }
        }
        let cancelled = try waiting.map { letter throws(StoreError) in
            try NewEvent(
                kind: "mail-cancelled",
                by: by,
                source: "mail-cancelled:\(letter.mail)",
                time: now,
                data: JSONValue.object([.init("mail", .string(letter.mail))]).bytes
            )
        }
        // What followed from the decision goes first: a stop in between leaves the decision as it
        // was, and nothing that hangs in the air.
        for event in cancelled.dropFirst() { _ = try store.append(event, to: dossier.id) }
        let event = try NewEvent(.undone(event: number), by: by, at: now)
        let appended = try store.append(
            event,
            and: cancelled.first,
            to: dossier.id,
            expecting: dossier.events.count + cancelled.dropFirst().count
        )
        return Result(
            dossier: dossier.id,
            number: appended.number,
            kind: event.kind,
            letter: nil,
            isRepeated: false
        )
    }

    /// - Throws: ``DeskRefusal`` if the agent has no right to such dossiers.
    func checkScope(of state: Casework) throws {
        guard agent.map({ forms.allows($0, state) }) ?? true else { throw DeskRefusal(.noRight) }
    }
}

extension Dossier.PromisedLetter {
    /// Whether it is taken back with a decision.
    ///
    /// Its own letter is, and those about tests that were cancelled since; what the team wrote beside
    /// it leaves all the same.
    fileprivate func falls(with decision: Int) -> Bool {
        guard let (notice, number) = Notice.named(mail) else { return false }
        return number == decision || number > decision && notice.isAboutTest
    }
}

/// Why nothing was done.
struct DeskRefusal: Error {
    let code: String
    let words: String

    init(_ refusal: CaseRefusal) {
        (code, words) = (refusal.rawValue, refusal.words)
    }

    init(_ code: String, _ words: String) {
        (self.code, self.words) = (code, words)
    }
}
