package import VivierStore

/// What somebody is told who sent a submission.
package struct Acknowledgement: Sendable, Equatable {
    package let id: DossierID
    package let time: Instant
    package let form: String
    package let files: [AcknowledgedFile]

    /// The language of the page that it was sent from; empty if it did not say.
    package let language: String
}

/// A file as a receipt names it.
package struct AcknowledgedFile: Sendable, Equatable {
    package let field: String
    package let name: String
    package let size: Int
    package let sha256: String
}

extension Acknowledgement {
    /// What the sender of a dossier was told; `nil` if there is no such dossier.
    package init?(of id: DossierID, in store: Store) throws(StoreError) {
        do throws(StoreError) {
            guard let first = try store.read(id).events.first else { return nil }
            self = EarlierSubmission(first, id).receipt
        } catch .noSuchDossier {
            return nil
        }
    }
}

/// What the first event of a dossier says of the submission that it came from.
struct EarlierSubmission {
    let digest: String
    let receipt: Acknowledgement

    init(_ event: Event, _ id: DossierID) {
        let value = event.value
        digest = value["digest"]?.string ?? ""
        receipt = Acknowledgement(
            id: id,
            time: event.time,
            form: value["form"]?.string ?? "",
            files: (value["files"]?.array ?? []).map {
                AcknowledgedFile(
                    field: $0["field"]?.string ?? "",
                    name: $0["name"]?.string ?? "",
                    size: $0["size"]?.int ?? 0,
                    sha256: $0["sha256"]?.string ?? ""
                )
            },
            language: value["language"]?.string ?? ""
        )
    }
}
