package import VivierModel

extension FormDefinition {
    /// The form of one offer: its questions and documents added to the step that
    /// is for them, or to the last.
    ///
    /// A document that is a CV is asked for by the form's own field `cv`.
    package func asking(_ offer: Offer) -> FormDefinition {
        var form = self
        guard let step = steps.firstIndex(where: \.asksForOffer) ?? steps.indices.last else {
            return form
        }
        var documents: [FormField] = []
        for document in offer.documents {
            if isCV(document.label), let place = form.place(of: "cv") {
                form.steps[place.step].fields[place.field].isRequired = document.isRequired
            } else {
                documents.append(field(for: document, number: documents.count + 1))
            }
        }
        let questions = offer.questions.enumerated().map { index, question in
            field(for: question, number: index + 1)
        }
        form.steps[step].fields.insert(contentsOf: questions + documents, at: 0)
        if offer.locations.count > 1 {
            form.steps[0].fields.insert(field(for: offer.locations), at: 0)
        }
        return form
    }

    /// Which of several places one applies for, by the name of its town; any, if one says
    /// nothing.
    private func field(for places: [Place]) -> FormField {
        let options = places.map { place in
            FormField.Option(code: place.town, label: LocalText(anywhere: place.town))
        }
        var field = FormField(
            name: ReservedField.place.rawValue,
            kind: .choice(options),
            label: LocalText(key: "forms.place")
        )
        field.isFromOffer = true
        return field
    }

    private func place(of name: String) -> (step: Int, field: Int)? {
        for (step, fields) in steps.map(\.fields).enumerated() {
            if let field = fields.firstIndex(where: { $0.name == name }) { return (step, field) }
        }
        return nil
    }

    private func field(for document: RequestedDocument, number: Int) -> FormField {
        var field = FormField(
            name: "document-\(number)",
            kind: .file(FormField.FileRule()),
            label: LocalText(anywhere: document.label)
        )
        field.hint = document.note.map { LocalText(anywhere: $0) }
        field.isRequired = document.isRequired
        field.isFromOffer = true
        return field
    }

    private func field(for question: Question, number: Int) -> FormField {
        var field = FormField(
            name: "question-\(number)",
            kind: kind(of: question),
            label: LocalText(anywhere: question.label)
        )
        field.hint = question.note.map { LocalText(anywhere: $0) }
        field.isRequired = question.isRequired
        field.isFromOffer = true
        return field
    }

    private func kind(of question: Question) -> FormField.Kind {
        switch question.kind {
        case .text:
            var rule = FormField.TextRule()
            rule.lines = 4
            rule.maximum = 5000
            return .text(rule)
        case .number: return .number(FormField.NumberRule())
        case .yesno: return .choice(FormField.Option.yesAndNo)
        case .choice:
            return .choice(
                question.options.map {
                    FormField.Option(code: plainCode($0), label: LocalText(anywhere: $0))
                }
            )
        }
    }
}

extension FormField.Option {
    package static let yesAndNo = [
        Self(code: "yes", label: LocalText(key: "forms.yes")),
        Self(code: "no", label: LocalText(key: "forms.no")),
    ]
}

/// An option as a code that does not change with its typography: letters and
/// digits, what stands between as `-`.
private func plainCode(_ text: String) -> String {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
}

/// Whether a document is what the field `cv` is for: "CV", "Votre CV à jour",
/// "Curriculum vitae", "Lebenslauf".
private func isCV(_ label: String) -> Bool {
    let words = label.lowercased().split { !$0.isLetter }
    return words.contains { ["cv", "curriculum", "lebenslauf", "résumé"].contains($0) }
}
