import VivierForms
import VivierModel
import VivierSpaces
import VivierStore
import VivierTemplate
import VivierWorkflow

extension SpaceWriter {
    /// What was answered, in the words of the form.
    func fields(of state: Candidature) -> [Record] {
        state.fields.map { field in
            let definition = definition(state)?.field(field.name)
            let shown = field.values.map { value in
                definition.map { self.shown(value, in: $0) } ?? value
            }
            let lines = shown.joined(separator: ", ")
            return Record(
                Shapes.spaceField,
                [.string(label(field.name, state)), .list(paragraphs(lines))]
            )
        }
    }

    func files(of state: Candidature) -> [Record] {
        state.files.filter { $0.field != Happening.Attachment.originalMessage }.map { file in
            Record(
                Shapes.spaceFile,
                [
                    .string(file.name),
                    .string(file.field.isEmpty ? "" : label(file.field, state)),
                    .int(file.size), .string(file.sha256),
                ]
            )
        }
    }

    /// Everything that happened, oldest first.
    func history(of view: CandidatureView) -> [Record] {
        let state = view.candidature
        return state.history.map { entry in
            let (kind, what, more) = words(entry.happening, state)
            var letter: SpaceLetter?
            if case .mail(let name, _, _) = entry.happening { letter = view.letters[name] }
            return Record(
                Shapes.spaceEntry,
                [
                    moment(entry.time), .string(kind), .text(what),
                    .list(state.hidden.contains(entry.number) ? [] : more),
                    .string(title(state)), .text(letter?.subject), .text(letter?.text),
                ]
            )
        }
    }

    /// The last three things that happened, newest first.
    func latest(_ all: [CandidatureView]) -> [Record] {
        let entries = all.flatMap { candidature in
            zip(candidature.candidature.history, history(of: candidature))
                .map { (time: $0.0.time, record: $0.1) }
        }
        return entries.sorted { $0.time > $1.time }.prefix(3).map(\.record)
    }

    /// What both sides wrote, oldest first, without what the candidate hid.
    func messages(of state: Candidature) -> [Record] {
        state.history.compactMap { entry in
            guard case .message(let message) = entry.happening,
                !state.hidden.contains(entry.number)
            else { return nil }
            return Record(
                Shapes.spaceMessage,
                [
                    moment(entry.time), .bool(message.sender == .candidate),
                    .list(paragraphs(message.text)),
                    .list(message.files.map { .string($0.name) }), .int(entry.number),
                ]
            )
        }
    }

    /// The fields that a candidate may correct, with what they hold.
    func corrections(of state: Candidature) -> [Record] {
        guard let form = definition(state) else { return [] }
        var answers = FormAnswers()
        for field in state.fields { answers.values[field.name] = field.values }
        let record = FormRecord(view: view, form: form, action: "", answers: answers)
        return form.fields.filter(\.isCorrectable).map {
            record.field($0, name: $0.name, isRequired: nil)
        }
    }

    private func definition(_ state: Candidature) -> FormDefinition? {
        forms.form(state.form, offer: state.offer)
    }

    func label(_ field: String, _ state: Candidature) -> String {
        forms.label(
            ofField: field,
            form: state.form,
            offer: state.offer,
            language: view.language
        )
    }

    func shown(_ value: String, in field: FormField) -> String {
        switch field.kind {
        case .choice(let options), .several(let options):
            options.first { $0.code == value }.map { view.text($0.label) } ?? value
        case .date: Day(iso: value).map { view.edition.dates.text($0, .long) } ?? value
        case .consent: view.edition.texts.text("forms.yes")
        default: value
        }
    }

    private func words(
        _ happening: Happening,
        _ state: Candidature
    ) -> (kind: String, what: String?, more: [Value]) {
        switch happening {
        case .received: ("received", nil, [])
        case .documentRequested(let wish):
            ("asked", wish.document, paragraphs(wish.text))
        case .documentAdded(_, let document, let files):
            ("supplied", document, files.map { .string($0.name) })
        case .fieldsChanged(let changes):
            (
                "corrected",
                changes.map { label($0.field, state) }.joined(separator: ", "), []
            )
        case .fieldsEdited(let changes):
            (
                "edited",
                changes.map { label($0.field, state) }.joined(separator: ", "), []
            )
        case .message(let message):
            (message.sender == .candidate ? "written" : "answered", nil, paragraphs(message.text))
        case .mail(_, let template, let state):
            ("mail_\(state.rawValue)", view.edition.texts["spaces.mails.\(template)"], [])
        case .withdrawn(let withdrawal):
            ("withdrawn_\(withdrawal.scope.rawValue)", nil, paragraphs(withdrawal.reason))
        case .accepted: ("examined", nil, [])
        case .returned(let text): ("returned", nil, paragraphs(text))
        case .ended: ("ended", nil, [])
        case .linksRenewed: ("renewed", nil, [])
        case .linkIssued: ("link", nil, [])
        case .consentGiven(Candidature.keepingPurpose, _): ("prolonged", nil, [])
        case .consentGiven: ("confirmed", nil, [])
        case .consentWithdrawn: ("disagreed", nil, [])
        case .renewalAsked(let until):
            ("renewal", view.edition.dates.text(until, .long), [])
        case .alertSent(let offers):
            ("alerted", nil, offers.map { .string($0.title) })
        // Not in a history.
        case .messagesHidden: ("hidden", nil, [])
        }
    }
}
