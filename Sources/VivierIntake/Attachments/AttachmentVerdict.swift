/// What was found out about a file without opening it as its readers would.
package struct AttachmentVerdict: Sendable, Equatable {
    /// The kind that its name promises and its content keeps; `nil` if it does not.
    package let kind: AttachmentKind?

    /// In bytes.
    package let size: Int

    /// Of a picture.
    package let pixels: PixelSize?

    /// In the order in which they are declared.
    package let findings: [AttachmentFinding]

    /// Whether the file can be taken in, which it can when it is only flagged.
    package var isAcceptable: Bool { kind != nil && !findings.contains(where: \.isRefusal) }
}

/// The width and height of a picture, as its header states them.
package struct PixelSize: Sendable, Equatable {
    package let width: Int
    package let height: Int

    package init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }
}

/// Something about a file that its sender or its reader should know.
package enum AttachmentFinding: String, Sendable, CaseIterable, Comparable {
    // Refused: the sender is asked for another file.
    case unknownExtension = "unknown-extension"
    case emptyFile = "empty-file"
    case contentDiffers = "content-differs-from-extension"
    case imageUnreadable = "image-unreadable"
    case imageTooLarge = "image-too-large"
    case zipUnreadable = "zip-unreadable"
    case zipTooLarge = "zip-too-large"
    case zipEncrypted = "zip-encrypted"
    case zipUnsafeEntry = "zip-unsafe-entry"
    case officeMacros = "office-macros"

    // Flagged: the reader is warned before opening it.
    case officeEmbedded = "office-embedded-object"
    case pdfJavaScript = "pdf-javascript"
    case pdfOpenAction = "pdf-open-action"
    case pdfLaunch = "pdf-launch"
    case pdfEmbeddedFile = "pdf-embedded-file"
    case pdfXFA = "pdf-xfa"
    case pdfSubmit = "pdf-submit"
    case pdfRichMedia = "pdf-rich-media"
    case pdfEncrypted = "pdf-encrypted"
    /// Objects are compressed: what they do cannot be told without unpacking them.
    case pdfHiddenObjects = "pdf-hidden-objects"

    /// Whether a file with this finding is not taken in.
    package var isRefusal: Bool { self <= .officeMacros }

    package static func < (one: Self, other: Self) -> Bool { one.order < other.order }

    private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
