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

extension Outbox {
    /// Queues the acknowledgement of a dossier, and has its journal say so.
    ///
    /// The mail comes first: a stop between the two leaves it in the outbox, and the next
    /// call finds it there and writes the event. One dossier has one acknowledgement.
    ///
    /// - Returns: `false` if the dossier was erased meanwhile; no mail is left then.
    /// - Throws: ``AcknowledgingFailure``; to be tried again.
    package func queueAcknowledgement(
        _ mail: OutgoingMail,
        of dossier: DossierID,
        in store: Store,
        at time: Instant
    ) throws(AcknowledgingFailure) -> Bool {
        guard let name = OutboxName(dossier: dossier, event: Dossier.acknowledgement) else {
            return false
        }
        do throws(SystemCallError) {
            _ = try queue(OutboxMail(mail, as: name, at: time))
        } catch {
            throw .disk(error)
        }
        do throws(StoreError) {
            _ = try store.append(try queued(mail, at: time), to: dossier)
            return true
        } catch .erased {
            do throws(SystemCallError) { try withdraw(name) } catch { throw .disk(error) }
            return false
        } catch {
            throw .store(error)
        }
    }

    private func queued(_ mail: OutgoingMail, at time: Instant) throws(StoreError) -> NewEvent {
        try NewEvent(
            kind: "mail-queued",
            by: "outbox",
            source: "mail-queued:\(Dossier.acknowledgement)",
            time: time,
            data: JSONValue.object([
                .init("mail", .string(Dossier.acknowledgement)),
                .init("template", .string("acknowledgement")),
                .init("message_id", .string(mail.messageID.text)),
                .init("language", .string(mail.language)),
            ]).bytes
        )
    }

    /// Deletes a mail wherever it is.
    private func withdraw(_ name: OutboxName) throws(SystemCallError) {
        for folder in Folder.allCases {
            for isRecorded in [false, true] {
                let entry = Entry(folder: folder, name: name, isRecorded: isRecorded)
                guard exists(path(entry)) else { continue }
                try deleteFile(path(entry))
                try syncFolder(path(folder))
            }
        }
    }
}
