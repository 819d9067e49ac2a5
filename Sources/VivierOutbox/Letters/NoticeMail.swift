package import VivierMail
package import VivierStore
package import VivierTemplate

/// What a candidate is told that happened to a dossier, or was decided about it.
package struct NoticeMail: Sendable {
    package let dossier: DossierID
    /// The name of its template: `request`.
    package let template: String
    /// The name of its event: `request-3`.
    package let event: String

    /// What the dossier is for: the offer's title, or the form's.
    package var title = ""
    /// The name of the site.
    package var site = ""
    package var happened: Instant
    /// The same in words.
    package var moment = ""
    /// The document that is asked for, and by when.
    package var document: String?
    package var until: String?
    /// What was written, line by line.
    package var lines: [String] = []
    /// The fields that were corrected.
    package var fields: [String] = []
    /// New offers of an alert: title and address.
    package var offers: [(title: String, url: String)] = []
    /// Where the mails of an alert are stopped.
    package var unsubscribe: String?
    /// Whether it is about what its reader keeps in the space, and no candidature.
    package var isSheet = false
    /// How it was withdrawn: `this`, `all`, `pool`.
    package var scope: String?

    /// The test that it is about, where, and when in words; the hours to choose between.
    package var test: String?
    package var place: String?
    package var starts: String?
    package var slots: [String] = []
    package var isPassed: Bool?
    /// Documents that are missing.
    package var documents: [String] = []
    /// The post that is proposed.
    package var post: String?
    /// What the campaign adds to letters of the kind.
    package var words: String?
    /// Appointments, and what a calendar is to do with them.
    package var calendar: (method: String, text: String)?

    /// The link to the space of who is written to, and the code that opens it when typed.
    package var space: (link: String, code: String)?
    /// Where an answer goes.
    package var replyTo: MailAddress
    /// Whether an answer comes into the thread of the dossier.
    package var isThread = false
    package var language = "fr"
    /// What was promised.
    package var messageID: MessageID?

    package init(
        dossier: DossierID,
        template: String,
        event: String,
        happened: Instant,
        replyTo: MailAddress
    ) {
        self.dossier = dossier
        self.template = template
        self.event = event
        self.happened = happened
        self.replyTo = replyTo
    }

    /// The mail, ready for the outbox; made anew, it is the same to the byte.
    ///
    /// - Throws: ``TemplateFailure`` for a letter that asks for what there is not.
    package func mail(
        from: Mailbox,
        to: MailAddress,
        letters: LetterLibrary
    ) throws(TemplateFailure) -> OutgoingMail {
        let letter = try letters.letter(template, language, values)
        var mail = OutgoingMail(
            from: from,
            to: Mailbox(to),
            replyTo: Mailbox(replyTo),
            subject: HeaderText(letter.subject) ?? HeaderText(word: dossier.description),
            messageID: messageID
                ?? MessageID(dossier: dossier.description, event: event, sender: from.address),
            origin: .notice,
            date: Int(happened.milliseconds / 1000),
            language: language,
            text: letter.text,
            html: letter.html
        )
        mail.calendar = calendar
        mail.unsubscribe = unsubscribe
        return mail
    }

    private static let shape = Shape([
        "title", "site", "receipt", "moment", "document", "until", "lines", "fields", "scope",
        "space_link", "space_code", "contact", "is_thread",
        "test", "place", "starts", "slots", "passed", "documents", "post", "words",
        "offers", "unsubscribe", "is_sheet",
    ])
    private static let offerShape = Shape(["title", "url"])

    private var values: Record {
        func text(_ value: String?) -> Value { value.map { .string($0) } ?? .none }
        func list(_ values: [String]) -> Value { .list(values.map { .string($0) }) }
        return Record(
            Self.shape,
            [
                .string(title), .string(site), .string(dossier.description), .string(moment),
                text(document), text(until), list(lines), list(fields), text(scope),
                text(space?.link), text(space?.code), .string(replyTo.text), .bool(isThread),
                text(test), text(place), text(starts), list(slots),
                isPassed.map { .bool($0) } ?? .none, list(documents), text(post), text(words),
                .list(
                    offers.map {
                        .record(Record(Self.offerShape, [.string($0.title), .string($0.url)]))
                    }
                ), text(unsubscribe), .bool(isSheet),
            ]
        )
    }
}
