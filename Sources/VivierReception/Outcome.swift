package import VivierForms
package import VivierIntake
package import VivierStore

/// What became of a body; when it is said, it is durable.
package enum Outcome: Sendable {
    /// It is a dossier.
    case accepted(Receipt)

    /// It is the dossier that it was when it came before.
    case duplicate(Receipt)

    /// It is kept as it came, for a person to look at.
    case quarantined(QuarantineID, code: String)

    /// The form refused it, and nothing of it is kept.
    case refused(Refused)

    /// It goes over the limits of any submission, and nothing of it is kept.
    case tooLarge(IntakeRefusal)

    /// It came before and was erased; it is not taken in again.
    case erased(DossierID)
}

/// What somebody is told who sent a submission.
package struct Receipt: Sendable, Equatable {
    package let id: DossierID
    package let time: Instant
    package let form: String
    package let files: [ReceiptFile]

    /// The language of the page that it was sent from; empty if it did not say.
    package let language: String
}

/// A file as a receipt names it.
package struct ReceiptFile: Sendable, Equatable {
    package let field: String
    package let name: String
    package let size: Int
    package let sha256: String
}

/// What the form says against a submission, and what was typed, to be shown again.
package struct Refused: Sendable {
    package let form: FormDefinition
    package let verdict: Verdict
    package let submission: Submission

    /// What was found in files that are not taken, by the name of their field.
    package let findings: [(field: String, finding: AttachmentFinding)]
}
