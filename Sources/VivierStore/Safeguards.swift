/// What keeps the store's promises, one by one.
///
/// In a debug build one of them can be taken out, for tests of the tests: they have to notice
/// (`VIVIER_TEETH` in `Package.swift`). In what is published they are all there, and asking for
/// one costs nothing.
enum Safeguard: String, CaseIterable {
    case syncAttachment = "sync-attachment"
    case syncFilesFolder = "sync-files-folder"
    case syncJournal = "sync-journal"
    case syncStaging = "sync-staging"
    case syncShard = "sync-shard"
    case syncDuplicate = "sync-duplicate"
    case syncAppend = "sync-append"
    case syncKey = "sync-key"
    case syncTombstone = "sync-tombstone"
    case syncKeyDestruction = "sync-key-destruction"
    case syncErasure = "sync-erasure"
    case syncQuarantine = "sync-quarantine"
    case newName = "new-name"
    case lock = "lock"
    case checksum = "checksum"
    case chain = "chain"
    case expectedNumber = "expected-number"
    case sourceOnce = "source-once"
    case cutShortWrite = "cut-short-write"
    case fileHash = "file-hash"
    case tombstoneCheck = "tombstone-check"
    case sealedHeads = "sealed-heads"
    case sealedErasures = "sealed-erasures"
    case noteSum = "note-sum"
}

#if VIVIER_TEETH
struct Safeguards: Sendable {
    static let all = Safeguards(missing: nil)
    let missing: Safeguard?
    func has(_ safeguard: Safeguard) -> Bool { safeguard != missing }
}

extension Store {
    /// The names of all safeguards.
    package static var safeguardNames: [String] { Safeguard.allCases.map(\.rawValue) }

    /// Opens a store without one of its safeguards; `nil` if none has this name.
    package init?(opening root: String, without name: String) throws(StoreError) {
        guard let missing = Safeguard(rawValue: name) else { return nil }
        try self.init(opening: root, safeguards: Safeguards(missing: missing))
    }
}
#else
struct Safeguards: Sendable {
    static let all = Safeguards()
    @inline(__always)
    func has(_ safeguard: Safeguard) -> Bool { true }
}
#endif
