/// Why a body is not taken as a submission.
///
/// A body that is refused is kept aside as it came; the refusal says why, and never
/// quotes it.
package struct IntakeRefusal: Error, Equatable, Sendable {
    /// What a refusal means for the sender.
    package enum Kind: Sendable {
        /// The bytes break the rules of their format.
        case malformed

        /// The bytes go over a limit.
        case tooLarge

        /// The format, or an encoding used in it, is not one that is read here.
        case unsupported

        /// What takes the parts could not go on.
        case sink
    }

    package let kind: Kind

    /// Stable, kebab-case.
    package let code: String

    /// For the person who looks after the store; holds nothing of the body.
    package let detail: String

    package init(_ kind: Kind, code: String, _ detail: String) {
        self.kind = kind
        self.code = code
        self.detail = detail
    }
}

extension IntakeRefusal {
    static func malformed(_ code: String, _ detail: String) -> Self {
        Self(.malformed, code: code, detail)
    }

    static func tooLarge(_ code: String, _ limit: Int, _ what: String) -> Self {
        Self(.tooLarge, code: code, "more than \(limit) \(what)")
    }

    static func unsupported(_ code: String, _ detail: String) -> Self {
        Self(.unsupported, code: code, detail)
    }

    // The body as a whole.
    static let noContentType = unsupported("no-content-type", "the content type is missing")
    static let badContentType = malformed("bad-content-type", "the content type cannot be read")
    static let unknownContentType = unsupported(
        "unknown-content-type",
        "expected multipart/form-data, application/x-www-form-urlencoded or application/json"
    )
    static let badBoundary = malformed(
        "bad-boundary",
        "the boundary is missing, longer than 70 characters or holds one that is not allowed"
    )
    static let noBoundary = malformed("no-boundary", "the boundary is not in the body")
    static let unfinished = malformed("unfinished-body", "the body ends before its last boundary")
    static let bytesOutsideParts = malformed(
        "bytes-outside-parts",
        "something stands before the first part or after the last"
    )

    // The header of a part.
    static let badPartHeader = malformed("bad-part-header", "a part's header cannot be read")
    static let badDisposition = malformed(
        "bad-disposition",
        "a part's Content-Disposition cannot be read"
    )
    static let partWithoutName = malformed("part-without-name", "a part does not say its name")
    static let unknownTransferEncoding = unsupported(
        "unknown-transfer-encoding",
        "a part's Content-Transfer-Encoding is not one of MIME's"
    )
    static let unknownCharset = unsupported(
        "unknown-charset",
        "expected UTF-8, US-ASCII, ISO-8859-1 or Windows-1252"
    )

    // The content of a part.
    static let badBase64 = malformed("bad-base64", "a part is not the Base64 it says it is")
    static let badQuotedPrintable = malformed(
        "bad-quoted-printable",
        "a part is not the quoted-printable it says it is"
    )
    static let badText = malformed("bad-text", "a text is not in its character set")
    static let nulInText = malformed("nul-in-text", "a text holds the character NUL")

    // JSON.
    static let notAnObject = malformed("bad-json", "the body is no object")
    static func badJSON(at offset: Int, _ detail: String) -> Self {
        malformed("bad-json", "\(detail), at byte \(offset)")
    }
}
