package import VivierModel
package import VivierWorkflow

/// What a candidate may see of one candidature, and may do about it.
package struct CandidatureView: Sendable {
    /// A document that is asked for, with the right to send it.
    package struct Slot: Sendable {
        package let document: String
        package let until: Day
        package let text: String
        package let token: String
    }

    /// An invitation, with the right to answer it.
    package struct Invited: Sendable {
        package let invitation: Invitation
        package let token: String
    }

    /// Where it stands, as its candidate is told: what is asked of them comes first.
    package enum Standing: Sendable, Equatable {
        case asked(until: Day)
        case invited(until: Day?)
        case offered
        case stage(Candidature.Stage)

        /// Whether an answer is waited for, and no document.
        package var isQuestion: Bool {
            switch self {
            case .invited, .offered: true
            case .asked, .stage: false
            }
        }
    }

    package let candidature: Candidature
    package let secret: PageSecret
    package let slots: [Slot]
    package let invited: [Invited]
    /// Takes or declines the post that is offered; `nil` if none is.
    package let replying: String?
    /// Declares the dossier complete; `nil` if nobody waits for that.
    package let completing: String?
    package let standing: Standing
    /// `nil` when it is over.
    package let withdrawing: String?
    /// `nil` when it is over.
    package let correcting: String?
    package let writing: String
    package let hiding: String
    /// `nil` for what is over, or confirmed.
    package let confirming: String?
    /// `nil` unless it was asked whether it may be kept for longer.
    package let prolonging: String?
    /// Letters about it that can be read again, by their names.
    package let letters: [String: SpaceLetter]
    /// Applies for another offer with what it brought.
    package let applying: String
    /// The same for what can be erased when it is over.
    package let erasing: String?

    init(
        _ candidature: Candidature,
        _ access: ReaderAccess,
        _ letters: [String: SpaceLetter] = [:],
        _ turn: CandidateTurn? = nil
    ) {
        self.candidature = candidature
        self.letters = letters
        secret = access.page(of: candidature.id)
        let open = candidature.openRequests(on: access.today)
        slots = open.map { request in
            Slot(
                document: request.wish.document,
                until: request.wish.until,
                text: request.wish.text,
                token: access.token(.supply, candidature, target: request.number)
            )
        }
        let isOver = candidature.stage.isOver
        let turn = isOver ? nil : turn
        invited = (turn?.invitations ?? []).map { invitation in
            let token = access.token(.answer, candidature, target: invitation.number)
            return Invited(invitation: invitation, token: token)
        }
        let isOffered = turn?.isOffered ?? false
        replying = isOffered ? access.token(.reply, candidature) : nil
        completing = turn?.isToComplete == true ? access.token(.complete, candidature) : nil
        let unanswered = turn?.unanswered ?? []
        if let first = open.map(\.wish.until).min() {
            standing = .asked(until: first)
        } else if isOffered {
            standing = .offered
        } else if !unanswered.isEmpty {
            standing = .invited(until: unanswered.compactMap(\.answerBy).min())
        } else {
            standing = .stage(candidature.stage)
        }
        withdrawing = isOver ? nil : access.token(.withdraw, candidature)
        correcting = isOver ? nil : access.token(.correct, candidature)
        erasing = isOver ? access.token(.withdraw, candidature) : nil
        writing = access.token(.message, candidature)
        hiding = access.token(.hide, candidature)
        applying = access.token(.apply, candidature)
        let isConfirmed = isOver || candidature.confirmed != nil
        confirming = isConfirmed ? nil : access.token(.confirm, candidature)
        prolonging = candidature.renewal.map { _ in access.token(.prolong, candidature) }
    }
}
