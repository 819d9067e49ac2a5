internal import VivierForms
internal import VivierIntake
internal import VivierWorkflow

/// What a candidate wants to have corrected, judged by the form that it was sent with.
struct Corrections {
    /// New values of the fields that may be corrected.
    private(set) var fields: [Happening.Field] = []

    /// What is wrong with them; faults that were there before are not among them.
    private(set) var refusals: [FieldRefusal] = []

    init(_ form: FormDefinition, _ state: Candidature, _ sent: [FieldText], country: String) {
        let open = form.fields.filter(\.isCorrectable)
        let names = Set(open.map(\.name))
        let locked = state.fields.filter { !names.contains($0.name) }.flatMap { field in
            field.values.map { Submission.Value(field.name, $0) }
        }
        let typed = sent.filter { names.contains($0.name) }
            .map { Submission.Value($0.name, $0.value) }
        let verdict = form.validate(Submission(values: locked + typed), country: country)
        refusals = verdict.refusals.filter { names.contains($0.field) }
        for field in open {
            let values = verdict[field.name].map { $0.normal.isEmpty ? $0.original : $0.normal }
            fields.append(Happening.Field(name: field.name, values: values ?? []))
        }
    }
}
