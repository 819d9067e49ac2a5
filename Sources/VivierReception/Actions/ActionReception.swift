package import VivierCrypto
package import VivierForms
package import VivierIntake
package import VivierModel
package import VivierSpaces
package import VivierStore
package import VivierWorkflow

/// Turns what candidates do in their sealed pages into events.
package struct ActionReception: Sendable {
    package let store: Store
    package let keys: SpaceKeys
    package var limits = IntakeLimits()
    /// Where telephone numbers without a country are (ISO 3166-1).
    package var country = "FR"

    /// What opens actions that were sealed in a browser; `nil` if none is here: they are refused.
    package var submissionKey: @Sendable () -> SealingKey? = { nil }

    /// What the journal promises with something that happens to a dossier, as surely as it has
    /// it; `nil` if nothing.
    package var promise: @Sendable (Dossier, Happening, Instant) throws(StoreError) -> NewEvent? = {
        _,
        _,
        _ in nil
    }

    /// Keeps the password that a reader chose, typed twice.
    ///
    /// - Returns: The key of the words for why not; `nil` once it is kept.
    package var choosePassword:
        @Sendable (ReaderID, _ password: String, _ again: String) throws -> String? = { _, _, _ in
            "unknown"
        }

    /// Takes all links of a reader back, and returns the new one.
    package var renewLinks: @Sendable (ReaderID) throws -> String? = { _ in nil }

    /// Does what an agent asks with the right of a page, and what was typed.
    ///
    /// The last text is the source of what it causes, so that a repeat causes nothing.
    package var work:
        @Sendable (ActionToken, [(name: String, value: String)], String) throws -> ActionOutcome = {
            _,
            _,
            _ in ActionOutcome("unknown")
        }

    /// Takes what only a candidate can say: to an invitation, to a post, or that all is there.
    ///
    /// The last text is the source of what it causes.
    package var answer: @Sendable (ActionToken, _ said: String, String) throws -> ActionOutcome = {
        _,
        _,
        _ in ActionOutcome("unknown")
    }

    /// Whether there is such a town, as far as the site knows.
    package var knowsTown: @Sendable (String) -> Bool = { _ in true }

    /// Whether an offer is open; `nil` if the site knows none of that reference.
    package var isOpen: @Sendable (_ offer: String) -> Bool? = { _ in nil }

    /// Takes a form in as if a browser had sent it: its name, the body and the type of that.
    package var submit: @Sendable (String, [UInt8], String, Instant) throws(StoreError) -> Outcome =
        {
            _,
            _,
            _,
            _ in .tooLarge(.bodyTooLarge(0))
        }

    /// The form of a name, with what the offer of a reference adds to it.
    package let form: @Sendable (_ name: String, _ offer: String?) -> FormDefinition?

    /// The dossiers of a reader.
    package let dossiers: @Sendable (ReaderID) throws -> [DossierID]

    package init(
        store: Store,
        form: @escaping @Sendable (_ name: String, _ offer: String?) -> FormDefinition?,
        dossiers: @escaping @Sendable (ReaderID) throws -> [DossierID]
    ) {
        self.store = store
        keys = SpaceKeys(store)
        self.form = form
        self.dossiers = dossiers
    }

    /// Stops an alert for who has the right to: one click in a mail program (RFC 8058).
    ///
    /// - Throws: ``StoreError``; nothing is acknowledged then.
    package func unsubscribe(
        _ token: String,
        at now: Instant,
        on today: Day
    ) throws -> ActionOutcome {
        guard ActionToken(token, keys: keys)?.action == .unsubscribe else {
            return ActionOutcome("unknown")
        }
        let doing = Doing(
            reception: self,
            fields: [FieldText(name: "token", value: token)],
            attachment: nil,
            verdict: nil,
            resume: nil,
            now: now,
            today: today
        )
        return try doing.outcome()
    }

    /// Begins to receive the body of an action.
    ///
    /// - Throws: ``IntakeRefusal`` for a type that nothing here reads.
    package func begin(contentType: String) throws(IntakeRefusal) -> IncomingAction {
        var outer = limits
        // A file of any size may be what was sealed: ``ActionEnvelope`` has the limits of the others.
        (outer.file, outer.fileBytes) = (limits.body, limits.body)
        return IncomingAction(
            reader: try BodyReader(contentType: contentType, limits: outer),
            envelope: ActionEnvelope(
                ActionSink(store, keys: keys),
                limits: limits,
                key: submissionKey()
            ),
            reception: self
        )
    }
}

/// What became of an action.
package struct ActionOutcome: Sendable, Equatable {
    /// The key of its words: `withdrawn`, `request_filled`.
    package var key: String

    /// Whether the store has it.
    package var isDone: Bool

    /// The reader whose pages are to be made again; `nil` if nobody's are.
    package var reader: ReaderID?

    /// The dossier whose letters are to be written.
    package var told: DossierID?

    /// The dossiers that are gone with it.
    package var erased: [DossierID] = []

    /// The link to the space from now on, if it is another.
    package var link: String?

    /// Whose everything is to be handed over.
    package var archive: ReaderID?

    /// A CV to be handed over, as other programs read it.
    package var resume: [UInt8]?

    /// An appointment to be handed over, as calendars read it.
    package var calendar: [UInt8]?

    /// What else there is to say about it, in words of the site.
    package var details: [String] = []

    /// What is left to correct.
    package var refusals: [FieldRefusal] = []

    /// What an agent is shown in the place of words.
    package var desk: DeskAnswer?

    /// That of the page that it came from; empty if it did not say.
    package var language = ""

    /// Form and offer that the refusals are of.
    package var form = ""
    package var offer: String?

    package init(_ key: String, isDone: Bool = false, reader: ReaderID? = nil) {
        self.key = key
        self.isDone = isDone
        self.reader = reader
    }

    init(_ refusal: CandidatureRefusal) {
        self.init(refusal.rawValue.map { $0 == "-" ? "_" : "\($0)" }.joined())
    }
}

/// What an agent is shown once something was asked.
package enum DeskAnswer: Sendable, Equatable {
    /// A page that asks once more.
    case page([UInt8])
    /// What shows what was asked for, as a link: a sealed page, a document.
    case lead(String)
    /// Why some of it was not done, in words.
    case refused([String])
}

/// The body of an action on its way in.
package struct IncomingAction: ~Copyable {
    private var reader: BodyReader
    private var envelope: ActionEnvelope
    private let reception: ActionReception
    private var size = 0
    /// Whether it can be read, once it was read to its end.
    private var end: Result<Bool, IntakeRefusal>?

    init(
        reader: BodyReader,
        envelope: consuming ActionEnvelope,
        reception: ActionReception
    ) {
        self.reader = reader
        self.envelope = envelope
        self.reception = reception
    }

    /// Takes the next bytes of the body.
    ///
    /// - Throws: ``IntakeRefusal`` for what is no form, or too much.
    package mutating func feed(_ bytes: Span<UInt8>) throws(IntakeRefusal) {
        size += bytes.count
        guard size <= reception.limits.body else { throw .bodyTooLarge(reception.limits.body) }
        try reader.feed(bytes, into: &envelope)
    }

    /// Says that the body is complete.
    ///
    /// - Returns: A photo that came with it, of which another is to be made; `nil` if none came, or none that is to be
    ///   trusted.
    package mutating func photo() -> [UInt8]? {
        // Why it cannot be read is said once, in the end.
        guard (try? isReadable()) == true, let photo = envelope.parts.photo else { return nil }
        return photo.isEmpty ? nil : photo
    }

    private mutating func isReadable() throws(IntakeRefusal) -> Bool {
        if let end { return try end.get() }
        do throws(IntakeRefusal) {
            try reader.finish(into: &envelope)
            let isWhole = try envelope.finish()
            end = .success(isWhole)
            return isWhole
        } catch {
            end = .failure(error)
            throw error
        }
    }

    /// Says that the body is complete, and does what it asks.
    ///
    /// `today`: The day on the clocks of the site. `photo`: What was made of ``photo()``.
    /// - Throws: ``StoreError`` or what an index has to say, ``IntakeRefusal`` for too much; nothing is
    ///   acknowledged then.
    package consuming func finish(
        at now: Instant,
        on today: Day,
        photo: MadePhoto? = nil
    ) throws -> ActionOutcome {
        let texts: [FieldText]
        do throws(IntakeRefusal) {
            guard try isReadable() else { return ActionOutcome("sealed_otherwise") }
            texts = try envelope.parts.fields.texts()
        } catch {
            if error.kind == .tooLarge { throw error }
            return ActionOutcome("unknown")
        }
        let sink = envelope.parts
        if let failure = sink.failure {
            if case .erased = failure { return ActionOutcome("unknown") }
            throw failure
        }
        let doing = Doing(
            reception: reception,
            fields: texts,
            attachment: sink.attachment,
            verdict: sink.verdict,
            resume: sink.resume,
            photo: photo,
            now: now,
            today: today
        )
        var outcome = try doing.outcome()
        if outcome.isDone, outcome.erased.isEmpty, outcome.told == nil {
            outcome.told = doing.dossier
        }
        outcome.language = texts.first { $0.name == "language" }?.value ?? ""
        return outcome
    }
}
