import VivierDocuments
import VivierStore

/// A document of a dossier, and what may be shown of it.
struct StoredDocument {
    let file: NamedAttachment
    let bytes: [UInt8]
    /// `nil` if no scanner has looked at it.
    let verdict: ScanVerdict?

    /// - Throws: `StoreError` for one that is damaged or that the disk refuses.
    init(_ file: NamedAttachment, of dossier: Dossier, in store: Store) throws(StoreError) {
        self.file = file
        bytes = try store.file(file.sha256, of: dossier.id)
        verdict = dossier.verdict(on: file.sha256)
    }
}

/// What there is to see of a document.
struct DocumentSight {
    let document: StoredDocument
    private(set) var preview: DocumentPreview?
    /// All it has; 0 for plain text.
    private(set) var pages = 0
    private(set) var text: [String] = []
    /// Why there is nothing to see.
    private(set) var refusal: NoPreview?

    init(_ document: StoredDocument) {
        self.document = document
        do throws(NoPreview) {
            let preview = try DocumentPreview(name: document.file.name, document.bytes)
            self.preview = preview
            pages = try preview.pages()
            text = try preview.text()
        } catch {
            refusal = error
        }
    }

    /// How many pages are shown.
    var shown: Int { refusal == nil ? min(pages, DocumentPreview.mostPages) : 0 }

    var json: [JSONValue.Member] {
        [
            .init("format", .int(1)), .init("name", .string(document.file.name)),
            .init("sha256", .string(document.file.sha256)),
            .init("size", .int(document.bytes.count)), .init("pages", .int(pages)),
            .init("shown", .int(shown)),
            .init("scanned", document.verdict.map { .string($0.rawValue) } ?? .null),
            .init("refused", refusal.map { .string($0.rawValue) } ?? .null),
        ]
    }
}
