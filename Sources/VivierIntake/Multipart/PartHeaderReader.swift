/// Reads the header of a part, up to its empty line.
///
/// A bare CR and every other control character are refused; a line that begins with a
/// blank goes on with the line before (obs-fold), as old mail programs write it.
struct PartHeaderReader {
    private let limit: Int
    private var taken = 0
    private var line: [UInt8] = []
    private var fields: [(name: String, value: [UInt8])] = []

    init(limit: Int) { self.limit = limit }

    /// Takes the next byte.
    ///
    /// - Returns: Whether the header is complete.
    mutating func take(_ byte: UInt8) throws(IntakeRefusal) -> Bool {
        taken += 1
        guard taken <= limit else {
            throw .tooLarge("part-header-too-large", limit, "bytes in a part's header")
        }
        guard byte == Ascii.lineFeed else {
            line.append(byte)
            return false
        }
        if line.last == Ascii.carriageReturn { line.removeLast() }
        if line.isEmpty { return true }
        try takeLine()
        line.removeAll(keepingCapacity: true)
        return false
    }

    private mutating func takeLine() throws(IntakeRefusal) {
        guard !line.contains(where: Ascii.isControl) else { throw .badPartHeader }
        if Ascii.isBlank(line[0]) {
            guard !fields.isEmpty else { throw .badPartHeader }
            fields[fields.count - 1].value += [Ascii.space] + Ascii.trimmed(line[...])
            return
        }
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > 0,
            line[..<colon].allSatisfy(Ascii.isToken)
        else { throw .badPartHeader }
        let value = Array(Ascii.trimmed(line[(colon + 1)...]))
        fields.append((Ascii.lowercased(line[..<colon]), value))
    }

    /// What the header says.
    func header() throws(IntakeRefusal) -> PartHeader {
        guard let disposition = try value(of: "content-disposition") else {
            throw .partWithoutName
        }
        let place = try Disposition(disposition)
        // The type is a claim that nothing relies on: one that cannot be read is none.
        let type = try value(of: "content-type").flatMap { MediaType(bytes: $0) }
        return PartHeader(
            name: place.name,
            fileName: place.fileName,
            mediaType: type?.name,
            charset: type?.charset
        )
    }

    /// How the content is encoded.
    func transferEncoding() throws(IntakeRefusal) -> TransferDecoder {
        let name = try value(of: "content-transfer-encoding").map { Ascii.lowercased($0) }
        return try TransferDecoder(named: name ?? "binary")
    }

    private func value(of name: String) throws(IntakeRefusal) -> [UInt8]? {
        let found = fields.filter { $0.name == name }
        guard found.count <= 1 else { throw .badPartHeader }
        return found.first?.value
    }
}
