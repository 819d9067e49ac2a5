package import VivierMail
package import VivierStore
package import VivierTemplate

/// What a candidate is told once a dossier is on the disk.
package struct AcknowledgementMail: Sendable {
    package struct File: Sendable {
        package var name: String
        package var size: Int
        package var sha256: String

        package init(name: String, size: Int, sha256: String) {
            self.name = name
            self.size = size
            self.sha256 = sha256
        }
    }

    package var dossier: DossierID

    /// What was answered: the offer's title, or the form's.
    package var title: String

    /// The name of the site.
    package var site: String
    package var received: Instant

    /// The same in words.
    package var receivedText: String

    /// What `verify-receipt` checks.
    package var code: String?
    package var files: [File] = []

    /// What happens next, in the order it happens.
    package var steps: [String] = []

    /// A day as a person reads it.
    package var answerBy: String?

    /// The link to the space of who sent it, and the code that opens it when typed.
    package var space: (link: String, code: String)?

    /// Where questions go.
    package var contact: MailAddress?
    package var language = "fr"

    /// What was promised; `nil` if nothing was yet.
    package var messageID: MessageID?

    package init(
        dossier: DossierID,
        title: String,
        site: String,
        received: Instant,
        receivedText: String
    ) {
        self.dossier = dossier
        self.title = title
        self.site = site
        self.received = received
        self.receivedText = receivedText
    }

    /// The mail, ready for the outbox.
    ///
    /// The name of a person who cannot be named in a header is left out, and so is the
    /// title from such a subject: the mail goes out all the same.
    ///
    /// - Throws: ``TemplateFailure`` for a letter that asks for what there is not.
    package func mail(
        from: Mailbox,
        to: MailAddress,
        named name: String? = nil,
        letters: LetterLibrary
    ) throws(TemplateFailure) -> OutgoingMail {
        let letter = try letters.letter("acknowledgement", language, values)
        return OutgoingMail(
            from: from,
            to: Mailbox(name: name.flatMap { HeaderText($0) }, to),
            replyTo: contact.map { Mailbox($0) },
            subject: HeaderText(letter.subject) ?? HeaderText(word: dossier.description),
            messageID: messageID ?? Self.messageID(of: dossier, from: from.address),
            origin: .reply,
            date: Int(received.milliseconds / 1000),
            language: language,
            text: letter.text,
            html: letter.html
        )
    }

    /// The same one for ever, as long as the site writes from the same domain.
    package static func messageID(of dossier: DossierID, from sender: MailAddress) -> MessageID {
        MessageID(dossier: dossier.description, event: event, sender: sender)
    }

    /// The name of its event.
    package static let event = Dossier.acknowledgement

    /// Its name in the outbox.
    package var name: OutboxName? { OutboxName(dossier: dossier, event: Self.event) }

    private static let shape = Shape([
        "title", "site", "receipt", "received", "code", "files", "steps", "answer_by", "contact",
        "space_link", "space_code",
    ])

    private static let fileShape = Shape(["name", "size", "sha256"])

    private var values: Record {
        let files = files.map { file in
            Value.record(
                Record(
                    Self.fileShape,
                    [
                        .string(Self.oneLine(file.name)), .string(size(file.size)),
                        .string(file.sha256),
                    ]
                )
            )
        }
        return Record(
            Self.shape,
            [
                .string(title), .string(site), .string(dossier.description),
                .string(receivedText), code.map { .string($0) } ?? .none, .list(files),
                .list(steps.map { .string($0) }), answerBy.map { .string($0) } ?? .none,
                contact.map { .string($0.text) } ?? .none,
                space.map { .string($0.link) } ?? .none, space.map { .string($0.code) } ?? .none,
            ]
        )
    }

    private func size(_ bytes: Int) -> String {
        let unit = language == "fr" ? "o" : "B"
        if bytes < 1000 { return "\(bytes) \(unit)" }
        if bytes < 1_000_000 { return "\((bytes + 500) / 1000) k\(unit)" }
        let tenths = (bytes + 50_000) / 100_000
        return "\(tenths / 10)\(language == "en" ? "." : ",")\(tenths % 10) M\(unit)"
    }

    /// A candidate chose the name: it shall not write the letter.
    private static func oneLine(_ name: String) -> String {
        let calm = name.unicodeScalars.map { scalar in
            scalar.properties.generalCategory == .control ? " " : Character(scalar)
        }
        return String(String(calm).prefix(80))
    }
}
