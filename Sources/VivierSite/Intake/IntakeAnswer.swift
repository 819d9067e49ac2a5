/// What an intake has to say to the sender of a submission.
package struct IntakeAnswer: Sendable {
    /// The texts are in `answers:` of the interface texts.
    package enum Kind: String, Sendable, CaseIterable {
        /// It is safe, and has a number.
        case received
        /// It is safe, and a person will look at it first.
        case kept
        case tooLarge = "too_large"
        /// There is no room left for it now.
        case full
        /// The disk, or something else that is not the sender's, stood in the way.
        case broken
        case busy
        case erased
        /// There is no such form, or no such receipt.
        case unknown
    }

    package let kind: Kind
    package var number: String?
    /// What proves that the receipt is genuine.
    package var code: String?
    /// As in RFC 3339, to the second.
    package var time: String?
    package var files: [(name: String, size: Int)] = []

    package init(_ kind: Kind) { self.kind = kind }
}
