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
        guard state.isSheet, store.reader(of: dossier) == token.reader,
            let form = form(state.form)
        else { return ActionOutcome("unknown") }
        return switch token.action {
        case .keep: try keep(Sheet(form, fields, country: reception.country), state, token)
        case .importResume: try takeOver(form, state, token)
        case .exportResume: export(form, state)
        default: try forget(id, token)
        }
    }

    private func form(_ name: String) -> FormDefinition? {
        reception.form(name, nil).flatMap { $0.audience == .space ? $0 : nil }
    }

    /// Begins a sheet, with what the newest candidature says under the same names.
    private func open(_ token: ActionToken) throws -> ActionOutcome {
        guard let form = form(self["form"]) else { return ActionOutcome("unknown") }
        let done = ActionOutcome("sheet_opened", isDone: true, reader: token.reader)
        let place = try store.sheet(form.name, of: token.reader)
        if place.dossier != nil { return done }
        let states = try reception.dossiers(token.reader).compactMap { id in
            try? Candidature(store.read(id))
        }
        let newest = states.filter { !$0.isSheet }.max { $0.received < $1.received }
        let first = try NewEvent.sheetOpened(
            form.name,
            by: token.reader,
            language: newest?.language ?? "",
            fields: newest?.fields.filter { form.field($0.name)?.isCorrectable == true } ?? [],
            source: source(token),
            at: now
        )
        _ = try store.publish(try store.stageSealed(), as: place.id, first: first)
        return done
    }

    private func keep(
        _ sheet: Sheet,
        _ state: Candidature,
        _ token: ActionToken
    ) throws -> ActionOutcome {
        guard sheet.refusals.isEmpty else {
            var outcome = ActionOutcome("invalid")
            (outcome.refusals, outcome.form) = (sheet.refusals, state.form)
            return outcome
        }
        let emptied = state.fields.map(\.name).filter { !sheet.names.contains($0) }
        let wanted = sheet.fields + emptied.map { Happening.Field(name: $0, values: []) }
        let said = wanted.map { "\($0.name)=\($0.values)" }.joined(separator: "\n")
        let refused = try perform(.correct(wanted), token, saying: said, isTold: false)
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
        return try keep(sheet, state, token)
    }

    private func export(_ form: FormDefinition, _ state: Candidature) -> ActionOutcome {
        var outcome = ActionOutcome("archive", isDone: true)
        outcome.resume = Resume.file(state.fields, by: form).bytes
        return outcome
    }

    private func forget(_ id: DossierID, _ token: ActionToken) throws -> ActionOutcome {
        guard isConfirmed else { return ActionOutcome("unconfirmed") }
        try store.erase(id, reason: "asked", at: now)
        var outcome = ActionOutcome("forgotten", isDone: true, reader: token.reader)
        outcome.erased = [id]
        return outcome
    }
}
