/// The kinds of file that are taken in.
package enum AttachmentKind: String, Sendable, CaseIterable {
    case pdf
    case jpeg
    case png
    case docx
    case odt
    case text

    /// The endings of file names that promise this kind.
    package var extensions: [String] {
        switch self {
        case .jpeg: ["jpg", "jpeg"]
        case .text: ["txt"]
        default: [rawValue]
        }
    }

    /// The media type to store and to serve a file of this kind under, whatever was claimed.
    package var mediaType: String {
        switch self {
        case .pdf: "application/pdf"
        case .jpeg: "image/jpeg"
        case .png: "image/png"
        case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        case .odt: "application/vnd.oasis.opendocument.text"
        case .text: "text/plain"
        }
    }

    /// The kind that the last ending of a name promises.
    package init?(fileName: String) {
        let parts = fileName.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count > 1, let last = parts.last?.lowercased(),
            let kind = Self.allCases.first(where: { $0.extensions.contains(last) })
        else { return nil }
        self = kind
    }
}
