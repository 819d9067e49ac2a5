/// Why a message is not taken as a submission.
///
/// It is kept aside as it came; the refusal says why, and never quotes it.
package struct MailRefusal: Error, Equatable, Sendable {
    /// Stable, kebab-case.
    package let code: String

    /// For the person who looks after the store; holds nothing of the message.
    package let detail: String

    static let empty = Self(code: "mail-empty", detail: "there is no message")

    static let malformed = Self(
        code: "mail-malformed",
        detail: "the message has no header that can be read"
    )

    static func tooLarge(_ limit: Int) -> Self {
        Self(code: "mail-too-large", detail: "the message has more than \(limit) bytes")
    }

    static func headersTooLarge(_ limit: Int) -> Self {
        Self(code: "mail-headers-too-large", detail: "its headers have more than \(limit) bytes")
    }

    static func tooDeep(_ limit: Int) -> Self {
        Self(code: "mail-too-deep", detail: "more than \(limit) parts are inside one another")
    }

    static func tooManyParts(_ limit: Int) -> Self {
        Self(code: "mail-too-many-parts", detail: "the message has more than \(limit) parts")
    }

    static func textTooLarge(_ limit: Int) -> Self {
        Self(code: "mail-text-too-large", detail: "its text has more than \(limit) bytes")
    }

    static func fileTooLarge(_ limit: Int) -> Self {
        Self(code: "mail-file-too-large", detail: "a file has more than \(limit) bytes")
    }

    static func filesTooLarge(_ limit: Int) -> Self {
        Self(code: "mail-files-too-large", detail: "its files have more than \(limit) bytes")
    }
}
