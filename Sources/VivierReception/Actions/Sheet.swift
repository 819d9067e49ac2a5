internal import VivierForms
internal import VivierIntake
internal import VivierWorkflow

/// What somebody wants to have on a sheet, judged by its form.
struct Sheet {
    /// Those with a value; the entries of a group are counted without a gap.
    let fields: [Happening.Field]
    let refusals: [FieldRefusal]

    var names: Set<String> { Set(fields.map(\.name)) }

    /// Judges what was typed.
    init(_ form: FormDefinition, _ sent: [FieldText], country: String) {
        let values = sent.map { Submission.Value($0.name, $0.value) }
        let verdict = form.validate(Submission(values: values), country: country)
        fields = Self.fields(verdict, form)
        refusals = verdict.refusals
    }

    /// Puts values of a file in the place of those that a sheet has.
    ///
    /// A group that the file has takes the place of the whole group. What the form does not take is
    /// left out, with the entry that it stands in: the file was not made for this form. Where nothing of a group
    /// is taken, what there was stays.
    init(
        _ form: FormDefinition,
        _ known: [Happening.Field],
        replacedBy taken: [Submission.Value],
        country: String
    ) {
        func good(_ values: [Submission.Value]) -> [Submission.Value] {
            let wrong = form.validate(Submission(values: values), country: country).refusals
            let odd = Set(wrong.map { Self.entry(of: $0.field) })
            return values.filter { !odd.contains(Self.entry(of: $0.name)) }
        }
        let fitting = good(taken)
        let replaced = Set(fitting.map { Self.group(of: $0.name) })
        let kept = known.filter { !replaced.contains(Self.group(of: $0.name)) }.flatMap { field in
            field.values.map { Submission.Value(field.name, $0) }
        }
        let verdict = form.validate(Submission(values: good(kept + fitting)), country: country)
        fields = Self.fields(verdict, form)
        refusals = []
    }

    private static func fields(
        _ verdict: Verdict,
        _ form: FormDefinition
    ) -> [Happening.Field] {
        var counted: [String: Int] = [:]
        var entries: [String: Int] = [:]
        return verdict.fields.map { judged in
            let values = judged.normal.isEmpty ? judged.original : judged.normal
            let parts = judged.name.split(separator: "-").map(String.init)
            guard parts.count == 3 else {
                return Happening.Field(name: judged.name, values: values)
            }
            let entry = entry(of: judged.name)
            if entries[entry] == nil {
                counted[parts[0], default: 0] += 1
                entries[entry] = counted[parts[0]]
            }
            let name = entryName(parts[0], entries[entry] ?? 1, parts[2])
            return Happening.Field(name: name, values: values)
        }
    }

    /// `experience` of `experience-2-title`; the name itself outside of a group.
    private static func group(of name: String) -> String {
        name.split(separator: "-").first.map(String.init) ?? name
    }

    /// `experience-2` of `experience-2-title`.
    private static func entry(of name: String) -> String {
        name.split(separator: "-").prefix(2).joined(separator: "-")
    }
}
