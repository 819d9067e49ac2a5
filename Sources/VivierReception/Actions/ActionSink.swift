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
    /// A file with a CV, for who has the right to have one read; `nil` if it is too long for one.
    private(set) var resume: [UInt8]?
    private static let longestResume = 1 << 20
    /// A photo, for who has the right to send one: in memory alone, until it was made anew.
    private(set) var photo: [UInt8]?
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
        guard attachment == nil, failure == nil, let token else { return }
        if token.action == .importResume { resume = [] }
        if token.action == .photo { photo = photo ?? [] }
        guard token.action == .supply, let dossier = token.dossier else { return }
        do throws(StoreError) {
            attachment = (try store.stageAttachment(for: dossier), name)
            inspector = AttachmentInspector(fileName: name)
        } catch {
            failure = error
        }
    }

    mutating func write(_ bytes: Span<UInt8>) throws(IntakeRefusal) {
        guard isFile else { return fields.write(bytes) }
        if let count = resume?.count {
            resume?.append(contentsOf: bytes)
            if count + bytes.count > Self.longestResume { resume = nil }
        }
        photo?.append(contentsOf: bytes)
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

    /// The right that was shown so far.
    private var token: ActionToken? {
        guard let texts = try? fields.texts(),
            let text = texts.first(where: { $0.name == "token" })?.value
        else { return nil }
        return ActionToken(text, keys: keys)
    }
}
