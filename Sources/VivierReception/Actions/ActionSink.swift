internal import VivierIntake
internal import VivierSpaces
internal import VivierStore
internal import VivierWorkflow

/// Takes the parts of an action: fields into memory, and one file, once its right was shown.
///
/// The right stands before the file in every form of ours; a file that comes before it is
/// not written anywhere.
struct ActionSink: PartSink {
    private let store: Store
    private let keys: SpaceKeys
    private(set) var fields = FieldCollector()

    /// The file that was sent; `nil` if there is none, or no right to send one.
    private(set) var attachment: (staged: StagedAttachment, name: String)?
    private(set) var verdict: AttachmentVerdict?
    private(set) var failure: StoreError?
    private var inspector: AttachmentInspector?
    private var isFile = false
    private var hasBytes = false

    init(_ store: Store, keys: SpaceKeys) {
        self.store = store
        self.keys = keys
    }

    mutating func begin(_ header: PartHeader) throws(IntakeRefusal) {
        isFile = header.fileName != nil
        guard let name = header.fileName else { return fields.begin(header) }
        hasBytes = false
        guard attachment == nil, failure == nil, let dossier = slot else { return }
        do throws(StoreError) {
            attachment = (try store.stageAttachment(for: dossier), name)
            inspector = AttachmentInspector(fileName: name)
        } catch {
            failure = error
        }
    }

    mutating func write(_ bytes: Span<UInt8>) throws(IntakeRefusal) {
        guard isFile else { return fields.write(bytes) }
        guard verdict == nil, let attachment, failure == nil else { return }
        hasBytes = true
        inspector?.feed(bytes)
        do throws(StoreError) {
            try attachment.staged.write(bytes)
        } catch {
            failure = error
        }
    }

    mutating func end() {
        guard isFile else { return fields.end() }
        guard verdict == nil, attachment != nil else { return }
        // A file input that was left empty.
        if hasBytes { verdict = inspector?.verdict() } else { attachment = nil }
    }

    /// The dossier that the right shown so far lets a file come to.
    private var slot: DossierID? {
        guard let texts = try? fields.texts(),
            let text = texts.first(where: { $0.name == "token" })?.value,
            let token = ActionToken(text, keys: keys), token.action == .supply
        else { return nil }
        return token.dossier
    }
}
