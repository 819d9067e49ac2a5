internal import VivierCrypto

/// The number of a dossier: 128 bits, written as 26 characters of base 32.
///
/// The same submission gives the same number, so that the name of the folder is
/// the check for duplicates. Nobody without the store's key can foresee it.
package struct DossierID: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// 26 characters.
    package let description: String

    /// The number of what is sent through `form` with this idempotency key.
    package init(form: String, key: String, storeKey: StoreKey) {
        let code = storeKey.code(for: .dossierID, Array(form.utf8) + [0] + Array(key.utf8))
        description = base32(code.prefix(16))
    }

    /// The number of a dossier that has no such key: it starts with the time, as
    /// a UUID of version 7 (RFC 9562 §5.7) does.
    ///
    /// - Parameter random: 10 bytes.
    package init(time: Instant, random: [UInt8]) {
        description = base32(uuid7(time, random))
    }

    /// Reads a number; `nil` unless it is exactly as numbers are written.
    package init?(_ text: String) {
        guard text.utf8.count == 26, bytes(base32: text)?.count == 16 else { return nil }
        description = text
    }

    package static func < (one: DossierID, other: DossierID) -> Bool {
        one.description.utf8.lexicographicallyPrecedes(other.description.utf8)
    }

    /// The folder among 256 that it stands in: the last two characters.
    package var shard: String { String(description.suffix(2)) }
}

/// The number of something in quarantine, written as that of a dossier is.
package struct QuarantineID: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// 26 characters.
    package let description: String

    /// - Parameter random: 10 bytes.
    package init(time: Instant, random: [UInt8]) {
        description = base32(uuid7(time, random))
    }

    /// Reads a number; `nil` unless it is exactly as numbers are written.
    package init?(_ text: String) {
        guard let id = DossierID(text) else { return nil }
        description = id.description
    }

    package static func < (one: QuarantineID, other: QuarantineID) -> Bool {
        one.description.utf8.lexicographicallyPrecedes(other.description.utf8)
    }

    /// The folder among 256 that it stands in: the last two characters.
    package var shard: String { String(description.suffix(2)) }
}

private func uuid7(_ time: Instant, _ random: [UInt8]) -> [UInt8] {
    precondition(random.count == 10, "the random part has 10 bytes")
    let milliseconds = UInt64(max(0, time.milliseconds))
    var bytes = stride(from: UInt64(40), through: 0, by: -8).map {
        UInt8(truncatingIfNeeded: milliseconds >> $0)
    }
    bytes += random
    bytes[6] = bytes[6] & 0x0F | 0x70
    bytes[8] = bytes[8] & 0x3F | 0x80
    return bytes
}
