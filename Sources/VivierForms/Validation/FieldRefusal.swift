/// Why a field was not taken.
package struct FieldRefusal: Sendable, Equatable {
    /// What is wrong; the names are stable.
    package enum Code: String, Sendable, CaseIterable {
        case required
        case tooShort = "too-short"
        case tooLong = "too-long"
        case pattern
        case mail
        case phone
        case date
        case noSuchDay = "no-such-day"
        case tooEarly = "too-early"
        case tooLate = "too-late"
        case number
        case tooSmall = "too-small"
        case tooLarge = "too-large"
        case notAnOption = "not-an-option"
        case givenTwice = "given-twice"
        case controlCharacter = "control-character"
        case tooManyEntries = "too-many-entries"
        case fileType = "file-type"
        case fileSize = "file-size"
        case fileEmpty = "file-empty"
        case fileCount = "file-count"
        case filesSize = "files-size"
        case notAFile = "not-a-file"
        /// Of an alert: nothing would ever be found for it.
        case unknownTown = "unknown-town"
    }

    /// Name of the field as it was sent: `experience-2-title`.
    package var field: String
    package var code: Code
    /// What the message says beside its words: `max`, `types`.
    package var values: [String: String] = [:]
    /// What a pattern wants, in the words of the form.
    package var explanation: LocalText?
    /// Whether only the offer asks for it, not the form itself.
    package var isFromOffer = false

    package init(_ field: String, _ code: Code, _ values: [String: String] = [:]) {
        self.field = field
        self.code = code
        self.values = values
    }

    /// Where the interface texts have its words.
    package var messageKey: String { "forms.errors.\(code.rawValue)" }
}
