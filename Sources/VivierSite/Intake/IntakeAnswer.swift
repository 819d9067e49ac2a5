/// What an intake has to say to the sender of a submission.
package struct IntakeAnswer: Sendable {
    /// The texts are in `answers:` of the interface texts.
    package enum Kind: String, Sendable, CaseIterable {
        /// It is safe, and has a number.
        case received
        /// It is safe, and a person will look at it first.
        case kept
        case tooLarge = "too_large"
        /// The form is that of other offers, or of other employers.
        case misdirected
        /// There is no room left for it now.
        case full
        /// The disk, or something else that is not the sender's, stood in the way.
        case broken
        case busy
        case erased
        /// There is no such form, or no such receipt.
        case unknown
    }

    /// What a receipt shows: nothing personal, since whoever has its address can read it.
    package struct Receipt: Sendable {
        /// What proves that the receipt is genuine.
        package var code: String
        package var form: String
        package var offer: String?
        package var files: [File]

        package init(code: String, form: String, offer: String?, files: [File]) {
            self.code = code
            self.form = form
            self.offer = offer
            self.files = files
        }
    }

    package struct File: Sendable {
        /// Name of the field that it was for.
        package var field: String
        package var size: Int
        package var sha256: String

        package init(field: String, size: Int, sha256: String) {
            self.field = field
            self.size = size
            self.sha256 = sha256
        }
    }

    package let kind: Kind
    package var number: String?

    /// In seconds since 1970-01-01 UTC.
    package var received: Int?
    package var receipt: Receipt?

    package init(_ kind: Kind) { self.kind = kind }
}
