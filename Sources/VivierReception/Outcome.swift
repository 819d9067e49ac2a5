package import VivierForms
package import VivierIntake
package import VivierStore

/// What became of a body; when it is said, it is durable.
package enum Outcome: Sendable {
    /// It is a dossier.
    case accepted(Acknowledgement)

    /// It is the dossier that it was when it came before.
    case duplicate(Acknowledgement)

    /// It is a message by mail, in the thread of a dossier.
    case replied(DossierID)

    /// It is kept as it came, for a person to look at.
    case quarantined(QuarantineID, code: String)

    /// The form refused it, and nothing of it is kept.
    case refused(Refused)

    /// It is for an offer or an employer that does not use this form, and nothing of it is kept.
    case misdirected(Misdirection)

    /// It goes over the limits of any submission, and nothing of it is kept.
    case tooLarge(IntakeRefusal)

    /// It came before and was erased; it is not taken in again.
    case erased(DossierID)
}

/// Why a form is not the one to be sent; the raw value is the code that scripts are told.
package enum Misdirection: String, Sendable {
    case form = "other-form"
    case employer = "other-employer"

    var detail: String {
        switch self {
        case .form: "the offer is applied to with another form"
        case .employer: "the form does not name the employer"
        }
    }
}

/// What the form says against a submission, and what was typed, to be shown again.
package struct Refused: Sendable {
    package let form: FormDefinition
    package let verdict: Verdict
    package let submission: Submission

    /// What was found in files that are not taken, by the name of their field.
    package let findings: [(field: String, finding: AttachmentFinding)]

    /// All that there is to correct, in the words of the form: a file that is not taken is
    /// one of a kind that the field does not take.
    package var refusals: [FieldRefusal] {
        var all = verdict.refusals
        for (field, _) in findings where !all.contains(where: { $0.field == field }) {
            guard case .file(let rule)? = form.field(field)?.kind else { continue }
            let types = rule.types.map(\.rawValue).joined(separator: ", ")
            all.append(FieldRefusal(field, .fileType, ["types": types]))
        }
        return all
    }
}
