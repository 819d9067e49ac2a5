package import VivierFiles

/// Why the store did not do what it was asked to do.
///
/// Nothing was acknowledged, and what stood in the store before stands there still.
/// No case holds anything personal.
package enum StoreError: Error, Sendable {
    /// The kernel refused.
    case disk(SystemCallError)
    /// There is no store there, or one that this program does not read.
    case notAStore(path: String, reason: String)
    /// `init` was asked for where a store is.
    case alreadyAStore(path: String)
    /// No dossier has this number.
    case noSuchDossier(DossierID)
    /// The dossier was erased; its number is never given again.
    case erased(DossierID)
    /// Others appended first: the last event is not the expected one.
    case conflict(DossierID, expected: Int, found: Int)
    /// The journal is damaged before its end: it is read, and no more written.
    case damaged(DossierID, line: Int, reason: String)
    /// What was handed over cannot be an event.
    case invalidEvent(reason: String)
    /// The key that opens the dossier is not there, or does not open it.
    case noKey(DossierID)
    /// Nothing in quarantine has this number.
    case noSuchQuarantine(QuarantineID)
    /// A file that an event names is not there, or is not what it was.
    case damagedFile(DossierID, name: String)

    /// The stable word for the case, for scripts.
    package var code: String {
        switch self {
        case .disk(let error): error.isFull ? "disk-full" : "disk"
        case .notAStore: "not-a-store"
        case .alreadyAStore: "already-a-store"
        case .noSuchDossier: "no-such-dossier"
        case .erased: "erased"
        case .conflict: "conflict"
        case .damaged: "damaged"
        case .invalidEvent: "invalid-event"
        case .noKey: "no-key"
        case .noSuchQuarantine: "no-such-quarantine"
        case .damagedFile: "damaged-file"
        }
    }
}

extension StoreError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .disk(let error): "\(error)"
        case .notAStore(let path, let reason): "'\(path)' is not a store: \(reason)"
        case .alreadyAStore(let path): "'\(path)' is a store already"
        case .noSuchDossier(let id): "there is no dossier '\(id)'"
        case .erased(let id): "dossier '\(id)' was erased"
        case .conflict(let id, let expected, let found):
            "dossier '\(id)' has \(found) events, not \(expected): somebody wrote in between"
        case .damaged(let id, let line, let reason):
            "the journal of dossier '\(id)' is damaged in line \(line): \(reason)"
        case .invalidEvent(let reason): "this cannot be an event: \(reason)"
        case .noKey(let id): "there is no key that opens dossier '\(id)'"
        case .noSuchQuarantine(let id): "nothing in quarantine has the number '\(id)'"
        case .damagedFile(let id, let name):
            "file '\(name)' of dossier '\(id)' is missing or damaged"
        }
    }

    /// What to do about it.
    package var hint: String {
        switch self {
        case .disk(let error):
            error.isFull
                ? "free some room on the disk, then send it again; nothing was received"
                : "see to the disk, then do it again; nothing was acknowledged"
        case .notAStore: "give the folder with --store, or make a store with 'vivier-intake init'"
        case .alreadyAStore: "use it as it is, or name another folder with --store"
        case .noSuchDossier, .noSuchQuarantine: "see the numbers with 'vivier-intake list'"
        case .erased: "nothing of it is left but the note that it was erased"
        case .conflict: "look at the dossier again, then decide again"
        case .damaged, .damagedFile: "run 'vivier-intake verify', then restore from a backup"
        case .invalidEvent: "this is a fault of the program; tell its makers"
        case .noKey: "restore the folder 'keys' from its backup"
        }
    }
}

/// Does what needs the disk.
func onDisk<Result>(
    _ body: () throws(SystemCallError) -> Result
) throws(StoreError) -> Result {
    do throws(SystemCallError) {
        return try body()
    } catch {
        throw .disk(error)
    }
}
