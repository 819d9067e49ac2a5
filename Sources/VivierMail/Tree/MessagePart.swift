/// A part of a message that holds something, decoded.
struct MessagePart {
    var mediaType: String
    var charset: String?
    var fileName: String?
    var disposition: String?

    /// The text of a message refers to a part by this.
    var contentID: String?

    /// Parts with one number, other than 0, are the same text in several forms.
    var choice = 0

    var bytes: [UInt8]

    /// Whether it is what the message says, not something sent along.
    var isText: Bool {
        mediaType.hasPrefix("text/") && fileName == nil && disposition != "attachment"
            && ["text/plain", "text/html", "text/enriched", "text/markdown"].contains(mediaType)
    }

    var isShownInText: Bool { contentID != nil && disposition != "attachment" }
}
