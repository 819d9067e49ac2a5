/// A message that came in, decoded: plain values, nothing of the library.
package struct ReceivedMail: Sendable, Equatable {
    /// A person as a header names one; the address is what stands there, unchecked.
    package struct Correspondent: Sendable, Equatable {
        package var name: String?
        package var address: String
    }

    /// A file, or a message inside the message.
    package struct Attachment: Sendable, Equatable {
        /// Without folders and control characters; `nil` if the mail gives none.
        package var fileName: String?

        /// `type/subtype` in lower case: what the sender claims.
        package var mediaType: String

        /// Whether the text shows it, as a logo in a signature.
        package var isShownInText: Bool

        package var bytes: [UInt8]
    }

    /// Who wrote it: the first address of `From`, else `Sender`.
    package var sender: Correspondent?

    /// The first address of `Reply-To`.
    package var replyTo: Correspondent?

    /// Every address that it says it was sent to, as it stands there.
    package var recipients: [String] = []

    /// Without its angle brackets.
    package var messageID: String?

    /// One line; empty if there is none.
    package var subject: String

    /// The plain text, or the words of the HTML; lines end with `\n`.
    package var text: String

    package var attachments: [Attachment]

    /// How it shows that a machine sent it; `nil` if a person did.
    package var automatic: AutomaticMail?
}
