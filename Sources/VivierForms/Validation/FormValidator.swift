extension FormDefinition {
    /// Judges a submission by this form; a telephone number without a country is
    /// one of `country` (ISO 3166-1).
    ///
    /// - Returns: All that was read beside all that is wrong.
    package func validate(_ submission: Submission, country: String) -> Verdict {
        var validator = FormValidator(form: self, submission: submission, country: country)
        validator.judge()
        return validator.verdict
    }
}

/// One judgement under way.
struct FormValidator {
    let form: FormDefinition
    let submission: Submission
    let country: String
    /// Name to its values, blank ones left out.
    let given: [String: [String]]
    var verdict = Verdict()
    private var known: Set<String>

    init(form: FormDefinition, submission: Submission, country: String) {
        self.form = form
        self.submission = submission
        self.country = country
        var given: [String: [String]] = [:]
        for value in submission.values where !value.value.trimmed.isEmpty {
            given[value.name, default: []].append(value.value)
        }
        self.given = given
        known = Set(ReservedField.allCases.map(\.rawValue))
    }

    mutating func judge() {
        for field in form.fields {
            if case .group(let rule) = field.kind {
                judgeGroup(field, rule)
            } else {
                judge(field, as: field.name, isRequired: isRequired(field))
            }
        }
        judgeFiles()
        verdict.unknown = submission.values.filter { !known.contains($0.name) }
        findRobots()
    }

    /// Judges a field under the name it was sent with.
    mutating func judge(_ field: FormField, as name: String, isRequired: Bool) {
        known.insert(name)
        if case .file = field.kind {
            if given[name] != nil { refuse(field, name, .notAFile) }
            return
        }
        guard let originals = given[name] else {
            if isRequired { refuse(field, name, .required) }
            return
        }
        var judged = JudgedField(name: name, original: originals, normal: [])
        if case .several(let options) = field.kind {
            for value in originals { judged.normal += read(option: value, options, field, name) }
        } else if Set(originals).count > 1 {
            refuse(field, name, .givenTwice)
        } else {
            judged.original = [originals[0]]
            judged.normal += read(originals[0], field, name)
            if case .consent = field.kind, judged.normal.isEmpty, isRequired {
                refuse(field, name, .required)
            }
        }
        verdict.fields.append(judged)
    }

    /// A name that belongs to the form, whether it was sent or not.
    mutating func know(_ name: String) { known.insert(name) }

    mutating func refuse(
        _ field: FormField,
        _ name: String,
        _ code: FieldRefusal.Code,
        _ values: [String: String] = [:]
    ) {
        var refusal = FieldRefusal(name, code, values)
        refusal.isFromOffer = field.isFromOffer
        if code == .pattern, case .text(let rule) = field.kind {
            refusal.explanation = rule.explanation
        }
        verdict.refusals.append(refusal)
    }

    func isRequired(_ field: FormField) -> Bool {
        guard field.isRequired else { return false }
        return field.condition?.holds { given[$0, default: []] } ?? true
    }

    private mutating func findRobots() {
        if let trap = submission[.trap], !trap.trimmed.isEmpty {
            verdict.suspicions.append(.trap)
        }
        if let elapsed = submission[.elapsed].flatMap({ Int($0) }), elapsed < minimumTime {
            verdict.suspicions.append(.tooFast)
        }
    }
}

/// Milliseconds under which nobody fills in a form, drafts and all.
private let minimumTime = 2000
