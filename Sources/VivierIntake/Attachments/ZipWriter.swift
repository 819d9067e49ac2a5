/// Writes a ZIP archive, entry by entry, nothing compressed (APPNOTE.TXT 6.3.10).
///
/// | part | bytes |
/// |---|---|
/// | entry | 30, name, content |
/// | directory | for each entry 46, name; then 22 |
///
/// Names are UTF-8 (bit 11). Below 4 GiB and 65,536 entries.
package struct ZipWriter {
    private var directory: [UInt8] = []
    private var offset = 0
    private var count = 0

    package init() {}

    /// The bytes of one entry.
    package mutating func add(_ name: String, _ content: [UInt8]) -> [UInt8] {
        let name = Array(name.utf8)
        // Version 2.0, UTF-8, stored, at 1980-01-01 00:00: the archive says when things happened.
        let common =
            Self.bytes(20, 0x800, 0, 0, 0x21) + Self.long(crc32(content))
            + Self.long(UInt32(content.count)) + Self.long(UInt32(content.count))
            + Self.bytes(UInt16(name.count), 0)
        let entry = Array("PK\u{3}\u{4}".utf8) + common + name + content
        directory += Array("PK\u{1}\u{2}".utf8) + Self.bytes(20) + common
        directory += Self.bytes(0, 0, 0) + Self.long(0) + Self.long(UInt32(offset)) + name
        offset += entry.count
        count += 1
        return entry
    }

    /// The bytes that end the archive.
    package func end() -> [UInt8] {
        let entries = UInt16(count)
        return directory + Array("PK\u{5}\u{6}".utf8) + Self.bytes(0, 0, entries, entries)
            + Self.long(UInt32(directory.count)) + Self.long(UInt32(offset)) + Self.bytes(0)
    }

    private static func bytes(_ numbers: UInt16...) -> [UInt8] {
        numbers.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    }

    private static func long(_ number: UInt32) -> [UInt8] {
        bytes(UInt16(truncatingIfNeeded: number), UInt16(number >> 16))
    }
}

/// CRC-32 as ZIP has it (ISO-HDLC, polynomial 0xEDB88320).
func crc32(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~0) { sum, byte in
        sum >> 8 ^ crcTable[Int(UInt8(truncatingIfNeeded: sum) ^ byte)]
    }
}

private let crcTable: [UInt32] = (0..<256).map { start in
    (0..<8).reduce(UInt32(start)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
}
