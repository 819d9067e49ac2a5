import VivierModel
import VivierOutbox
import VivierSite
import VivierStore
import VivierWorkflow

extension NoticeMail {
    /// Adds what the team did, in the words of the site.
    ///
    /// - Parameters:
    ///   - work: What it did.
    ///   - number: The number of its event: what happened later does not change the letter.
    ///   - dossier: The whole journal.
    ///   - forms: The site.
    mutating func add(
        _ work: CaseEvent,
        before number: Int,
        _ dossier: Dossier,
        _ forms: IntakeForms
    ) {
        var state = Casework(dossier.id)
        for event in dossier.events where event.number <= number { state.apply(event) }
        let rules = forms.rules(for: state)
        let texts = rules.texts[template]
        words = texts?.text(in: language, fallback: forms.language(""))
        switch work {
        case .returned(let text):
            lines = returned(text, state, rules, forms)
        case .rejected(_, let text, _), .refused(_, let text): lines = split(text)
        case .linked(let link):
            post = forms.title(form: state.form, offer: link.offer, language: language)
        case .reminded(let day):
            until = forms.words(for: day, language: language)
            documents = state.missing(by: rules).map { label(ofDocument: $0, state, rules, forms) }
        case .testPlanned(let sitting), .testMoved(let sitting):
            add(sitting, state, rules, forms)
        case .testAnswered(let answer):
            add(answer, state, rules, forms)
        case .testReminded(let name, let hour):
            test = label(ofTest: name, rules, forms)
            place = state.test(name)?.sitting.place.nonEmpty
            starts = forms.words(for: hour, language: language)
            addCalendar(name, state, rules, forms)
        case .testCancelled(let name, let text):
            test = label(ofTest: name, rules, forms)
            lines = split(text)
            addCalendar(name, state, rules, forms)
        case .resultCommunicated(let name, let isPassed):
            test = label(ofTest: name, rules, forms)
            self.isPassed = isPassed
        default: break
        }
    }

    /// The text, and what candidates may read of the documents that were refused.
    private func returned(
        _ text: String,
        _ state: Casework,
        _ rules: Campaign,
        _ forms: IntakeForms
    ) -> [String] {
        let refused = state.documents.filter { $0.state == .rejected && $0.isVisible }
        let comments = refused.map { document in
            "- \(label(ofDocument: document.name, state, rules, forms)) : \(document.comment)"
        }
        return split(text) + comments
    }

    private mutating func add(
        _ sitting: CaseEvent.Sitting,
        _ state: Casework,
        _ rules: Campaign,
        _ forms: IntakeForms
    ) {
        test = label(ofTest: sitting.test, rules, forms)
        place = sitting.place.nonEmpty
        starts = sitting.starts.map { forms.words(for: $0, language: language) }
        slots = sitting.slots.map { forms.words(for: $0, language: language) }
        until = sitting.answerBy.map { forms.words(for: $0, language: language) }
        lines = split(sitting.text)
        addCalendar(sitting.test, state, rules, forms)
    }

    private mutating func add(
        _ answer: CaseEvent.Answer,
        _ state: Casework,
        _ rules: Campaign,
        _ forms: IntakeForms
    ) {
        guard let known = state.test(answer.test) else { return }
        test = label(ofTest: answer.test, rules, forms)
        place = known.sitting.place.nonEmpty
        starts = known.hour.map { forms.words(for: $0, language: language) }
        addCalendar(answer.test, state, rules, forms)
    }

    private mutating func addCalendar(
        _ name: String,
        _ state: Casework,
        _ rules: Campaign,
        _ forms: IntakeForms
    ) {
        let appointment = state.test(name)?.appointment(
            of: state.id,
            summary: "\(label(ofTest: name, rules, forms)), \(title)",
            duration: rules.test(name)?.duration ?? 60,
            stamp: happened
        )
        guard let appointment else { return }
        let file = CalendarFile([appointment])
        calendar = (file.method.rawValue, file.text)
    }

    private func label(ofTest name: String, _ rules: Campaign, _ forms: IntakeForms) -> String {
        let label = rules.test(name)?.label.text(in: language, fallback: forms.language(""))
        return label ?? name
    }

    private func label(
        ofDocument name: String,
        _ state: Casework,
        _ rules: Campaign,
        _ forms: IntakeForms
    ) -> String {
        let rule = rules.documents.first { $0.name == name }
        let label = rule?.label.text(in: language, fallback: forms.language(""))
        return label
            ?? forms.label(
                ofField: name,
                form: state.form,
                offer: state.offer,
                language: language
            )
    }

    private func split(_ text: String) -> [String] {
        guard !text.isEmpty else { return [] }
        return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .map(String.init)
    }
}

extension String {
    fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
