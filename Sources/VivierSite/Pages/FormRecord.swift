import VivierForms
import VivierModel
import VivierTemplate

/// A form as templates see it, empty or with what somebody typed.
struct FormRecord {
    let view: SiteView
    let form: FormDefinition
    let action: String
    /// Of the offer that it is for.
    var reference: String?
    /// Slug of the employer that it is for.
    var employer: String?
    /// Address of the same form as a PDF.
    var pdf: String?
    /// Blank entries after those of a group that are filled in.
    var spareEntries = 0
    /// Last instant at which it is taken, RFC 3339.
    var closesAt: String?
    private let answers: [String: [String]]
    private let refusals: [FieldRefusal]

    init(view: SiteView, form: FormDefinition, action: String, answers: FormAnswers) {
        self.view = view
        self.form = form
        self.action = action
        self.answers = answers.values
        refusals = answers.refusals
    }

    var record: Record {
        let texts = view.edition.texts
        let steps = form.steps.enumerated().map { index, step in
            Record(
                Shapes.formStep,
                [
                    .string("step-\(index + 1)"), .string(view.text(step.title)),
                    .text(step.intro.map { view.text($0) }),
                    .records(step.fields.map { field($0, name: $0.name, isRequired: nil) }),
                ]
            )
        }
        return Record(
            Shapes.form,
            [
                .string(form.name), .string(view.text(form.title)),
                .text(form.intro.map { view.text($0) }), .string(action),
                .string(form.submit.map { view.text($0) } ?? texts.text("forms.send")),
                .text(form.next.map { view.text($0) }), .records(steps), .int(form.totalSize),
                .records(refusals.map(refusal)), .text(closesAt), .text(reference),
                .text(employer), .text(answers[ReservedField.idempotencyKey.rawValue]?.first),
                pdf.map { view.link($0) } ?? .none, .number(form.proofBits),
                .text(form.sealedTo),
            ]
        )
    }

    private func refusal(_ refusal: FieldRefusal) -> Record {
        let field = field(named: refusal.field)
        return Record(
            Shapes.formRefusal,
            [
                .string(fieldID(refusal.field)), .text(field.map { view.text($0.label) }),
                .string(message(refusal)),
            ]
        )
    }

    /// What a field is called, and which entry it stands in: `Expériences, 2, Poste`.
    func label(of name: String) -> String? {
        guard let field = field(named: name) else { return nil }
        let parts = name.split(separator: "-")
        guard parts.count == 3, let group = form.field(String(parts[0])) else {
            return view.text(field.label)
        }
        return "\(view.text(group.label)), \(parts[1]), \(view.text(field.label))"
    }

    /// The field of a name, inside groups too.
    private func field(named name: String) -> FormField? {
        if let field = form.field(name) { return field }
        let parts = name.split(separator: "-")
        guard parts.count == 3, case .group(let rule)? = form.field(String(parts[0]))?.kind else {
            return nil
        }
        return rule.fields.first { $0.name == parts[2] }
    }

    /// One field; `isRequired` is known better by an entry of a group.
    func field(_ field: FormField, name: String, isRequired: Bool?) -> Record {
        let hints = field.hints
        let isDemanded = isRequired ?? hints.isRequired
        let typed = answers[name] ?? []
        let error = refusals.first { $0.field == name }.map(message)
        let bounds = bounds(of: field)
        return Record(
            Shapes.formField,
            [
                .string(name), .string(fieldID(name)), .string(hints.control.rawValue),
                .string(hints.type), .string(kindName(field)), .string(view.text(field.label)),
                .text(hint(of: field)), .bool(isDemanded),
                .bool(!field.isRequired), .number(hints.minimumLength),
                .number(hints.maximumLength), .text(hints.pattern?.browserText),
                .text(hints.inputMode), .text(hints.autocomplete), .number(hints.rows),
                .text(hints.accept), .bool(hints.isMultiple), .number(hints.maximumSize),
                .number(hints.maximumCount), .text(bounds.least), .text(bounds.most),
                .records(options(of: field, typed)), .records(entries(of: field)),
                .text(condition(of: field)), .text(conditionText(of: field)),
                .string(messages(for: field)), .text(field.resume),
                .string(typed.first ?? ""), .text(error),
            ]
        )
    }

    private func options(of field: FormField, _ typed: [String]) -> [Record] {
        switch field.kind {
        case .choice(let options), .several(let options):
            return options.map { option in
                Record(
                    Shapes.formOption,
                    [
                        .string(option.code), .string(view.text(option.label)),
                        .bool(typed.contains(option.code)),
                    ]
                )
            }
        default: return []
        }
    }

    /// The blank entries of a group, and those that were filled in.
    private func entries(of field: FormField) -> [Record] {
        guard case .group(let rule) = field.kind else { return [] }
        let typed = answers.keys.compactMap { name -> Int? in
            let parts = name.split(separator: "-")
            return parts.count == 3 && parts[0] == field.name ? Int(parts[1]) : nil
        }
        let count = min(max(rule.shown, (typed.max() ?? 0) + spareEntries), rule.maximum)
        return (1...count).map { number in
            let isWhole = number == 1 && field.isAlwaysRequired
            let fields = rule.fields.map { inner in
                self.field(
                    inner,
                    name: entryName(field.name, number, inner.name),
                    isRequired: isWhole && inner.isRequired
                )
            }
            return Record(Shapes.formEntry, [.int(number), .records(fields)])
        }
    }

    private func bounds(of field: FormField) -> (least: String?, most: String?) {
        switch field.kind {
        case .date(let rule): (rule.earliest?.iso, rule.latest?.iso)
        case .number(let rule): (rule.minimum.map { "\($0)" }, rule.maximum.map { "\($0)" })
        default: (nil, nil)
        }
    }

    /// `status=own,paid`, for the module.
    private func condition(of field: FormField) -> String? {
        field.condition?.parts.map { "\($0.field)=\($0.values.joined(separator: ","))" }
            .joined(separator: ";")
    }

    /// The same in words, for a page without it.
    private func conditionText(of field: FormField) -> String? {
        guard let parts = field.condition?.parts else { return nil }
        let texts = view.edition.texts
        return parts.map { part in
            let asked = form.field(part.field)
            var labels = part.values
            switch asked?.kind {
            case .choice(let options)?, .several(let options)?:
                labels = options.filter { part.values.contains($0.code) }.map {
                    view.text($0.label)
                }
            default: break
            }
            return texts.text(
                "forms.only_if",
                [
                    "label": asked.map { view.text($0.label) } ?? part.field,
                    "values": labels.joined(separator: texts.text("forms.or")),
                ]
            )
        }.joined(separator: " ")
    }

    private func hint(of field: FormField) -> String? {
        let texts = view.edition.texts
        var hints = field.hint.map { [view.text($0)] } ?? []
        if case .file(let rule) = field.kind {
            let types = rule.types.map { $0.rawValue.uppercased() }.joined(separator: ", ")
            hints.append(
                texts.text("forms.file_hint", ["types": types, "max": sizeText(rule.size)])
            )
        }
        if case .date = field.kind, hints.isEmpty { hints = [texts.text("forms.date_hint")] }
        return hints.isEmpty ? nil : hints.joined(separator: " ")
    }
}

/// The `id` of the element of a field.
func fieldID(_ name: String) -> String { "f-\(name)" }

private func kindName(_ field: FormField) -> String {
    switch field.kind {
    case .text: "text"
    case .mail: "mail"
    case .phone: "phone"
    case .date: "date"
    case .number: "number"
    case .choice: "choice"
    case .several: "several"
    case .town: "town"
    case .file: "file"
    case .consent: "consent"
    case .group: "group"
    }
}
