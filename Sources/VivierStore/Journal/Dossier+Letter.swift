extension Dossier {
    /// How far the letter is that tells who sent a dossier that it was received.
    package enum Letter: Sendable, Equatable {
        /// Nobody sent the dossier, or a machine did, which is never answered.
        case notOwed

        /// No letter was promised yet.
        case owed

        /// One was; the outbox has it, or has to make it anew under the same Message-ID.
        case promised(messageID: String, language: String)

        /// It was taken, or refused for good.
        case done

        package var isOpen: Bool { self != .notOwed && self != .done }
    }

    package var letter: Letter {
        guard let first = events.first, first.kind == "received" else { return .notOwed }
        let told = events.filter { event in
            ["mail-queued", "mail-sent", "mail-failed"].contains(event.kind)
                && event.value["mail"]?.string == Self.acknowledgement
        }
        if told.contains(where: { $0.kind != "mail-queued" }) { return .done }
        if let promise = told.first?.value {
            return .promised(
                messageID: promise["message_id"]?.string ?? "",
                language: promise["language"]?.string ?? ""
            )
        }
        return first.value["automatic"] == nil ? .owed : .notOwed
    }

    /// What the events of the letter call it.
    package static let acknowledgement = "acknowledgement-1"
}
