import VivierModel
import VivierSpaces
import VivierStore
import VivierTemplate
import VivierWorkflow

extension DeskWriter {
    /// A dossier with all that is known of it.
    func record(_ view: CaseView) -> Record {
        let (state, rules) = (view.state, view.rules)
        let told = Candidature(view.dossier)
        let entry = state.offer.flatMap { forms.entry(of: $0) }
        let employer = entry.flatMap {
            self.view.employerName($0, $0.version(in: self.view.language).value)
        }
        let overall = state.overall(by: rules)
        return Record(
            Shapes.deskCase,
            [
                .string(view.agent.name), .string("#\(view.home.fragment)"),
                .string("#\(view.secret.fragment)"), .string("\(state.id)"),
                .string(state.name.isEmpty ? "\(state.id)" : state.name),
                .string(title(form: state.form, offer: state.offer)), .text(employer),
                .text(state.offer), .string(state.phase.rawValue),
                .text(state.stage.map { stage($0, rules) }), space.moment(state.received),
                space.moment(state.since),
                .records(
                    view.work.map {
                        Record(
                            Shapes.deskWork,
                            [.string($0.kind), .text($0.due?.iso), .bool($0.isLate)]
                        )
                    }
                ),
                .text(view.deletion?.iso), .list(state.tags.map { .string($0) }),
                .text(state.absence?.until?.iso), .text(state.absence?.reason),
                .records(space.fields(of: told)), .records(documents(view)),
                .records(state.tests.map { test($0, rules, on: view.today) }),
                .text(overall?.mark.description), .text(overall?.formula), .number(state.rank),
                .records(state.notes.map(note)), .records(messages(view.dossier)),
                .records(history(view)), .records(view.forms.map { form($0, view) }),
                .records(view.writing.map { form($0, view) }), .string(view.token),
                .string(self.view.actionAddress), .string(self.view.language),
                .records(waitingLetters(view)), .records(sheets(view)),
                .records(view.others.map(other)),
            ]
        )
    }

    private func documents(_ view: CaseView) -> [Record] {
        view.state.documents.map { document in
            Record(
                Shapes.deskDocument,
                [
                    .string(document.name),
                    .string(label(ofDocument: document.name, view.state, view.rules)),
                    .string(document.state.rawValue),
                    .string(document.comment), .bool(document.isVisible),
                    .records(
                        document.files.map { file in
                            Record(
                                Shapes.deskFile,
                                [.string(file.name), .int(file.size), .string(file.sha256)]
                            )
                        }
                    ),
                    view.documentForms.first { $0.subject == document.name }
                        .map { .record(form($0, view)) } ?? .none,
                ]
            )
        }
    }

    private func test(_ test: Casework.Test, _ rules: Campaign, on today: Day) -> Record {
        let rule = rules.test(test.name)
        let answer = test.answer.map { $0.comes ? "comes" : "stays_away" }
        let outcome = test.marking.map { $0.isPassed ? "passed" : "failed" }
        return Record(
            Shapes.deskTest,
            [
                .string(rule.map { label($0.label) } ?? test.name),
                .text(rule?.kind.rawValue), .string(test.sitting.place), optional(test.hour),
                .list(test.sitting.slots.map { space.moment($0) }),
                .text(test.sitting.answerBy?.iso), .text(answer),
                .bool(test.answer?.isLate ?? false), .text(test.marking?.mark?.description),
                .number(rule?.outOf), .text(outcome), .bool(test.isCommunicated),
                .bool(test.isCancelled), .text(test.marking?.comment),
                .records(test.ratings.map { rated($0, rule) }), optional(test.reminded),
                .list(awaited(test, rule, on: today).map { .string($0) }),
            ]
        )
    }

    /// Whom the campaign names to examine, and who has not said yet what they found.
    private func awaited(
        _ test: Casework.Test,
        _ rule: Campaign.Test?,
        on today: Day
    ) -> [String] {
        guard let rule, let hour = test.hour, forms.day(at: hour) <= today else { return [] }
        return rule.examiners.map { "hr:\($0)" }.filter { test.isAwaited(from: $0, rule) }
            .map(actor)
    }

    /// What one of the team found at a test.
    private func rated(_ rated: Casework.Rated, _ rule: Campaign.Test?) -> Record {
        let rating = rated.rating
        return Record(
            Shapes.deskRating,
            [
                .string(actor(rated.by)),
                .string(word("choice", rating.recommendation.rawValue)),
                .records(
                    rating.skills.map { skill in
                        let known = rule?.skills.first { $0.name == skill.name }
                        return Record(
                            Shapes.deskChoice,
                            [
                                .string("\(skill.value)"),
                                .string(known.map { label($0.label) } ?? skill.name),
                            ]
                        )
                    }
                ),
                .string(rating.comment),
            ]
        )
    }

    /// Another dossier of the same person.
    private func other(_ other: CaseView.Other) -> Record {
        let brief = other.brief
        let rules = forms.campaigns.rules(form: brief.form, offer: brief.offer)
        return Record(
            Shapes.deskOther,
            [
                .string("#\(other.page.fragment)"),
                .string(title(form: brief.form, offer: brief.offer)), .text(brief.offer),
                .string(forms.day(at: brief.received).iso), .string(brief.phase.rawValue),
                .text(brief.stage.map { stage($0, rules) }), .bool(other.isJoined),
            ]
        )
    }

    private func note(_ note: Casework.Note) -> Record {
        Record(
            Shapes.deskNote,
            [
                space.moment(note.time), .string(actor(note.by)),
                .list(space.paragraphs(note.text)),
                .records(
                    note.files.map { file in
                        Record(
                            Shapes.deskFile,
                            [.string(file.name), .int(file.size), .string(file.sha256)]
                        )
                    }
                ),
            ]
        )
    }

    private func messages(_ dossier: Dossier) -> [Record] {
        dossier.events.compactMap { event in
            guard case .message(let message) = Happening(event) else { return nil }
            return Record(
                Shapes.deskMessage,
                [
                    space.moment(event.time), .string(actor(event.by)),
                    .bool(message.sender == .candidate),
                    .list(space.paragraphs(message.text)),
                    .list(message.files.map { .string($0.name) }),
                ]
            )
        }
    }

    /// Everything that happened, newest first, what was undone included.
    private func history(_ view: CaseView) -> [Record] {
        view.dossier.events.reversed().map { event in
            Record(
                Shapes.deskEntry,
                [
                    space.moment(event.time), .string(actor(event.by)),
                    .string(word("event", event.kind)), .list(more(event, view)),
                ]
            )
        }
    }

    /// What an event says beside its kind.
    private func more(_ event: Event, _ view: CaseView) -> [Value] {
        // Its answers stand above.
        guard event.number > 1 else { return [] }
        let data = event.value
        var words: [String] = []
        for name in ["document", "file", "text", "comment", "reason", "offer", "mark", "place"] {
            guard let text = data[name]?.string, !text.isEmpty else { continue }
            words.append(
                name == "document" ? label(ofDocument: text, view.state, view.rules) : text
            )
        }
        if let name = data["stage"]?.string { words.append(stage(name, view.rules)) }
        if let name = data["test"]?.string {
            words.insert(view.rules.test(name).map { label($0.label) } ?? name, at: 0)
        }
        if let mail = data["mail"]?.string, let notice = Notice.named(mail)?.notice {
            words.append(self.view.edition.texts["spaces.mails.\(notice.rawValue)"] ?? mail)
        }
        return words.flatMap { space.paragraphs($0) }
    }

    /// Letters that have not left: what undoing would stop.
    private func waitingLetters(_ view: CaseView) -> [Record] {
        view.dossier.promisedLetters.compactMap { promised in
            guard let until = promised.notBefore, let letter = view.letters[promised.mail] else {
                return nil
            }
            return Record(
                Shapes.deskLetter,
                [
                    .string(letter.subject), .list(space.paragraphs(letter.text)),
                    space.moment(until),
                ]
            )
        }
    }

    // MARK: Forms

    private func form(_ form: CaseForm, _ view: CaseView) -> Record {
        Record(
            Shapes.deskForm,
            [
                .string(form.name), .string(form.subject),
                .string(label(of: form.name, about: form.subject, view.state, view.rules)),
                .bool(form.isDecision),
                .records(form.inputs.map { input($0, of: form, view.state) }),
            ]
        )
    }

    /// What a form does, in words: "Inviter : Épreuve écrite".
    func label(
        of form: String,
        about subject: String,
        _ state: Casework,
        _ rules: Campaign
    ) -> String {
        let name =
            form == "document"
            ? label(ofDocument: subject, state, rules)
            : form == "move"
                ? stage(subject, rules)
                : rules.test(subject).map { label($0.label) } ?? subject
        let words = word("do", form)
        return subject.isEmpty ? words : words + view.edition.texts.text("spaces.colon") + name
    }

    private func input(_ input: CaseForm.Input, of form: CaseForm, _ state: Casework) -> Record {
        var options: [(String, String)] = []
        let kind: String
        switch input.kind {
        case .line: kind = "line"
        case .lines: kind = "lines"
        case .day: kind = "day"
        case .moment: kind = "moment"
        case .moments: kind = "moments"
        case .mark: kind = "mark"
        case .tick: kind = "tick"
        case .choice(let codes):
            kind = "choice"
            options = codes.map { ($0, word("choice", $0)) }
        case .hour(let hours):
            kind = "choice"
            options = hours.map {
                ($0.description, forms.words(for: $0, language: view.language))
            }
        }
        let value = form.name == "tag" ? state.tags.joined(separator: ", ") : ""
        return Record(
            Shapes.deskInput,
            [
                .string(input.name), .string(input.label.map(label) ?? word("field", input.name)),
                .string(kind), .bool(input.isRequired),
                .records(
                    options.map { Record(Shapes.deskChoice, [.string($0.0), .string($0.1)]) }
                ),
                .string(value),
            ]
        )
    }
}
