/// What every place for dossiers can do, be it a folder or a shared object store.
///
/// `Tests/VivierStoreTests/Conformance` says in tests what these words mean.
package protocol DossierStore {
    associatedtype Staged: StagedSubmission

    /// A place for the files of a submission that comes in.
    func stage() throws(StoreError) -> Staged

    /// Makes a submission a dossier with one event or two; once for one number.
    func publish(
        _ staged: Staged,
        as id: DossierID,
        first: NewEvent,
        second: NewEvent?
    ) throws(StoreError) -> Publication

    /// Appends an event; once for one source.
    func append(
        _ event: NewEvent,
        to id: DossierID,
        expecting: Int?
    ) throws(StoreError) -> AppendedEvent

    /// The events of a dossier.
    func read(_ id: DossierID) throws(StoreError) -> Dossier

    /// The bytes of a file that an event names.
    func file(_ sha256: String, of id: DossierID) throws(StoreError) -> [UInt8]

    /// The numbers of all dossiers, in their order.
    func list() throws(StoreError) -> [DossierID]

    /// Erases a dossier; its number is never given again.
    @discardableResult
    func erase(_ id: DossierID, reason: String, at time: Instant) throws(StoreError) -> Bool
}

/// The files of a submission on its way, one after the other.
package protocol StagedSubmission: AnyObject {
    /// Begins a file.
    func beginFile() throws(StoreError)
    /// Adds bytes to it.
    func write(_ bytes: Span<UInt8>) throws(StoreError)
    /// Ends it.
    func endFile() throws(StoreError) -> StoredFile
    /// Takes it back.
    func dropFile() throws(StoreError)
}

extension DossierStore {
    /// Makes a submission a dossier with one event.
    package func publish(
        _ staged: Staged,
        as id: DossierID,
        first: NewEvent
    ) throws(StoreError) -> Publication {
        try publish(staged, as: id, first: first, second: nil)
    }
}

extension Store: DossierStore {}
