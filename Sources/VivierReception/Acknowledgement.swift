package import VivierStore

/// What somebody is told who sent a submission: all of it stands in the store.
package struct Acknowledgement: Sendable, Equatable {
    package let id: DossierID

    /// What `verify-receipt` knows it by.
    package let code: String
    package let time: Instant
    package let form: String

    /// The reference of the offer that it is for.
    package let offer: String?
    package let files: [AcknowledgedFile]

    /// The language of the page that it was sent from; empty if it did not say.
    package let language: String

    /// Whose space shows it.
    package let reader: ReaderID

    /// The SHA-256 of what was said.
    let digest: String

    /// Reads it from the first event of a dossier; `nil` if there is no such dossier.
    package init?(of id: DossierID, in store: Store) throws(StoreError) {
        do throws(StoreError) {
            try self.init(of: try store.read(id), in: store)
        } catch .noSuchDossier {
            return nil
        }
    }

    /// Reads it from the first event of a dossier; `nil` if that cannot be read.
    package init?(of dossier: Dossier, in store: Store) throws(StoreError) {
        guard let first = dossier.events.first else { return nil }
        let value = first.value
        id = dossier.id
        code = try store.receipt(for: dossier).code
        time = first.time
        form = value["form"]?.string ?? ""
        offer = value["offer"]?.string
        files = (value["files"]?.array ?? []).map { AcknowledgedFile($0) }
        language = value["language"]?.string ?? ""
        reader = store.reader(of: dossier)
        digest = value["digest"]?.string ?? ""
    }
}

/// A file as a receipt names it.
package struct AcknowledgedFile: Sendable, Equatable {
    package let field: String
    package let name: String
    package let size: Int
    package let sha256: String

    init(_ value: Value) {
        field = value["field"]?.string ?? ""
        name = value["name"]?.string ?? ""
        size = value["size"]?.int ?? 0
        sha256 = value["sha256"]?.string ?? ""
    }
}
