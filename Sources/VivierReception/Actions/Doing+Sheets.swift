internal import VivierForms
internal import VivierSpaces
internal import VivierStore
internal import VivierWorkflow

/// What readers do with the sheets that they keep in their spaces: a profile, for example.
extension Doing {
    func sheet(_ token: ActionToken) throws -> ActionOutcome {
        if token.action == .open { return try open(token) }
        guard let id = token.dossier else { return ActionOutcome("unknown") }
        let dossier = try store.read(id)
        let state = Candidature(dossier)
        guard state.isSheet, store.reader(of: dossier) == token.reader else {
            return ActionOutcome("unknown")
        }
        if SheetPhoto.sheet(ofForm: state.form) != nil { return try forgetPhoto(id, token) }
        guard let form = form(state.form) else { return ActionOutcome("unknown") }
        return switch token.action {
        case .keep: try keep(Sheet(form, fields, country: reception.country), form, state, token)
        case .importResume: try takeOver(form, state, token)
        case .exportResume: export(form, state)
        default: try forget(id, state, token)
        }
    }

    /// The form of a sheet.
    func form(_ name: String) -> FormDefinition? {
        reception.form(name, nil).flatMap { $0.audience == .space ? $0 : nil }
    }

    /// What the store has of a reader; what cannot be read is left out.
    func known(of reader: ReaderID) throws -> [Dossier] {
        try reception.dossiers(reader).compactMap { try? store.read($0) }
    }

    /// Where a reader is written to once nothing but sheets is left.
    func address(in known: [Dossier]) -> String? {
        known.mailAddress { reception.form($0, nil) }
    }

    /// Begins a sheet, with what the newest candidature says under the same names.
    private func open(_ token: ActionToken) throws -> ActionOutcome {
        guard let form = form(self["form"]) else { return ActionOutcome("unknown") }
        let done = ActionOutcome("sheet_opened", isDone: true, reader: token.reader)
        var place = try store.sheet(form.name, of: token.reader)
        if let known = place.dossier {
            guard Candidature(known).isTakenBack else { return done }
            // A stop kept it from going when its agreement went.
            try store.erase(place.id, reason: Self.takenBack, at: now)
            place = try store.sheet(form.name, of: token.reader)
        }
        let known = try known(of: token.reader)
        let newest = known.map { Candidature($0) }.filter { !$0.isSheet }
            .max { $0.received < $1.received }
        let first = try NewEvent.sheetOpened(
            form.name,
            by: token.reader,
            language: newest?.language ?? "",
            address: address(in: known),
            fields: newest?.fields.filter { form.field($0.name)?.isCorrectable == true } ?? [],
            source: source(token),
            at: now
        )
        _ = try store.publish(try store.stageSealed(), as: place.id, first: first)
        return done
    }

    /// Keeps a sheet, and what is agreed to with it, as an event of its own.
    private func keep(
        _ sheet: Sheet,
        _ form: FormDefinition,
        _ state: Candidature,
        _ token: ActionToken
    ) throws -> ActionOutcome {
        guard sheet.refusals.isEmpty else { return invalid(sheet.refusals, state) }
        // Half a form, or a slip: who wants nothing of it to stay erases the sheet, and is asked then.
        guard !sheet.fields.isEmpty || state.fields.allSatisfy(\.values.isEmpty) else {
            return ActionOutcome("sheet_empty")
        }
        let emptied = state.fields.map(\.name).filter { !sheet.names.contains($0) }
        let wanted = sheet.fields + emptied.map { Happening.Field(name: $0, values: []) }
        let said = wanted.map { "\($0.name)=\($0.values)" }.joined(separator: "\n")
        var agreed: Happening?
        if let field = form.fields.first(where: { $0.kind == .consent }) {
            let isTicked = sheet.names.contains(field.name)
            let isGiven = state.consent(to: form.name) != nil
            // Without the agreement nothing is kept: it is taken back by erasing the sheet.
            guard isTicked || !isGiven else {
                return invalid([FieldRefusal(field.name, .required)], state)
            }
            let wording = field.label.texts[state.language] ?? ""
            if isTicked, !isGiven { agreed = .consentGiven(form.name, wording: wording) }
        }
        let refused = try perform(
            .correct(wanted),
            token,
            saying: said,
            isTold: false,
            and: agreed
        )
        return refused ?? ActionOutcome("kept", isDone: true, reader: token.reader)
    }

    /// Takes over what a JSON Resume file says; the rest of the sheet stays.
    private func takeOver(
        _ form: FormDefinition,
        _ state: Candidature,
        _ token: ActionToken
    ) throws -> ActionOutcome {
        guard let resume, let file = JSONValue(resume), file.members != nil else {
            return ActionOutcome("no_resume")
        }
        let taken = Resume.values(file, for: form)
        guard !taken.isEmpty else { return ActionOutcome("no_resume") }
        let sheet = Sheet(
            form,
            state.fields,
            replacedBy: taken,
            country: reception.country
        )
        return try keep(sheet, form, state, token)
    }

    private func export(_ form: FormDefinition, _ state: Candidature) -> ActionOutcome {
        var outcome = ActionOutcome("archive", isDone: true)
        outcome.resume = Resume.file(state.fields, by: form).bytes
        return outcome
    }

    private static let takenBack = "taken-back"

    /// Erases a sheet; one that rests on an agreement loses that first, so that after a stop in between nobody
    /// is shown it any more.
    private func forget(
        _ id: DossierID,
        _ state: Candidature,
        _ token: ActionToken
    ) throws -> ActionOutcome {
        guard isConfirmed else { return ActionOutcome("unconfirmed") }
        let isAgreed = state.consent(to: state.form) != nil
        if isAgreed, let refused = try perform(.disagree(state.form), token, isTold: false) {
            return refused
        }
        let reason = isAgreed || state.isTakenBack ? Self.takenBack : "asked"
        var outcome = ActionOutcome("forgotten", isDone: true, reader: token.reader)
        let photo = try store.sheet(SheetPhoto.form(ofSheet: state.form), of: token.reader)
        if photo.dossier != nil {
            try store.erase(photo.id, reason: reason, at: now)
            outcome.erased = [photo.id]
        }
        try store.erase(id, reason: reason, at: now)
        outcome.erased.append(id)
        return outcome
    }
}
