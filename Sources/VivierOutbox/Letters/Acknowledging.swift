package import VivierFiles
package import VivierMail
package import VivierStore

/// Why no letter was queued.
package enum AcknowledgingFailure: Error, CustomStringConvertible {
    case disk(SystemCallError)
    case store(StoreError)

    package var description: String {
        switch self {
        case .disk(let error): "\(error)"
        case .store(let error): "\(error)"
        }
    }
}

extension NewEvent {
    /// Says that an acknowledgement is owed, and what names it: from here on it is sent once,
    /// whatever becomes of its file.
    package static func acknowledgementPromised(
        messageID: MessageID,
        language: String,
        at time: Instant
    ) throws(StoreError) -> NewEvent {
        try letterPromised(
            Dossier.acknowledgement,
            template: "acknowledgement",
            messageID: messageID,
            language: language,
            at: time
        )
    }

    /// Says the same of any letter; `mail` is its name: `request-3`.
    ///
    /// `notBefore`: Until when it waits.
    package static func letterPromised(
        _ mail: String,
        template: String,
        messageID: MessageID,
        language: String,
        notBefore: Instant? = nil,
        at time: Instant
    ) throws(StoreError) -> NewEvent {
        let wait = notBefore.map {
            [JSONValue.Member("not_before", .string($0.description))]
        }
        return try NewEvent(
            kind: "mail-queued",
            by: "outbox",
            source: "mail-queued:\(mail)",
            time: time,
            data: JSONValue.object(
                [
                    .init("mail", .string(mail)), .init("template", .string(template)),
                    .init("message_id", .string(messageID.text)),
                    .init("language", .string(language)),
                ] + (wait ?? [])
            ).bytes
        )
    }
}

extension Outbox {
    /// Queues the acknowledgement of a dossier, which its journal promises before.
    ///
    /// A stop between the two leaves the promise, and the next call keeps it. One dossier has
    /// one acknowledgement.
    ///
    /// - Returns: `false` if the dossier was erased meanwhile; no mail is left then.
    /// - Throws: ``AcknowledgingFailure``; to be tried again.
    package func queueAcknowledgement(
        _ mail: OutgoingMail,
        of dossier: Dossier,
        in store: Store,
        at time: Instant
    ) throws(AcknowledgingFailure) -> Bool {
        do throws(StoreError) {
            if dossier.letter == .owed {
                let promise = try NewEvent.acknowledgementPromised(
                    messageID: mail.messageID,
                    language: mail.language,
                    at: time
                )
                _ = try store.append(promise, to: dossier.id)
            }
        } catch .erased {
            return false
        } catch {
            throw .store(error)
        }
        return try queue(mail, as: Dossier.acknowledgement, of: dossier.id, in: store, at: time)
    }

    /// Queues a letter that the journal of a dossier promises; `event` is its name: `request-3`.
    ///
    /// `notBefore`: Until when it waits.
    /// - Returns: `false` if the dossier was erased, or the letter taken back, meanwhile; no mail is
    ///   left then.
    /// - Throws: ``AcknowledgingFailure``; to be tried again.
    package func queue(
        _ mail: OutgoingMail,
        as event: String,
        of id: DossierID,
        in store: Store,
        notBefore: Instant? = nil,
        at time: Instant
    ) throws(AcknowledgingFailure) -> Bool {
        guard let name = OutboxName(dossier: id, event: event) else { return false }
        do throws(StoreError) {
            var waiting = OutboxMail(mail, as: name, at: time)
            if let notBefore { waiting.next = max(time, notBefore) }
            if try !replaceDamaged(by: waiting, in: store, at: time) {
                _ = try onStoreDisk { () throws(SystemCallError) in try queue(waiting) }
            }
            // Whoever took it back may have looked for its file before that was there.
            if notBefore != nil {
                let open = try store.read(id).promisedLetters
                if !open.contains(where: { $0.mail == event }) { return try !takeBack(name) }
            }
        } catch .erased {
            return false
        } catch {
            throw .store(error)
        }
        guard store.isErased(id) else { return true }
        // Its erasure may have looked for mails before this one was there.
        do throws(SystemCallError) { try withdraw(name) } catch { throw .disk(error) }
        return false
    }

    /// Deletes a mail wherever it is.
    private func withdraw(_ name: OutboxName) throws(SystemCallError) {
        for entry in places(of: name) where exists(path(entry)) {
            try deleteFile(path(entry))
            try syncFolder(path(entry.folder))
        }
    }
}
