internal import VivierFiles

/// How far what a candidate sent is encrypted on the disk.
package enum EncryptionLevel: Int, Sendable {
    /// Not by the store: the disk is encrypted, and the folders are for one user only.
    case disk = 0
    /// The data of events, attached files and quarantined bytes, each dossier under
    /// a key of its own.
    case dossier = 1
}

/// What the file `VERSION` says: which format the store has.
///
/// The rule of migration: a program reads and writes the one format it knows, and
/// refuses every other. A later program brings `migrate`, which makes a store of
/// the next format beside the old one and leaves the old one as it was.
struct StoreVersion {
    static let format = 1

    var level: EncryptionLevel

    var bytes: [UInt8] {
        Array("vivier-store \(Self.format)\nencryption \(level.rawValue)\n".utf8)
    }

    init(level: EncryptionLevel) { self.level = level }

    init(reading layout: StoreLayout) throws(StoreError) {
        let bytes: [UInt8]
        do throws(SystemCallError) {
            bytes = try readFile(layout.version)
        } catch {
            guard error.isMissing else { throw .disk(error) }
            throw .notAStore(path: layout.root, reason: "it has no file VERSION")
        }
        let levels: [EncryptionLevel] = [.disk, .dossier]
        guard let level = levels.first(where: { StoreVersion(level: $0).bytes == bytes }) else {
            throw .notAStore(
                path: layout.root,
                reason: "its VERSION is none that this program reads (1, encryption 0 or 1)"
            )
        }
        self.level = level
    }
}
