import VivierCrypto
import VivierTestSupport

@testable import VivierStore

/// The places for dossiers that the conformance suite is run on.
enum Backend: CaseIterable {
    case folder
    case folderWithKeys
    case memory

    func run(_ body: (PlainStore) throws -> Void) throws {
        let folder = try TemporaryFolder()
        switch self {
        case .folder: try body(PlainStore(store: try makeStore(in: folder)))
        case .folderWithKeys:
            try body(PlainStore(store: try makeStore(in: folder, level: .dossier)))
        case .memory: try body(PlainStore(store: MemoryStore()))
        }
    }
}

/// Any place for dossiers, with errors of any type, as `#expect` wants them.
struct PlainStore {
    let store: any DossierStore

    func publish(
        _ id: DossierID,
        files: [String] = [],
        dropping dropped: String? = nil
    ) throws -> Publication {
        try store.publish(id, files: files, dropping: dropped)
    }

    func append(_ event: NewEvent, to id: DossierID, expecting: Int?) throws -> AppendedEvent {
        try store.append(event, to: id, expecting: expecting)
    }

    func read(_ id: DossierID) throws -> Dossier { try store.read(id) }

    func file(_ sha256: String, of id: DossierID) throws -> [UInt8] {
        try store.file(sha256, of: id)
    }

    func list() throws -> [DossierID] { try store.list() }

    @discardableResult
    func erase(_ id: DossierID, reason: String, at time: Instant) throws -> Bool {
        try store.erase(id, reason: reason, at: time)
    }
}

/// The SHA-256 of a text, in hexadecimal.
func sha256(_ text: String) -> String { hexadecimal(SHA256.hash(text.utf8)) }
