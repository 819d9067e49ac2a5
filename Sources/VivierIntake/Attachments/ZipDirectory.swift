/// The central directory of a ZIP archive (APPNOTE 6.3 §4.3).
///
/// Refused as unreadable: what archives of documents never have and readers disagree on,
/// such as ZIP64, several volumes, and bytes between the entries, the directory and the end.
struct ZipDirectory {
    struct Entry {
        let name: String
        let isEncrypted: Bool
        let isLink: Bool
        let isKnownMethod: Bool
        let packedSize: Int
        let unpackedSize: Int
        let offset: Int

        /// Where the entry ends in the archive, at the earliest.
        let end: Int
    }

    struct Failure: Error {
        let finding: AttachmentFinding
    }

    /// The length of the end record, without its comment.
    static let endLength = 22

    let entries: [Entry]

    /// Reads the directory from the last bytes of an archive.
    init(tail: [UInt8], archiveSize: Int, limits: AttachmentLimits) throws(Failure) {
        let reader = LittleEndian(bytes: tail)
        guard let end = Self.endRecord(in: reader) else { throw Failure(finding: .zipUnreadable) }
        let count = reader.number(end + 10, 2)
        let length = reader.number(end + 12, 4)
        let offset = reader.number(end + 16, 4)
        let isOneVolume = reader.number(end + 4, 4) == 0 && reader.number(end + 8, 2) == count
        let tailStart = archiveSize - tail.count
        guard isOneVolume, offset + length == tailStart + end else {
            throw Failure(finding: .zipUnreadable)
        }
        guard count <= limits.zipEntries, length <= limits.zipDirectory, offset >= tailStart else {
            throw Failure(finding: .zipTooLarge)
        }
        var entries: [Entry] = []
        var index = offset - tailStart
        for _ in 0..<count {
            guard let entry = Self.entry(in: reader, at: &index, before: end) else {
                throw Failure(finding: .zipUnreadable)
            }
            entries.append(entry)
        }
        guard index == end, Self.areApart(entries, before: offset) else {
            throw Failure(finding: .zipUnreadable)
        }
        self.entries = entries
    }

    /// Whether no entry would be written outside its folder, over another, or as a link.
    var isSafe: Bool {
        Set(entries.map { $0.name.lowercased() }).count == entries.count
            && entries.allSatisfy { !$0.isLink && $0.isKnownMethod && Self.isSafe($0.name) }
    }

    private static func isSafe(_ name: String) -> Bool {
        let steps = name.split(separator: "/", omittingEmptySubsequences: false)
        return !name.isEmpty && !name.hasPrefix("/") && !steps.contains("..")
            && !name.utf8.contains { Ascii.isControl($0) || $0 == Ascii.backslash || $0 == 0x3A }
    }

    /// The end record is the one whose comment reaches to the end of the archive.
    private static func endRecord(in reader: LittleEndian) -> Int? {
        var index = reader.bytes.count - endLength
        while index >= 0 {
            if reader.number(index, 4) == 0x0605_4B50,
                index + endLength + reader.number(index + 20, 2) == reader.bytes.count
            {
                return index
            }
            index -= 1
        }
        return nil
    }

    private static func entry(
        in reader: LittleEndian,
        at index: inout Int,
        before end: Int
    ) -> Entry? {
        let start = index
        guard start + 46 <= end, reader.number(start, 4) == 0x0201_4B50 else { return nil }
        let nameLength = reader.number(start + 28, 2)
        let rest = reader.number(start + 30, 2) + reader.number(start + 32, 2)
        index = start + 46 + nameLength + rest
        guard index <= end else { return nil }
        let flags = reader.number(start + 8, 2)
        let isUnix = reader.number(start + 5, 1) == 3
        let packedSize = reader.number(start + 20, 4)
        let offset = reader.number(start + 42, 4)
        let entry = Entry(
            name: String(
                decoding: reader.bytes[start + 46..<start + 46 + nameLength],
                as: UTF8.self
            ),
            isEncrypted: flags & 0x2041 != 0,
            isLink: isUnix && reader.number(start + 40, 2) & 0xF000 == 0xA000,
            isKnownMethod: [0, 8].contains(reader.number(start + 10, 2)),
            packedSize: packedSize,
            unpackedSize: reader.number(start + 24, 4),
            offset: offset,
            end: offset + 30 + nameLength + packedSize
        )
        let isZip64 = [entry.packedSize, entry.unpackedSize, entry.offset].contains(0xFFFF_FFFF)
        return isZip64 ? nil : entry
    }

    /// Entries that share bytes make an archive that unpacks to more than it seems to.
    private static func areApart(_ entries: [Entry], before directory: Int) -> Bool {
        let sorted = entries.sorted { $0.offset < $1.offset }
        return zip(sorted, sorted.dropFirst()).allSatisfy { $0.end <= $1.offset }
            && (sorted.last?.end ?? 0) <= directory
    }
}

/// Numbers as ZIP writes them.
private struct LittleEndian {
    let bytes: [UInt8]

    func number(_ index: Int, _ count: Int) -> Int {
        bytes[index..<index + count].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
