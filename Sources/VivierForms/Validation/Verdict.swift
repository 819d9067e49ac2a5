/// What a form makes of a submission: what was read, and what is wrong with it.
///
/// Both are always there, so that nothing is lost with a refusal: a page shows
/// again what was typed, and a mail that cannot answer every question is kept.
package struct Verdict: Sendable, Equatable {
    /// Fields of the form that have a value, in its order, those of groups by
    /// their whole name.
    package var fields: [JudgedField] = []
    package var files: [SubmittedFile] = []
    /// Values whose names the form does not know.
    package var unknown: [Submission.Value] = []
    package var refusals: [FieldRefusal] = []
    /// Signs of a robot: a matter for quarantine, never a refusal.
    package var suspicions: [Suspicion] = []

    package var isAccepted: Bool { refusals.isEmpty }

    package subscript(_ name: String) -> JudgedField? { fields.first { $0.name == name } }
}

/// A value and what it means.
package struct JudgedField: Sendable, Equatable {
    package var name: String
    /// As it was sent; several for boxes to tick.
    package var original: [String]
    /// In one way of writing: `camille@exemple.fr`, `+33612345678`, `2027-01-31`.
    package var normal: [String]
}

package enum Suspicion: String, Sendable {
    /// The field that people do not see has a value.
    case trap
    /// Sent sooner after opening than anybody types.
    case tooFast = "too-fast"
}
