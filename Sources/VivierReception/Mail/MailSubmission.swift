internal import VivierCrypto
internal import VivierForms
internal import VivierIntake
internal import VivierMail

/// A message as the fields of a form.
///
/// What no field takes is sent along under names that the form does not know, and so is kept.
struct MailSubmission {
    private(set) var values: [Submission.Value] = []
    private(set) var files: [(header: PartHeader, bytes: [UInt8])] = []

    /// - Parameters:
    ///   - mail: What was read of the message.
    ///   - bytes: All of it.
    ///   - offer: The reference of the offer that it is for.
    ///   - form: With what that offer adds.
    init(_ mail: ReceivedMail, _ bytes: [UInt8], for offer: String?, by form: FormDefinition) {
        add(.offer, offer)
        add(.idempotencyKey, Self.key(mail, bytes, offer))
        if let sender = mail.sender {
            let address = form.fields.first { $0.kind == .mail }?.name ?? "email"
            values.append(.init(address, sender.address))
            values.append(.init(form.nameField ?? "name", sender.name ?? sender.address))
        }
        if !mail.subject.isEmpty {
            values.append(.init(form.subjectField ?? "mail-subject", mail.subject))
        }
        let text = mail.text.trimmedAtEnd
        if !text.isEmpty { values.append(.init(form.messageField ?? "message", text)) }
        place(mail.attachments.filter(\.isSentAlong), in: form)
    }

    private mutating func add(_ field: ReservedField, _ value: String?) {
        if let value { values.append(.init(field.rawValue, value)) }
    }

    /// The same for every copy of a message that a server delivers again; another for each
    /// offer that one message is sent to.
    ///
    /// - Returns: `nil` without a Message-ID: what says the same on one day is then the same.
    private static func key(_ mail: ReceivedMail, _ bytes: [UInt8], _ offer: String?) -> String? {
        guard mail.messageID?.isEmpty == false else { return nil }
        return "mail:" + mail.key(bytes, for: offer ?? "")
    }

    /// Gives each file the field that it fits, the CV first.
    private mutating func place(_ attachments: [ReceivedMail.Attachment], in form: FormDefinition) {
        var slots = form.fileSlots
        let named = attachments.enumerated().map { number, attachment in
            (attachment: attachment, name: attachment.name(number: number + 1))
        }
        let cv =
            named.firstIndex { $0.name.isNameOfCV && slots.first?.takes($0.name) == true }
            ?? named.firstIndex { slots.first?.takes($0.name) == true }
        var fields = [String?](repeating: nil, count: named.count)
        if let cv { fields[cv] = slots[0].fill() }
        for (number, file) in named.enumerated() where fields[number] == nil {
            let general = slots.firstIndex { $0.field == "document" && $0.takes(file.name) }
            let place = general ?? slots.firstIndex { $0.takes(file.name) }
            fields[number] = place.map { slots[$0].fill() }
        }
        for (file, field) in zip(named, fields) {
            // What fits nowhere goes where the form refuses it: a person will look at it.
            let header = PartHeader(
                name: field ?? slots.last?.field ?? "file",
                fileName: file.name,
                mediaType: file.attachment.mediaType
            )
            files.append((header, file.attachment.bytes))
        }
    }
}

extension ReceivedMail {
    /// The same for every copy of a message that a server delivers again: 64 digits.
    ///
    /// Servers on the way write into its head, which does not count.
    func key(_ bytes: [UInt8], for purpose: String = "") -> String {
        let body = hexadecimal(SHA256.hash(bodyOfMessage(bytes)))
        return hexadecimal(
            SHA256.hash(Array("\(messageID ?? "")\0\(purpose)\0\(body)".utf8))
        )
    }
}

/// What follows the head of a message, with plain line ends.
private func bodyOfMessage(_ bytes: [UInt8]) -> [UInt8] {
    let plain = bytes.filter { $0 != 0x0D }
    let blank = zip(plain.indices, plain.indices.dropFirst()).first { first, second in
        plain[first] == 0x0A && plain[second] == 0x0A
    }
    return blank.map { Array(plain[($0.1 + 1)...]) } ?? []
}

extension String {
    fileprivate var trimmedAtEnd: String {
        String(reversed().drop(while: \.isWhitespace).reversed())
    }

    fileprivate var isNameOfCV: Bool {
        let words = lowercased().split { !$0.isLetter }
        let known = ["cv", "resume", "résumé", "curriculum", "lebenslauf"]
        return words.contains { word in known.contains { word == $0 } }
    }
}
