package import VivierMail
package import VivierStore

/// A mail in the outbox: how far it has come, and the message.
///
/// On disk: one line of JSON, which ends with the sum of line and message, then the message
/// byte for byte as it goes over the wire.
package struct OutboxMail: Sendable, Equatable {
    package let name: OutboxName
    package let messageID: String
    package let from: MailAddress
    package let to: MailAddress
    package let queued: Instant

    /// When it may be tried next.
    package var next: Instant

    /// How often a server was asked to take it.
    package var attempts = 0

    /// How many of these ended without an answer: it may have been taken.
    package var unanswered = 0

    /// Since when a server is being asked; outlives a process that is killed.
    package var started: Instant?

    /// What the server said last: a code, and an enhanced one (RFC 3463).
    package var answer: String?

    /// When it was taken, or given up.
    package var finished: Instant?

    package let message: [UInt8]

    /// A new one, to be sent as soon as may be.
    package init(_ mail: OutgoingMail, as name: OutboxName, at time: Instant) {
        self.name = name
        messageID = mail.messageID.text
        from = mail.from.address
        to = mail.to.address
        queued = time
        next = time
        message = mail.bytes()
    }
}

extension OutboxMail {
    var fileBytes: [UInt8] {
        let head = head
        let sum = LineSum.end(of: (head + message)[...])
        return head + sum + [UInt8(ascii: "\n")] + message
    }

    /// The first line up to its sum.
    private var head: [UInt8] {
        var members: [JSONValue.Member] = [
            .init("format", .int(1)), .init("name", .string(name.description)),
            .init("message_id", .string(messageID)), .init("from", .string(from.text)),
            .init("to", .string(to.text)), .init("queued", .string(queued.description)),
            .init("next", .string(next.description)), .init("attempts", .int(attempts)),
            .init("unanswered", .int(unanswered)), .init("size", .int(message.count)),
        ]
        if let started { members.append(.init("started", .string(started.description))) }
        if let answer { members.append(.init("answer", .string(answer))) }
        if let finished { members.append(.init("finished", .string(finished.description))) }
        return JSONValue.object(members).bytes.dropLast()
    }

    /// - Returns: `nil` for bytes that are no such file, or not all of one.
    init?(fileBytes: [UInt8]) {
        guard let end = fileBytes.firstIndex(of: UInt8(ascii: "\n")),
            let state = JSONValue(fileBytes[..<end]), state["format"]?.int == 1,
            let name = state["name"]?.string.flatMap({ OutboxName($0) }),
            let messageID = state["message_id"]?.string,
            let from = state["from"]?.string.flatMap({ MailAddress($0) }),
            let to = state["to"]?.string.flatMap({ MailAddress($0) }),
            let queued = state["queued"]?.string.flatMap({ Instant($0) }),
            let next = state["next"]?.string.flatMap({ Instant($0) }),
            let attempts = state["attempts"]?.int, let unanswered = state["unanswered"]?.int,
            state["size"]?.int == fileBytes.count - end - 1
        else { return nil }
        self.name = name
        self.messageID = messageID
        self.from = from
        self.to = to
        self.queued = queued
        self.next = next
        self.attempts = attempts
        self.unanswered = unanswered
        started = state["started"]?.string.flatMap { Instant($0) }
        answer = state["answer"]?.string
        finished = state["finished"]?.string.flatMap { Instant($0) }
        message = Array(fileBytes[(end + 1)...])
        // Mails had no sum once: such a line has to be what was written then, to the byte, so that
        // no damage makes one of a line with a sum.
        let isOlder = fileBytes[..<end].elementsEqual(head + "}".utf8)
        guard isOlder || Self.isSummed(fileBytes, head: end) else { return nil }
    }

    private static func isSummed(_ bytes: [UInt8], head end: Int) -> Bool {
        let sum = end - LineSum.length
        guard sum > 0 else { return false }
        let summed = bytes[..<sum] + bytes[(end + 1)...]
        return bytes[sum..<end].elementsEqual(LineSum.end(of: summed))
    }
}
