import VivierOutbox
import VivierStore
import VivierWorkflow

extension Store {
    /// Writes what became of a mail into the journal of its dossier.
    ///
    /// - Returns: Why that could not be; `nil` also for a dossier that was erased since.
    func record(_ event: MailEvent) -> StoreError? {
        do throws(StoreError) {
            let entry = try NewEvent(
                kind: event.kind,
                by: "outbox",
                source: event.source,
                time: event.time,
                data: event.data
            )
            _ = try append(entry, to: event.dossier)
            return nil
        } catch {
            if case .erased = error { return nil }
            return error
        }
    }
}

extension OutboxName {
    /// Whether it tells of something that the team did: such letters leave in the order in which
    /// that was done.
    var isNoticeInTurn: Bool { Notice.named(event)?.notice.keepsItsTurn ?? false }
}

extension MailResult.State {
    /// Whether a person should look at it.
    var isFinalTrouble: Bool { self == .failed || self == .damaged }
}

extension MailResult {
    var line: String {
        let doubt = unanswered > 0 ? ", \(unanswered) without an answer" : ""
        return "\(state.rawValue) \(name) \(answer ?? "-") (attempts: \(attempts)\(doubt))"
    }

    var json: JSONValue {
        .object([
            .init("mail", .string(name.description)), .init("state", .string(state.rawValue)),
            .init("answer", answer.map { .string($0) } ?? .null),
            .init("attempts", .int(attempts)), .init("unanswered", .int(unanswered)),
        ])
    }
}

extension OutboxReport {
    var json: JSONValue {
        .object([
            .init("format", .int(1)), .init("mails", .array(results.map(\.json))),
            .init("unavailable", unavailable.map { .string($0) } ?? .null),
        ])
    }
}

extension OutboxListing {
    var line: String {
        "\(state) \(name) \(attempts) \(next?.description ?? "-") \(answer ?? "-")"
    }

    var json: JSONValue {
        .object([
            .init("mail", .string(name.description)), .init("state", .string(state)),
            .init("attempts", .int(attempts)), .init("unanswered", .int(unanswered)),
            .init("next", next.map { .string($0.description) } ?? .null),
            .init("answer", answer.map { .string($0) } ?? .null),
        ])
    }
}

extension OutboxFailure {
    var exitCode: Int32 {
        if case .disk = self { 74 } else { 1 }
    }
}
