internal import VivierCrypto
internal import VivierForms
internal import VivierIntake
internal import VivierModel
internal import VivierSpaces
internal import VivierStore
internal import VivierWorkflow

/// One action that is there as a whole.
struct Doing {
    let reception: ActionReception
    let fields: [FieldText]
    let attachment: (staged: StagedAttachment, name: String)?
    let verdict: AttachmentVerdict?
    /// A file with a CV that was sent; `nil` if none.
    let resume: [UInt8]?
    /// What was made of a photo that was sent; `nil` if none.
    var photo: MadePhoto?
    let now: Instant
    let today: Day

    var store: Store { reception.store }

    /// The dossier that the right is for; `nil` if it is for none alone.
    var dossier: DossierID? { ActionToken(self["token"], keys: reception.keys)?.dossier }

    func outcome() throws -> ActionOutcome {
        guard let token = ActionToken(self["token"], keys: reception.keys) else {
            return ActionOutcome("unknown")
        }
        if token.action == .unsubscribe { return try unsubscribe(token) }
        guard now < token.until, try store.rotation(of: token.reader) == token.rotation else {
            return ActionOutcome("expired")
        }
        do {
            switch token.action {
            case .withdrawAll: return try withdrawAll(token)
            case .withdraw: return try withdraw(token)
            case .supply: return try supply(token)
            case .correct: return try correct(token)
            case .hide: return try hide(token)
            case .password, .renew, .archive, .eraseAll: return try account(token)
            case .open, .keep, .importResume, .exportResume, .forget: return try sheet(token)
            case .photo: return try keepPhoto(token)
            case .select: return try select(token)
            case .apply: return try applyAgain(token)
            case .confirm: return try confirm(token)
            case .prolong: return try prolong(token)
            case .unsubscribe: return try unsubscribe(token)
            case .answer, .reply, .complete: return try answer(token)
            case .desk:
                // Whether it was asked once more is no other thing.
                let said = fields.filter { !["token", "step", "language"].contains($0.name) }
                let words = said.map { "\($0.name)=\($0.value)" }.joined(separator: "\n")
                let all = fields.map { ($0.name, $0.value) }
                return try reception.work(token, all, source(token, saying: words))
            case .message:
                let text = self["text"]
                let done = try perform(.write(text), token, saying: text)
                return done ?? ActionOutcome("written", isDone: true, reader: token.reader)
            }
        } catch StoreError.erased {
            // A repeat of what erased it, or anything else that comes too late.
            return ActionOutcome("erased", reader: token.reader)
        } catch StoreError.noSuchDossier {
            return ActionOutcome("unknown")
        }
    }

    subscript(name: String) -> String { fields.first { $0.name == name }?.value ?? "" }

    var isConfirmed: Bool { self["confirm"] == "yes" }

    private func withdraw(_ token: ActionToken) throws -> ActionOutcome {
        guard isConfirmed, let scope = Happening.Withdrawal.Scope(rawValue: self["scope"]),
            scope != .all, let id = token.dossier
        else { return ActionOutcome("unconfirmed") }
        let command = CandidatureCommand.withdraw(scope, reason: self["reason"])
        if let refused = try perform(command, token) { return refused }
        guard scope == .erase else {
            return ActionOutcome("withdrawn", isDone: true, reader: token.reader)
        }
        try store.erase(id, reason: "asked", at: now)
        var outcome = ActionOutcome("erased", isDone: true, reader: token.reader)
        outcome.erased = [id]
        return outcome
    }

    private func withdrawAll(_ token: ActionToken) throws -> ActionOutcome {
        guard isConfirmed else { return ActionOutcome("unconfirmed") }
        // One letter tells of all of them.
        var told: DossierID?
        for id in try reception.dossiers(token.reader) {
            do {
                let command = CandidatureCommand.withdraw(.all, reason: "")
                let refused = try perform(command, token, on: id, isTold: told == nil)
                if refused == nil { told = told ?? id }
            } catch StoreError.erased {
                continue
            }
        }
        guard let told else { return ActionOutcome(.alreadyOver) }
        var outcome = ActionOutcome("withdrawn_all", isDone: true, reader: token.reader)
        outcome.told = told
        return outcome
    }

    /// What only its candidate can say to the work of the team.
    private func answer(_ token: ActionToken) throws -> ActionOutcome {
        guard let id = token.dossier, store.reader(of: try store.read(id)) == token.reader else {
            return ActionOutcome("unknown")
        }
        let said = self["answer"]
        var outcome = try reception.answer(token, said, source(token, saying: said))
        // Refused or not: the page shows what can be said now.
        outcome.reader = token.reader
        return outcome
    }

    /// Has a candidature or a sheet kept for as long again.
    private func prolong(_ token: ActionToken) throws -> ActionOutcome {
        if let refused = try perform(.prolong, token) { return refused }
        let isSheet = try token.dossier.map { try store.read($0).isSheet } ?? false
        let key = isSheet ? "sheet_prolonged" : "prolonged"
        return ActionOutcome(key, isDone: true, reader: token.reader)
    }

    /// Stops an alert; whoever stops it again is told the same.
    private func unsubscribe(_ token: ActionToken) throws -> ActionOutcome {
        do {
            _ = try perform(.withdraw(.this, reason: ""), token, isTold: false)
        } catch StoreError.erased, StoreError.noSuchDossier {
            return ActionOutcome("unsubscribed", isDone: true)
        }
        return ActionOutcome("unsubscribed", isDone: true, reader: token.reader)
    }

    /// Hides the messages that were ticked; without a tick, shows all of them again.
    private func hide(_ token: ActionToken) throws -> ActionOutcome {
        let ticked = fields.filter { $0.name == "message" }.compactMap { Int($0.value) }
        let isShowing = self["show"] == "all"
        guard isShowing != !ticked.isEmpty else { return ActionOutcome(.nothingSent) }
        let said = "hide \(ticked.sorted())"
        if let refused = try perform(.hide(ticked), token, saying: said) { return refused }
        let key = isShowing ? "messages_shown" : "messages_hidden"
        return ActionOutcome(key, isDone: true, reader: token.reader)
    }

    private func supply(_ token: ActionToken) throws -> ActionOutcome {
        guard let id = token.dossier else { return ActionOutcome("unknown") }
        let dossier = try store.read(id)
        if isRepeat(source(token), dossier) {
            return ActionOutcome("supplied", isDone: true, reader: token.reader)
        }
        do throws(CandidatureRefusal) {
            _ = try Candidature(dossier).slot(token.target, on: today)
        } catch {
            return ActionOutcome(error)
        }
        guard let attachment, let verdict else { return ActionOutcome(.nothingSent) }
        guard verdict.isAcceptable, verdict.size <= reception.limits.file else {
            return ActionOutcome("bad_file")
        }
        let stored = try store.attach(attachment.staged)
        let file = Happening.Attachment(
            field: "",
            name: attachment.name,
            size: stored.size,
            sha256: stored.sha256,
            mediaType: verdict.kind?.mediaType ?? "application/octet-stream",
            findings: verdict.findings.map(\.rawValue)
        )
        let refused = try perform(.supply(request: token.target, files: [file]), token)
        return refused ?? ActionOutcome("supplied", isDone: true, reader: token.reader)
    }

    private func correct(_ token: ActionToken) throws -> ActionOutcome {
        guard let id = token.dossier else { return ActionOutcome("unknown") }
        let state = Candidature(try store.read(id))
        guard let form = reception.form(state.form, state.offer) else {
            return ActionOutcome("unknown")
        }
        let corrections = Corrections(form, state, fields, country: reception.country)
        let refusals = corrections.refusals + unknownTowns(corrections.fields, form)
        guard refusals.isEmpty else { return invalid(refusals, state) }
        let said = corrections.fields.map { "\($0.name)=\($0.values)" }.joined(separator: "\n")
        let refused = try perform(.correct(corrections.fields), token, saying: said)
        return refused ?? ActionOutcome("corrected", isDone: true, reader: token.reader)
    }

    /// Confirms an alert, unless it is for a place that nothing would ever be found for.
    private func confirm(_ token: ActionToken) throws -> ActionOutcome {
        guard let id = token.dossier else { return ActionOutcome("unknown") }
        let state = Candidature(try store.read(id))
        if let form = reception.form(state.form, state.offer), state.confirmed == nil {
            let refusals = unknownTowns(state.fields, form)
            guard refusals.isEmpty else { return invalid(refusals, state) }
        }
        let refused = try perform(.confirm, token)
        return refused ?? ActionOutcome("alert_confirmed", isDone: true, reader: token.reader)
    }

    /// The towns of an alert that the site does not know.
    private func unknownTowns(
        _ fields: [Happening.Field],
        _ form: FormDefinition
    ) -> [FieldRefusal] {
        guard form.isAlert else { return [] }
        let names = form.fields.filter { $0.kind == .town && $0.search != nil }.map(\.name)
        let unknown = fields.filter { field in
            names.contains(field.name) && !field.values.allSatisfy(reception.knowsTown)
        }
        return unknown.map { FieldRefusal($0.name, .unknownTown) }
    }

    func invalid(_ refusals: [FieldRefusal], _ state: Candidature) -> ActionOutcome {
        var outcome = ActionOutcome("invalid")
        outcome.refusals = refusals
        (outcome.form, outcome.offer) = (state.form, state.offer)
        return outcome
    }

    /// Appends what a command causes; once for one right and what was said with it.
    ///
    /// `beside` is written with it, in one write.
    ///
    /// - Returns: `nil` once it is in the journal, be it since an earlier time.
    func perform(
        _ command: CandidatureCommand,
        _ token: ActionToken,
        on dossier: DossierID? = nil,
        saying text: String? = nil,
        isTold: Bool = true,
        and beside: Happening? = nil
    ) throws -> ActionOutcome? {
        guard let id = dossier ?? token.dossier else { return ActionOutcome("unknown") }
        let source = source(token, saying: text)
        while true {
            let dossier = try store.read(id)
            guard store.reader(of: dossier) == token.reader else { return ActionOutcome("unknown") }
            if isRepeat(source, dossier) { return nil }
            switch decided(command, Candidature(dossier)) {
            case .failure(let refusal): return ActionOutcome(refusal)
            case .success(let caused):
                // Something else may have happened meanwhile: then it is decided again.
                let second = try beside.map { try event($0, "\(source):2") } ?? nil
                let promise = isTold ? try reception.promise(dossier, caused, now) : nil
                if try append(caused, and: second ?? promise, to: dossier, source) { return nil }
            }
        }
    }

    private func decided(
        _ command: CandidatureCommand,
        _ state: Candidature
    ) -> Result<Happening, CandidatureRefusal> {
        do throws(CandidatureRefusal) {
            return .success(try state.decide(command, at: now, on: today))
        } catch {
            return .failure(error)
        }
    }

    /// - Returns: `false` if the journal is longer than what was decided on.
    private func append(
        _ caused: Happening,
        and second: NewEvent?,
        to dossier: Dossier,
        _ source: String
    ) throws(StoreError) -> Bool {
        guard let event = try event(caused, source) else { return true }
        do throws(StoreError) {
            let known = dossier.events.count
            _ = try store.append(event, and: second, to: dossier.id, expecting: known)
            return true
        } catch {
            if case .conflict = error { return false }
            throw error
        }
    }

    private func event(_ happening: Happening, _ source: String) throws(StoreError) -> NewEvent? {
        try NewEvent(happening, by: "candidate", source: source, at: now)
    }

    private func isRepeat(_ source: String, _ dossier: Dossier) -> Bool {
        dossier.events.contains { $0.source == source }
    }

    /// What is said with a right belongs to the source: another message is no repeat.
    func source(_ token: ActionToken, saying text: String? = nil) -> String {
        text.map { source(token, saying: Array($0.utf8)) } ?? "action:\(token.nonce)"
    }

    func source(_ token: ActionToken, saying bytes: [UInt8]) -> String {
        "action:\(token.nonce):\(hexadecimal(SHA256.hash(bytes).prefix(16)))"
    }
}
