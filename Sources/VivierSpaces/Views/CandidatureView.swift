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

    /// Where it stands, as its candidate is told: what is asked of them comes first.
    package enum Standing: Sendable, Equatable {
        case asked(until: Day)
        case stage(Candidature.Stage)
    }

    package let candidature: Candidature
    package let secret: PageSecret
    package let slots: [Slot]
    package let standing: Standing
    /// `nil` when it is over.
    package let withdrawing: String?
    /// `nil` when it is over.
    package let correcting: String?
    package let writing: String
    package let hiding: String
    /// `nil` for what is over, or confirmed.
    package let confirming: String?
    /// Letters about it that can be read again, by their names.
    package let letters: [String: SpaceLetter]
    /// The same for what can be erased when it is over.
    package let erasing: String?

    init(
        _ candidature: Candidature,
        _ access: ReaderAccess,
        _ letters: [String: SpaceLetter] = [:]
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
        let first = open.map(\.wish.until).min()
        standing = first.map { .asked(until: $0) } ?? .stage(candidature.stage)
        let isOver = candidature.stage.isOver
        withdrawing = isOver ? nil : access.token(.withdraw, candidature)
        correcting = isOver ? nil : access.token(.correct, candidature)
        erasing = isOver ? access.token(.withdraw, candidature) : nil
        writing = access.token(.message, candidature)
        hiding = access.token(.hide, candidature)
        let isConfirmed = isOver || candidature.confirmed != nil
        confirming = isConfirmed ? nil : access.token(.confirm, candidature)
    }
}
