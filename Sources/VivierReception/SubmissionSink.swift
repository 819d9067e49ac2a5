internal import VivierIntake
internal import VivierStore
internal import VivierWorkflow

/// A file of a submission: where its bytes are, and what was found in them.
struct ReceivedFile {
    let field: String
    let name: String

    /// In bytes.
    let size: Int

    /// What it was found to be.
    let mediaType: String
    let findings: [AttachmentFinding]

    /// `nil` if it has no bytes.
    let stored: StoredFile?

    /// Where a dossier has the message or PDF that it was made of; no form has such a field.
    static let original = Happening.Attachment.originalMessage
}

/// Takes the parts of a body: files into a staged dossier while they are looked at, fields
/// into memory.
struct SubmissionSink: PartSink {
    private let store: Store
    private let limits: AttachmentLimits
    private(set) var staged: StagedDossier?
    private(set) var fields = FieldCollector()
    private(set) var files: [ReceivedFile] = []

    /// Whether the form can be filled in as a PDF and sent along.
    var readsPDF = false

    /// The bytes of that PDF; `nil` if there is none, or more of it than ``FilledPDF/limit``.
    private(set) var pdf: [UInt8]?

    /// Why the store could not go on, after a refusal of the kind `sink`.
    private(set) var failure: StoreError?

    private var file: (header: PartHeader, name: String, inspector: AttachmentInspector)?
    private var hasBytes = false

    init(_ store: Store, limits: AttachmentLimits) {
        self.store = store
        self.limits = limits
    }

    mutating func begin(_ header: PartHeader) {
        hasBytes = false
        guard let name = header.fileName else { return fields.begin(header) }
        file = (header, name, AttachmentInspector(fileName: name, limits: limits))
        if readsPDF, header.name == FilledPDF.field { pdf = [] }
    }

    mutating func write(_ bytes: Span<UInt8>) throws(IntakeRefusal) {
        guard file != nil else { return fields.write(bytes) }
        file?.inspector.feed(bytes)
        if file?.header.name == FilledPDF.field, let count = pdf?.count {
            // Nothing rather than a part: what it says last counts.
            if count + bytes.count <= FilledPDF.limit {
                pdf?.append(contentsOf: bytes)
            } else {
                pdf = nil
            }
        }
        do throws(StoreError) {
            let staged = try stagedDossier()
            if !hasBytes { try staged.beginFile() }
            hasBytes = true
            try staged.write(bytes)
        } catch {
            throw stop(error)
        }
    }

    mutating func end() throws(IntakeRefusal) {
        guard let (header, name, inspector) = file else { return fields.end() }
        file = nil
        // A file input that was left empty.
        if !hasBytes, name.isEmpty { return }
        do throws(StoreError) {
            let stored = hasBytes ? try staged?.endFile() : nil
            let verdict = inspector.verdict()
            files.append(
                ReceivedFile(
                    field: header.name,
                    name: name,
                    size: verdict.size,
                    mediaType: verdict.kind?.mediaType ?? "application/octet-stream",
                    findings: Array(verdict.findings),
                    stored: stored
                )
            )
        } catch {
            throw stop(error)
        }
    }

    /// Takes a file that is there as a whole.
    mutating func add(_ header: PartHeader, _ bytes: [UInt8]) throws(IntakeRefusal) {
        begin(header)
        if !bytes.isEmpty { try write(bytes.span) }
        try end()
    }

    /// Keeps a message or a PDF as it came, beside what was made of it.
    mutating func keep(
        _ bytes: [UInt8],
        as name: String,
        of mediaType: String
    ) throws(StoreError) {
        let staged = try stagedDossier()
        try staged.beginFile()
        try staged.write(bytes.span)
        files.append(
            ReceivedFile(
                field: ReceivedFile.original,
                name: name,
                size: bytes.count,
                mediaType: mediaType,
                findings: [],
                stored: try staged.endFile()
            )
        )
    }

    /// The dossier that the files go to, made when the first one comes.
    mutating func stagedDossier() throws(StoreError) -> StagedDossier {
        if let staged { return staged }
        let made = try store.stage()
        staged = made
        return made
    }

    private mutating func stop(_ error: StoreError) -> IntakeRefusal {
        failure = error
        return IntakeRefusal(.sink, code: error.code, "the store could not go on")
    }
}
