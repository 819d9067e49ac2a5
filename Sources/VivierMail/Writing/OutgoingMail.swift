/// A mail that the program writes.
///
/// Only checked values can become headers.
package struct OutgoingMail: Sendable {
    /// Why the mail exists, as RFC 3834 §5 words it.
    package enum Origin: String, Sendable {
        /// It answers what came in.
        case reply = "auto-replied"

        /// Something that happened in a dossier caused it.
        case notice = "auto-generated"
    }

    package var from: Mailbox
    package var to: Mailbox

    /// Where an answer goes, if not to the sender.
    package var replyTo: Mailbox?

    package var subject: HeaderText
    package var messageID: MessageID
    package var origin: Origin

    /// Where a mail program posts that no more such mails are wanted (RFC 8058); ASCII.
    package var unsubscribe: String?

    /// Seconds since 1970-01-01 UTC.
    package var date: Int

    /// A code such as `fr`.
    package var language: String

    /// Lines end with `\n`.
    package var text: String

    /// The same, for readers that show HTML.
    package var html: String?

    /// Appointments for the reader's calendar, and what it is to do with them: `PUBLISH`, `CANCEL`.
    package var calendar: (method: String, text: String)?

    package init(
        from: Mailbox,
        to: Mailbox,
        replyTo: Mailbox? = nil,
        subject: HeaderText,
        messageID: MessageID,
        origin: Origin,
        date: Int,
        language: String,
        text: String,
        html: String? = nil
    ) {
        self.from = from
        self.to = to
        self.replyTo = replyTo
        self.subject = subject
        self.messageID = messageID
        self.origin = origin
        self.date = date
        self.language = language
        self.text = text
        self.html = html
    }
}
