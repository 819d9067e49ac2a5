internal import VivierCrypto

/// Who reads a space: a person, as far as a store knows one.
///
/// 128 bits, written as 26 characters of base 32. Only the store can make it of an address, and
/// nobody can make an address of it.
package struct ReaderID: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// 26 characters.
    package let description: String

    /// Reads a number; `nil` unless it is exactly as numbers are written.
    package init?(_ text: String) {
        guard text.utf8.count == 26, bytes(base32: text)?.count == 16 else { return nil }
        description = text
    }

    fileprivate init(code: [UInt8]) { description = base32(code.prefix(16)) }

    package static func < (one: ReaderID, other: ReaderID) -> Bool {
        one.description.utf8.lexicographicallyPrecedes(other.description.utf8)
    }

    /// The folder among 256 that belongs to it: the last two characters.
    var shard: String { String(description.suffix(2)) }
}

extension Store {
    /// The reader behind a mail address.
    ///
    /// Capital letters do not count: telephones write them where people do not.
    package func reader(address: String) -> ReaderID {
        reader("address", address.lowercased())
    }

    /// The reader that somebody of the team is, by the id: another than the one behind their address.
    package func reader(agent id: String) -> ReaderID { reader("agent", id) }

    /// The reader of a dossier: whom its first event names, else one who has this dossier alone.
    package func reader(of dossier: Dossier) -> ReaderID {
        dossier.events.first?.value["reader"]?.string.flatMap { ReaderID($0) }
            ?? reader("dossier", dossier.id.description)
    }

    private func reader(_ kind: String, _ name: String) -> ReaderID {
        ReaderID(code: key.code(for: .reader, Array("\(kind)\0\(name)".utf8)))
    }
}
