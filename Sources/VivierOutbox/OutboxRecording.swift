package import VivierFiles
package import VivierStore

extension Outbox {
    /// Has the journals say what became of the mails that were sent or given up.
    ///
    /// A kill between sending and this is made up for by the next call: `record` may be
    /// asked twice for one event, and must take the second as done, which
    /// ``Store/append(_:to:expecting:)`` does for two events of one source.
    ///
    /// `record`: Whether the journal has the event now. One that cannot be written is
    /// asked for again at the next call, and holds up no other. Mails to the team are in no
    /// journal; one with a link that opens a desk is deleted once it was sent.
    /// - Throws: ``SystemCallError``.
    package func recordFinished(_ record: (MailEvent) -> Bool) throws(SystemCallError) {
        for folder in [Folder.sent, .failed] {
            for entry in try entries(folder) where !entry.isRecorded {
                if entry.name.isToAgent {
                    if folder == .sent { try settle(entry) }
                    continue
                }
                guard let mail = try read(entry) else { continue }
                guard record(MailEvent(mail, isSent: folder == .sent)) else { continue }
                try moveReplacing(path(entry), path(entry) + Self.recorded)
                try syncFolder(path(folder))
            }
        }
    }

    private func settle(_ entry: Entry) throws(SystemCallError) {
        if entry.name.event.hasPrefix("agent-link-") {
            try deleteFile(path(entry))
        } else {
            try moveReplacing(path(entry), path(entry) + Self.recorded)
        }
        try syncFolder(path(entry.folder))
    }

    /// Puts a mail that was given up, or waits, up for the next run.
    ///
    /// - Throws: ``OutboxFailure``.
    package func retry(_ name: OutboxName, at time: Instant) throws(OutboxFailure) {
        let failed = try onDisk { () throws(SystemCallError) in try entries(.failed) }
        for entry in failed where entry.name == name {
            let found = try onDisk { () throws(SystemCallError) in try read(entry) }
            guard var mail = found else { throw .damaged(name) }
            mail.next = time
            mail.attempts = 0
            mail.finished = nil
            return try onDisk { () throws(SystemCallError) in
                try move(mail, from: entry, to: .new)
            }
        }
        let entry = Entry(folder: .new, name: name, isRecorded: false)
        guard exists(path(entry)) else { throw .noSuchMail(name) }
        guard var claim = try OutboxClaim(entry, in: self) else { return }
        var mail = claim.mail
        mail.next = time
        do throws(SystemCallError) { try claim.update(mail) } catch { throw .disk(error) }
    }
}

/// What the journal says of a mail.
package struct MailEvent: Sendable, Equatable {
    package var dossier: DossierID

    /// `mail-sent` or `mail-failed`.
    package var kind: String

    /// Once for ever in its dossier.
    package var source: String
    package var time: Instant

    /// One JSON object; the address is not in it.
    package var data: [UInt8]

    init(_ mail: OutboxMail, isSent: Bool) {
        dossier = mail.name.dossier
        kind = isSent ? "mail-sent" : "mail-failed"
        time = mail.finished ?? mail.queued
        source = "\(kind):\(mail.name.event)" + (isSent ? "" : ":\(time.milliseconds)")
        data =
            JSONValue.object([
                .init("mail", .string(mail.name.event)),
                .init("message_id", .string(mail.messageID)),
                .init("answer", .string(mail.answer ?? "")),
                .init("attempts", .int(mail.attempts)),
                .init("unanswered", .int(mail.unanswered)),
            ]).bytes
    }
}

extension Outbox {
    /// Deletes mails to an agent, wherever they are: all of them, where what they lead to opens no
    /// more, or the earlier ones of a letter.
    package func deleteMails(
        to agent: ReaderID,
        ofLetter letter: String = "agent-",
        butNot kept: OutboxName? = nil
    ) throws(StoreError) {
        try onStoreDisk { () throws(SystemCallError) in
            for folder in Folder.allCases {
                let own = try entries(folder).filter { entry in
                    entry.name.dossier.description == agent.description
                        && entry.name.event.hasPrefix(letter) && entry.name != kept
                }
                for entry in own { try deleteFile(path(entry)) }
                if !own.isEmpty { try syncFolder(path(folder)) }
            }
        }
    }
}
