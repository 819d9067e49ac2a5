internal import VivierCrypto
internal import VivierIntake

/// The parts of an action, be they sealed in the browser: they stand then in a file of their own type, and nothing beside it.
///
/// Whoever could add a right of their own to what others sealed would have it kept in a sheet of their own.
struct ActionEnvelope: PartSink, ~Copyable {
    private(set) var parts: ActionSink
    private let limits: IntakeLimits
    private let key: SealingKey?
    private var sealed: SealedBody?
    private var reader: BodyReader?
    /// Why what was sealed cannot be read; worth nothing before it is known to be whole.
    private var refusal: IntakeRefusal?
    private var count = 0
    private var isSealed = false
    private var size = 0

    init(_ parts: ActionSink, limits: IntakeLimits, key: SealingKey?) {
        self.parts = parts
        self.limits = limits
        self.key = key
    }

    mutating func begin(_ header: PartHeader) throws(IntakeRefusal) {
        count += 1
        size = 0
        isSealed = isSealed || header.mediaType == Envelope.sealed
        guard isSealed else { return try parts.begin(header) }
        if count == 1, let key { sealed = SealedBody(key, for: SealedBody.actions) }
    }

    mutating func write(_ bytes: Span<UInt8>) throws(IntakeRefusal) {
        size += bytes.count
        // What is sealed may hold several files, and has the limits of a body.
        guard isSealed else {
            guard size <= limits.file else { throw .fileTooLarge(limits.file) }
            return try parts.write(bytes)
        }
        guard let opened = sealed?.open(bytes) else { return }
        do throws(IntakeRefusal) {
            if let type = opened.type, refusal == nil {
                reader = try BodyReader(contentType: type, limits: limits)
            }
            try reader?.feed(opened.content.span, into: &parts)
        } catch {
            (refusal, reader) = (error, nil)
        }
    }

    mutating func end() throws(IntakeRefusal) {
        if !isSealed { parts.end() }
    }

    /// Says that no more comes.
    ///
    /// - Returns: Whether all of it can be read here.
    /// - Throws: What was wrong with what was sealed.
    mutating func finish() throws(IntakeRefusal) -> Bool {
        guard isSealed else { return true }
        guard let sealed = sealed.take(), sealed.isWhole(), count == 1 else { return false }
        if let refusal { throw refusal }
        try reader?.finish(into: &parts)
        return true
    }
}

extension IntakeRefusal {
    fileprivate static func fileTooLarge(_ limit: Int) -> Self {
        Self(.tooLarge, code: "file-too-large", "more than \(limit) bytes in a file")
    }
}
