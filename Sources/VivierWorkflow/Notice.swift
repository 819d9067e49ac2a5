/// A letter that tells a candidate what happened; the raw value names it, and its template.
package enum Notice: String, Sendable, CaseIterable {
    /// A document is asked for.
    case request
    /// The team wrote.
    case message
    /// It was withdrawn, as the candidate wanted.
    case withdrawn
    /// Answers were corrected.
    case corrected
    /// The way into the space, asked for again.
    case link
    /// New offers, for an alert.
    case alert
    /// It is erased soon, unless it may be kept for longer.
    case renewal

    // What the team decided.
    case accepted
    case returned
    case rejected
    /// An incomplete dossier is to be deleted.
    case reminder
    /// A post is proposed.
    case proposal
    /// To a test, another hour of it, no test after all.
    case invitation
    case postponed
    case cancelled
    /// The hour that was chosen.
    case booked
    /// The hour of a test is near.
    case appointment
    case result
    case selected
    case refused

    /// Whether it leaves after the letters about what the team did before, and not in front of one
    /// that waits: what candidates cause themselves is told at once.
    package var keepsItsTurn: Bool {
        switch self {
        case .withdrawn, .corrected, .link, .alert: false
        default: true
        }
    }

    /// Whether it tells of a test that comes to nothing once the acceptance before it is undone.
    package var isAboutTest: Bool {
        switch self {
        case .invitation, .postponed, .cancelled, .booked, .appointment: true
        default: false
        }
    }

    /// Once for ever in a dossier: the name and the number of the event.
    package func name(_ number: Int) -> String { "\(rawValue)-\(number)" }

    /// Reads what ``name(_:)`` writes.
    package static func named(_ text: String) -> (notice: Notice, number: Int)? {
        let words = text.split(separator: "-")
        guard words.count == 2, let notice = Notice(rawValue: String(words[0])),
            let number = Int(words[1])
        else { return nil }
        return (notice, number)
    }
}

extension Happening {
    /// The letter that it justifies; `nil` if none.
    ///
    /// Who has everything erased gets none: nothing is left that knows the address.
    package var notice: Notice? {
        switch self {
        case .documentRequested: .request
        case .message(let message): message.sender == .team ? .message : nil
        case .withdrawn(let withdrawal): withdrawal.scope == .erase ? nil : .withdrawn
        case .fieldsChanged: .corrected
        case .linkIssued: .link
        case .alertSent: .alert
        case .renewalAsked: .renewal
        default: nil
        }
    }
}
