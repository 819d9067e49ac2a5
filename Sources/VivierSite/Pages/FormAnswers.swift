import VivierForms

/// What was typed into a form, and what is wrong with it.
struct FormAnswers: Sendable {
    /// By name, in the order they were sent.
    var values: [String: [String]] = [:]
    var refusals: [FieldRefusal] = []

    init() {}

    init(_ submission: Submission, _ refusals: [FieldRefusal]) {
        for value in submission.values { values[value.name, default: []].append(value.value) }
        self.refusals = refusals
    }
}
