/// Something that happened to a dossier, as its journal has it.
package struct Event: Sendable, Equatable {
    /// From 1, without a gap.
    package let number: Int
    package let time: Instant
    /// What happened: `received`, `mail-sent`; FORMAT.md has the table.
    package let kind: String
    /// Who did it: `hr:ab`, `form`, `outbox`.
    package let by: String
    /// What caused it, or nothing; two events of a dossier never have the same.
    package let source: String
    /// One JSON object, decrypted.
    package let data: [UInt8]
    /// The same as a value; an empty object if it cannot be read.
    package let value: JSONValue
    /// The SHA-256 of its line, without the line end: 32 bytes.
    package let hash: [UInt8]

    package init(
        number: Int,
        time: Instant,
        kind: String,
        by: String,
        source: String,
        data: [UInt8],
        hash: [UInt8]
    ) {
        self.init(
            number: number,
            time: time,
            kind: kind,
            by: by,
            source: source,
            data: data,
            value: JSONValue(data) ?? .object([]),
            hash: hash
        )
    }

    private init(
        number: Int,
        time: Instant,
        kind: String,
        by: String,
        source: String,
        data: [UInt8],
        value: JSONValue,
        hash: [UInt8]
    ) {
        self.number = number
        self.time = time
        self.kind = kind
        self.by = by
        self.source = source
        self.data = data
        self.value = value
        self.hash = hash
    }

    /// An event as its line has it that was just made.
    init(_ event: NewEvent, number: Int, hash: [UInt8]) {
        self.init(
            number: number,
            time: event.time,
            kind: event.kind,
            by: event.by,
            source: event.source,
            data: event.data,
            value: event.value,
            hash: hash
        )
    }
}

/// An event that is not in a journal yet.
package struct NewEvent: Sendable {
    package let kind: String
    package let by: String
    package let source: String
    package let time: Instant
    package let data: [UInt8]
    let value: JSONValue

    /// The longest data that one event takes, in bytes.
    package static let longestData = 4 << 20

    /// Checks what is to be written.
    ///
    /// `kind`: Lower-case letters, digits and `-`, at most 64.
    /// `by`: At most 200 printable ASCII characters without `"` and `\`;
    ///   it is never encrypted, so nothing personal.
    /// `source`: The same, and not twice in one dossier; may be empty.
    /// `data`: One JSON object.
    /// - Throws: ``StoreError/invalidEvent(reason:)``.
    package init(
        kind: String,
        by: String,
        source: String,
        time: Instant,
        data: [UInt8]
    ) throws(StoreError) {
        guard (1...64).contains(kind.utf8.count), kind.utf8.allSatisfy(isKindCharacter) else {
            throw .invalidEvent(reason: "its kind is not made of lower-case letters and '-'")
        }
        for (name, text) in [("by", by), ("source", source)]
        where text.utf8.count > 200 || !text.utf8.allSatisfy(isPlain) {
            throw .invalidEvent(reason: "'\(name)' is not plain ASCII, or longer than 200")
        }
        guard data.count <= Self.longestData else {
            throw .invalidEvent(reason: "its data is longer than \(Self.longestData) bytes")
        }
        guard let value = JSONValue(data), case .object = value else {
            throw .invalidEvent(reason: "its data is not a JSON object")
        }
        self.kind = kind
        self.by = by
        self.source = source
        self.time = time
        // In a journal it has to be one line.
        let isOneLine =
            data.allSatisfy { $0 >= 0x20 } && data.first == UInt8(ascii: "{")
            && data.last == UInt8(ascii: "}")
        self.data = isOneLine ? data : value.bytes
        self.value = value
    }
}

private func isKindCharacter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
}

private func isPlain(_ byte: UInt8) -> Bool {
    (0x20..<0x7F).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
}
