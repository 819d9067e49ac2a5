/// Keeps the beginning and the end of a ZIP archive, and judges it by its directory.
struct ZipScanner {
    /// The end record may be followed by a comment of this length.
    private static let commentLimit = 65_535
    private static let headLimit = 128

    private let limits: AttachmentLimits
    private var head: [UInt8] = []
    private var tail: [UInt8] = []
    private var size = 0

    init(limits: AttachmentLimits) { self.limits = limits }

    private var tailLimit: Int { limits.zipDirectory + ZipDirectory.endLength + Self.commentLimit }

    mutating func feed(_ bytes: Span<UInt8>) {
        size += bytes.count
        for index in bytes.indices {
            if head.count < Self.headLimit { head.append(bytes[index]) }
            tail.append(bytes[index])
        }
        // Dropped in large steps, so that each byte is moved once or twice.
        if tail.count > 2 * tailLimit { tail.removeFirst(tail.count - tailLimit) }
    }

    /// Whether it begins as an archive with at least one entry does.
    var isZip: Bool { head.starts(with: [0x50, 0x4B, 0x03, 0x04]) }

    func findings(as kind: AttachmentKind) -> Set<AttachmentFinding> {
        let directory: ZipDirectory
        do {
            directory = try ZipDirectory(tail: tail, archiveSize: size, limits: limits)
        } catch {
            return [error.finding]
        }
        var findings: Set<AttachmentFinding> = []
        for entry in directory.entries { findings.formUnion(meaning(of: entry.name)) }
        let unpacked = directory.entries.reduce(0) { $0 + $1.unpackedSize }
        if unpacked > limits.zipUnpacked || unpacked > limits.zipRatio * size {
            findings.insert(.zipTooLarge)
        }
        if directory.entries.contains(where: \.isEncrypted) { findings.insert(.zipEncrypted) }
        if !directory.isSafe { findings.insert(.zipUnsafeEntry) }
        if !holds(kind, Set(directory.entries.map(\.name))) { findings.insert(.contentDiffers) }
        return findings
    }

    private func holds(_ kind: AttachmentKind, _ names: Set<String>) -> Bool {
        if kind == .docx {
            return names.contains("[Content_Types].xml") && names.contains("word/document.xml")
        }
        // OpenDocument 1.2 part 3 §3.3: the first entry is the media type, not compressed.
        let type = Array(AttachmentKind.odt.mediaType.utf8)
        let start = 30 + "mimetype".utf8.count
        return names.contains("content.xml") && head.count >= start + type.count
            && head[30..<start].elementsEqual("mimetype".utf8)
            && head[start..<start + type.count].elementsEqual(type)
            && head[18..<22].elementsEqual([UInt8(type.count), 0, 0, 0])
    }

    private func meaning(of name: String) -> Set<AttachmentFinding> {
        let name = name.lowercased()
        if name.hasSuffix("vbaproject.bin") || name.hasPrefix("basic/")
            || name.hasPrefix("scripts/")
        {
            return [.officeMacros]
        }
        return name.hasPrefix("word/embeddings/") || name.hasPrefix("word/activex/")
            ? [.officeEmbedded] : []
    }
}
