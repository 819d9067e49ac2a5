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

    /// A letter that was promised, and of which nothing tells yet that it was taken or refused.
    package struct PromisedLetter: Sendable, Equatable {
        /// What its events call it: `request-3`.
        package let mail: String
        package let messageID: String
        package let language: String
        /// Until when it waits, so that what it tells of can be undone.
        package let notBefore: Instant?

        package init(mail: String, messageID: String, language: String, notBefore: Instant?) {
            self.mail = mail
            self.messageID = messageID
            self.language = language
            self.notBefore = notBefore
        }
    }

    /// Oldest first.
    package var promisedLetters: [PromisedLetter] {
        func mails(_ kinds: [String]) -> [JSONValue] {
            events.filter { kinds.contains($0.kind) }.map(\.value)
        }
        let ended = Set(
            mails(["mail-sent", "mail-failed", "mail-cancelled"]).compactMap { $0["mail"]?.string }
        )
        return mails(["mail-queued"]).map { promise in
            PromisedLetter(
                mail: promise["mail"]?.string ?? "",
                messageID: promise["message_id"]?.string ?? "",
                language: promise["language"]?.string ?? "",
                notBefore: promise["not_before"]?.string.flatMap { Instant($0) }
            )
        }.filter { !ended.contains($0.mail) }
    }

    /// What the events of the letter call it.
    package static let acknowledgement = "acknowledgement-1"
}
