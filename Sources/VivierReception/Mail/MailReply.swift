internal import VivierIntake
internal import VivierMail
internal import VivierStore
internal import VivierWorkflow

/// An answer by mail to a letter about a dossier: it comes into the thread of that dossier.
///
/// Two things let it in: the code in the address that it was sent to, which only who got a letter
/// knows, and that its sender is who the letter went to. Neither alone is enough.
struct MailReply {
    /// Why it is kept aside for a person to look at.
    struct Refusal: Error {
        let code: String
        let detail: String
    }

    let store: Store
    let mail: ReceivedMail
    /// All of the message.
    let bytes: [UInt8]
    let code: ReplyCode
    let time: Instant
    let limits: AttachmentLimits
    /// Whether a person has looked at it, and had it taken in.
    let isTrusted: Bool

    private static let day = 86_400

    /// Takes it in, once.
    ///
    /// - Returns: Why not; `nil` once it is in the journal.
    /// - Throws: ``StoreError``; nothing is acknowledged then.
    func refusal() throws(StoreError) -> Refusal? {
        let source = "mail:\(mail.key(bytes))"
        while true {
            let dossier: Dossier
            do throws(StoreError) {
                dossier = try store.read(code.dossier)
            } catch .erased, .noSuchDossier {
                return Refusal(code: "reply-too-late", detail: "its dossier is no more")
            }
            if dossier.events.contains(where: { $0.source == source }) { return nil }
            if let refusal = refusal(dossier) { return refusal }
            if let refusal = filesRefusal { return refusal }
            let event = try NewEvent(
                kind: "mail-received",
                by: "mail",
                source: source,
                time: time,
                data: try data().bytes
            )
            do throws(StoreError) {
                _ = try store.append(event, to: dossier.id, expecting: dossier.events.count)
                return nil
            } catch {
                // Something else happened meanwhile: it is judged again.
                guard case .conflict = error else { throw error }
            }
        }
    }

    private func refusal(_ dossier: Dossier) -> Refusal? {
        let recent = dossier.events.count { event in
            event.kind == "mail-received" && time.advanced(seconds: -Self.day) <= event.time
        }
        guard recent < Candidature.messagesPerDay else {
            return Refusal(code: "too-many-replies", detail: "too many came in one day")
        }
        // A machine may answer from an address of its own; it is noted, and never answered.
        if mail.automatic != nil { return nil }
        let sender = mail.sender.map { store.reader(address: $0.address) }
        guard isTrusted || sender == store.reader(of: dossier) else {
            return Refusal(code: "other-sender", detail: "another address was written to")
        }
        guard text.count <= Candidature.longestMessage else {
            return Refusal(code: "reply-too-long", detail: "its text is too long for a message")
        }
        let isEmpty = text.allSatisfy(\.isWhitespace) && attachments.isEmpty
        return isEmpty ? Refusal(code: "reply-empty", detail: "it says nothing") : nil
    }

    private var text: String { mail.text.withoutQuote }

    private var attachments: [ReceivedMail.Attachment] {
        mail.automatic == nil ? mail.attachments.filter(\.isSentAlong) : []
    }

    private var filesRefusal: Refusal? {
        let isRefused = attachments.enumerated().contains { number, file in
            !verdict(file, number).isAcceptable
        }
        return isRefused ? Refusal(code: "bad-file", detail: "a file of it is not taken") : nil
    }

    private func verdict(_ file: ReceivedMail.Attachment, _ number: Int) -> AttachmentVerdict {
        var inspector = AttachmentInspector(
            fileName: file.name(number: number + 1),
            limits: limits
        )
        inspector.feed(file.bytes.span)
        return inspector.verdict()
    }

    /// What the event says; its files are in their place by then.
    private func data() throws(StoreError) -> Value {
        var files: [Value] = []
        for (number, file) in attachments.enumerated() {
            let verdict = verdict(file, number)
            let type = verdict.kind?.mediaType ?? "application/octet-stream"
            files.append(
                try kept(file.bytes, "", file.name(number: number + 1), type, verdict.findings)
            )
        }
        files.append(try kept(bytes, ReceivedFile.original, "message.eml", "message/rfc822", []))
        var members: [Value.Member] = [
            .init("message_id", .string(mail.messageID ?? "")), .init("thread", .string("main")),
            .init("answers", .int(code.event)), .init("text", .string(text)),
            .init("files", .array(files)),
        ]
        if let automatic = mail.automatic {
            members.append(.init("automatic", .string(automatic.rawValue)))
        }
        return .object(members)
    }

    private func kept(
        _ bytes: [UInt8],
        _ field: String,
        _ name: String,
        _ type: String,
        _ findings: [AttachmentFinding]
    ) throws(StoreError) -> Value {
        let staged = try store.stageAttachment(for: code.dossier)
        try staged.write(bytes.span)
        let stored = try store.attach(staged)
        return .object([
            .init("field", .string(field)), .init("name", .string(name)),
            .init("sha256", .string(stored.sha256)), .init("size", .int(stored.size)),
            .init("type", .string(type)),
            .init("findings", .array(findings.map { .string($0.rawValue) })),
        ])
    }
}

extension ReceivedMail {
    /// The code of a letter of ours in an address that it was sent to; `nil` if there is none.
    func replyCode(recipient: String?, in store: Store) -> ReplyCode? {
        ([recipient].compactMap(\.self) + recipients).lazy
            .compactMap { Self.detail(of: $0) }
            .compactMap { store.replyCode($0) }.first
    }
}

extension String {
    /// Without the letter that it answers.
    ///
    /// That is, the quoted lines at its end, and the one before them that says who wrote them.
    /// The message itself is kept whole.
    var withoutQuote: String {
        var lines = split(separator: "\n", omittingEmptySubsequences: false)[...]
        func trim() {
            while let last = lines.last, last.allSatisfy(\.isWhitespace) { lines.removeLast() }
        }
        trim()
        let count = lines.count
        while let last = lines.last, last.hasPrefix(">") || last.allSatisfy(\.isWhitespace) {
            lines.removeLast()
        }
        if lines.count < count, let last = lines.last, last.hasSuffix(":") || last.hasSuffix(": ") {
            lines.removeLast()
        }
        trim()
        return lines.joined(separator: "\n")
    }
}
