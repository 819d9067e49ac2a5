package import VivierFiles

/// A store: dossiers, each with a journal of events and the files that came with it.
///
/// Several processes may work on a store at once. Readers wait for nobody; who
/// appends waits for others that append to the same dossier.
package struct Store: Sendable {
    package let root: String
    package let level: EncryptionLevel
    package let key: StoreKey
    let layout: StoreLayout
    let safeguards: Safeguards

    /// Who flushes a submission; a server has threads that wait for the disk at the same time.
    package var flushing: any Flushing = FlushingInTurn()

    /// Opens a store that ``create(at:level:reserve:)`` made.
    package init(opening root: String) throws(StoreError) {
        try self.init(opening: root, safeguards: .all)
    }

    init(opening root: String, safeguards: Safeguards) throws(StoreError) {
        self.root = root
        layout = StoreLayout(root: root)
        level = try StoreVersion(reading: layout).level
        key = try StoreKey(reading: layout.storeKey)
        self.safeguards = safeguards
    }

    /// The number that a submission through `form` has.
    package func dossierID(form: String, idempotencyKey: String) -> DossierID {
        DossierID(form: form, key: idempotencyKey, storeKey: key)
    }

    /// A number for a dossier that nobody sent: one that an agent opens.
    package func newDossierID(at time: Instant) throws(StoreError) -> DossierID {
        DossierID(
            time: time,
            random: try onDisk { () throws(SystemCallError) in try randomBytes(10) }
        )
    }
}
