import VivierModel

/// A key of a kind of file: its row of the table, and how it is read.
final class KeyDefinition<Value: Sendable>: Sendable {
    let key: ContentKey
    let documentation: KeyDocumentation

    /// Reads a value that is present into the record; what cannot be read is
    /// reported and leaves the record as it was.
    let read: @Sendable (ContentValue, inout KeyReader, inout Value) -> Void

    /// Gives a translation what only its original says.
    let inherit: @Sendable (inout Value, Value) -> Void

    init(
        key: ContentKey,
        documentation: KeyDocumentation,
        read: @escaping @Sendable (ContentValue, inout KeyReader, inout Value) -> Void,
        inherit: @escaping @Sendable (inout Value, Value) -> Void
    ) {
        self.key = key
        self.documentation = documentation
        self.read = read
        self.inherit = inherit
    }
}

extension KeyDefinition {
    /// A key whose reading gives one member of the record.
    convenience init<Part: Sendable>(
        _ key: ContentKey,
        _ documentation: KeyDocumentation,
        _ member: any WritableKeyPath<Value, Part> & Sendable,
        _ read: @escaping @Sendable (ContentValue, inout KeyReader) -> Part?
    ) {
        self.init(
            key: key,
            documentation: documentation,
            read: { value, reader, record in
                if let part = read(value, &reader) { record[keyPath: member] = part }
            },
            inherit: { translation, original in
                translation[keyPath: member] = original[keyPath: member]
            }
        )
    }

    /// The same for a member that may be missing.
    convenience init<Part: Sendable>(
        _ key: ContentKey,
        _ documentation: KeyDocumentation,
        optional member: any WritableKeyPath<Value, Part?> & Sendable,
        _ read: @escaping @Sendable (ContentValue, inout KeyReader) -> Part?
    ) {
        self.init(key, documentation, member) { value, reader in
            read(value, &reader).map(Optional.some)
        }
    }
}

/// The keys of a kind of file, and the way from a name to its row.
final class KeyTable<Value: Sendable>: Sendable {
    let definitions: [KeyDefinition<Value>]
    let keys: InnerKeys

    init(_ definitions: [KeyDefinition<Value>]) {
        self.definitions = definitions
        keys = InnerKeys(definitions.map(\.documentation))
    }

    var documentation: [KeyDocumentation] { keys.rows }

    /// The way from a name to the number of its row.
    var index: NameIndex { keys.index }

    func definition(of key: ContentKey) -> KeyDefinition<Value>? {
        definitions.first { $0.key == key }
    }
}

/// The keys inside a value, and the way from a name to its row.
final class InnerKeys: Sendable {
    let rows: [KeyDocumentation]
    let index: NameIndex

    init(_ rows: [KeyDocumentation]) {
        self.rows = rows
        var names: [(name: String, value: Int)] = []
        for (number, row) in rows.enumerated() {
            names.append((row.name, number))
            names += row.aliases.map { ($0, number) }
        }
        index = NameIndex(names)
    }

    /// Every spelling that is accepted.
    var names: [String] { rows.flatMap { [$0.name] + $0.aliases } }
}

/// Names to small numbers, looked up by bytes: a key of a file costs no text.
///
/// Open addressing over a power of two at least twice the number of names:
///
/// | slot | name | value |
/// |---|---|---|
/// | hash mod size, or the next free one | its UTF-8 | the number |
final class NameIndex: Sendable {
    private let slots: [(name: [UInt8], value: Int)]
    private let mask: Int

    /// The first of two equal names wins.
    init(_ names: [(name: String, value: Int)]) {
        var size = 8
        while size < names.count * 2 { size *= 2 }
        mask = size - 1
        var slots: [(name: [UInt8], value: Int)] = Array(repeating: ([], -1), count: size)
        for (name, value) in names {
            let bytes = Array(name.utf8)
            var slot = NameIndex.hash(bytes[...]) & mask
            while slots[slot].value >= 0, slots[slot].name != bytes { slot = (slot + 1) & mask }
            if slots[slot].value < 0 { slots[slot] = (bytes, value) }
        }
        self.slots = slots
    }

    func callAsFunction(_ name: ArraySlice<UInt8>) -> Int? {
        var slot = NameIndex.hash(name) & mask
        while slots[slot].value >= 0 {
            if slots[slot].name.elementsEqual(name) { return slots[slot].value }
            slot = (slot + 1) & mask
        }
        return nil
    }

    func callAsFunction(_ name: String) -> Int? { self(Array(name.utf8)[...]) }

    private static func hash(_ name: ArraySlice<UInt8>) -> Int {
        var hash: UInt32 = 2_166_136_261
        for byte in name { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        return Int(hash >> 3)
    }
}
