package import VivierFiles
package import VivierStore

/// What became of a mail in one run.
package struct MailResult: Sendable, Equatable {
    package enum State: String, Sendable {
        case sent
        case failed

        /// It waits for its next attempt.
        case later

        /// Its file is damaged; it stays where it is.
        case damaged
    }

    package var name: OutboxName
    package var state: State
    package var answer: String?
    package var attempts: Int

    /// How many attempts may have delivered it unseen: if not 0, it may come twice, with
    /// the same Message-ID.
    package var unanswered: Int
}

/// One pass over the outbox.
package struct OutboxReport: Sendable, Equatable {
    package var results: [MailResult] = []

    /// Why the pass ended before its end: no server could be asked.
    package var unavailable: String?
}

extension Outbox {
    /// Sends what is due.
    ///
    /// A mail is marked as started before a server hears of it. One that a killed process
    /// left so may have been delivered: it is sent once more, with the same Message-ID,
    /// and counted as unanswered.
    ///
    /// `keepsItsTurn`: Whether a mail leaves after the earlier ones of its dossier of which that is
    /// true, too: as long as one of them waits, it waits. One that was given up, or is damaged,
    /// holds up no other.
    /// - Throws: ``SystemCallError``; what was sent before is in `sent`.
    package func run(
        _ delivery: some Delivery,
        keepsItsTurn: (OutboxName) -> Bool = { _ in false },
        now: () -> Instant
    ) throws(SystemCallError) -> OutboxReport {
        try sweep()
        var report = OutboxReport()
        var waiting: Set<DossierID> = []
        for entry in try entries(.new).sorted(by: Entry.isEarlier) {
            let isOrdered = keepsItsTurn(entry.name)
            if isOrdered, waiting.contains(entry.name.dossier) { continue }
            do throws(OutboxFailure) {
                let sending = try send(entry, delivery, now)
                if isOrdered, exists(path(entry)) { waiting.insert(entry.name.dossier) }
                guard let outcome = sending else { continue }
                switch outcome {
                case .result(let result): report.results.append(result)
                case .unavailable(let reason):
                    report.unavailable = reason
                    return report
                }
            } catch {
                switch error {
                case .disk(let error): throw error
                case .damaged(let name), .noSuchMail(let name):
                    report.results.append(
                        MailResult(name: name, state: .damaged, attempts: 0, unanswered: 0)
                    )
                }
            }
        }
        return report
    }

    private enum Sending {
        case result(MailResult)
        case unavailable(String)
    }

    /// - Returns: `nil` if there is nothing to do about the mail now.
    private func send(
        _ entry: Entry,
        _ delivery: some Delivery,
        _ now: () -> Instant
    ) throws(OutboxFailure) -> Sending? {
        guard var claim = try OutboxClaim(entry, in: self) else { return nil }
        do throws(SystemCallError) {
            if try isSent(entry.name) {
                // Killed between the two halves of a move.
                try deleteFile(path(entry))
                try syncFolder(path(.new))
                return nil
            }
            let start = now()
            var mail = claim.mail
            guard mail.next <= start else { return nil }
            if mail.started != nil { mail.unanswered += 1 }
            let before = mail
            mail.attempts += 1
            mail.started = start
            try claim.update(mail)
            let outcome = delivery.deliver(mail)
            mail.started = nil
            switch outcome {
            case .unavailable(let reason):
                var waiting = before
                waiting.started = nil
                try claim.update(waiting)
                return .unavailable(reason)
            case .accepted(let answer):
                return try Self.finish(claim, mail, .sent, answer, now())
            case .refused(let answer):
                return try Self.finish(claim, mail, .failed, answer, now())
            case .later(let answer, let mayHaveArrived):
                if mayHaveArrived { mail.unanswered += 1 }
                let end = now()
                mail.next = end.advanced(seconds: RetrySchedule.delay(after: mail.attempts))
                if mail.next > mail.queued.advanced(seconds: RetrySchedule.days * 86_400) {
                    return try Self.finish(claim, mail, .failed, answer, end)
                }
                mail.answer = answer
                try claim.update(mail)
                return .result(MailResult(mail, .later))
            }
        } catch {
            throw .disk(error)
        }
    }

    private static func finish(
        _ claim: consuming OutboxClaim,
        _ mail: OutboxMail,
        _ folder: Folder,
        _ answer: String,
        _ time: Instant
    ) throws(SystemCallError) -> Sending {
        var mail = mail
        mail.answer = answer
        mail.finished = time
        try claim.finish(mail, in: folder)
        return .result(MailResult(mail, folder == .sent ? .sent : .failed))
    }

    private func isSent(_ name: OutboxName) throws(SystemCallError) -> Bool {
        exists(path(Entry(folder: .sent, name: name, isRecorded: false)))
            || exists(path(Entry(folder: .sent, name: name, isRecorded: true)))
    }
}

extension MailResult {
    init(_ mail: OutboxMail, _ state: State) {
        self.init(
            name: mail.name,
            state: state,
            answer: mail.answer,
            attempts: mail.attempts,
            unanswered: mail.unanswered
        )
    }
}
