internal import VivierIntake
internal import VivierStore

/// The bytes of a body as they came, until it is known that they need not be kept.
///
/// Small bodies wait in memory, so that most submissions are written once; larger ones
/// where the quarantine can take them from.
struct RawBody: ~Copyable {
    /// A form with a CV of 100 KiB stays below.
    private static let memoryLimit = 128 << 10

    private let store: Store
    private var memory: [UInt8] = []
    private var staged: StagedQuarantine?

    init(_ store: Store) { self.store = store }

    mutating func append(_ bytes: Span<UInt8>) throws(StoreError) {
        if staged == nil, memory.count + bytes.count > Self.memoryLimit {
            let staged = try store.stageQuarantine()
            try staged.write(memory.span)
            self.staged = staged
            memory = []
        }
        if let staged { return try staged.write(bytes) }
        memory.append(contentsOf: bytes)
    }

    /// Puts the bytes into quarantine.
    consuming func publish(_ reason: QuarantineReason) throws(StoreError) -> QuarantineID {
        if let staged { return try store.publish(staged, reason) }
        return try store.quarantine(memory, reason)
    }
}
