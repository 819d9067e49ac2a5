internal import VivierCrypto
package import VivierStore

/// The keys of all spaces of one store; none is ever written down.
package struct SpaceKeys: Sendable {
    private let space: [UInt8]
    let action: [UInt8]

    /// - Precondition: 32 bytes each.
    package init(space: [UInt8], action: [UInt8]) {
        self.space = space
        self.action = action
    }

    package init(_ store: Store) {
        self.init(space: store.spaceKey, action: store.actionKey)
    }

    /// The page with all that a reader may open; `rotation` is how often links were taken back.
    package func home(of reader: ReaderID, rotation: Int) -> PageSecret {
        secret("home", reader, "-", rotation)
    }

    /// The page of one candidature.
    package func page(of id: DossierID, for reader: ReaderID, rotation: Int) -> PageSecret {
        secret("dossier", reader, id.description, rotation)
    }

    /// The page with the list of all that a reader may open.
    package func list(of reader: ReaderID, rotation: Int) -> PageSecret {
        secret("list", reader, "-", rotation)
    }

    /// The page with what an agent may know in numbers.
    package func figures(of reader: ReaderID, rotation: Int) -> PageSecret {
        secret("figures", reader, "-", rotation)
    }

    /// The page with the profiles that an agent may see.
    package func profiles(of reader: ReaderID, rotation: Int) -> PageSecret {
        secret("profiles", reader, "-", rotation)
    }

    /// A page with some rows of that list, counted from 0, the oldest first.
    package func part(_ number: Int, of reader: ReaderID, rotation: Int) -> PageSecret {
        secret("list", reader, "\(number)", rotation)
    }

    private func secret(
        _ kind: String,
        _ reader: ReaderID,
        _ name: String,
        _ rotation: Int
    ) -> PageSecret {
        let label = [kind, reader.description, name, "\(rotation)"].joined(separator: "\0")
        return PageSecret(hmacSHA256(Array(label.utf8), key: space))
    }
}
