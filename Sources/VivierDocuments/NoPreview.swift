/// Why nothing of a document is shown; the original can be fetched all the same.
package enum NoPreview: String, Error, Sendable, CaseIterable {
    /// poppler-utils is not there, or cannot be confined on this machine.
    case unavailable = "no-viewer"
    case kind = "no-such-preview"
    case encrypted = "encrypted-document"
    case damaged = "damaged-document"
    case empty = "no-pages"
    /// It took too much time or memory, as documents do that were made for that.
    case tooMuch = "too-much-document"
    case page = "no-such-page"

    package var words: String {
        switch self {
        case .unavailable: "this machine has nothing to show documents with"
        case .kind: "nothing can be shown of this kind of file"
        case .encrypted: "the document asks for a password"
        case .damaged: "the document is damaged, or not what its name says"
        case .empty: "the document has no pages"
        case .tooMuch: "the document takes too much time or memory to be shown"
        case .page: "the document has no such page, or it is not shown"
        }
    }

    package var hint: String {
        switch self {
        case .unavailable: "install poppler-utils"
        case .page: "ask for one of the pages that are shown"
        default: "fetch the original with 'vivier-intake attachment', if you trust who sent it"
        }
    }
}
