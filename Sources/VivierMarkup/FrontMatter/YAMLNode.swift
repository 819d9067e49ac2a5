/// A handle on one node of a document: one reference and an index.
package struct YAMLNode: Sendable {
    /// What a node is by the core schema of YAML 1.2 (§10.3 of its edition 1.2.2).
    ///
    /// A quoted or a block text, a text over several lines and a key are always
    /// strings.
    package enum Kind: Sendable {
        case null
        case bool
        case int
        case float
        case string
        case sequence
        case mapping
    }

    let storage: YAMLDocument.Storage

    /// Index of the node in its document.
    package let index: Int

    package var kind: Kind { storage.kind(index) }

    /// Offsets of the bytes of the value in the source, quotes and brackets
    /// included; empty, after the colon or the dash, for a value left out.
    package var range: Range<Int> { storage.records[index].range }

    /// The document the node belongs to.
    package var document: YAMLDocument { YAMLDocument(storage: storage) }

    /// `true` or `false`, if the node is one of the two.
    package var bool: Bool? {
        guard kind == .bool else { return nil }
        let first = storage.bytes[range.lowerBound]
        return first == UInt8(ascii: "t") || first == UInt8(ascii: "T")
    }

    /// A whole number; `nil` for anything else and for one beyond 64 bits.
    package var int: Int? {
        kind == .int ? CoreSchema.int(storage.bytes[range]) : nil
    }

    /// A number, whole or not; infinite or not a number for `.inf` and `.nan`.
    package var double: Double? {
        switch kind {
        case .int, .float: CoreSchema.double(storage.bytes[range])
        default: nil
        }
    }

    /// The text of a scalar as it was written, without quotes, escapes and folds.
    ///
    /// `1.10` gives "1.10"; null, a sequence and a mapping give an empty text.
    package var text: String { storage.string(index) }

    /// The same text as UTF-8: a slice of the source where it stands there as it
    /// is, a copy otherwise.
    package var utf8: ArraySlice<UInt8> { storage.utf8(index) }

    /// Whether the scalar was written in quotes or as a block text.
    package var isQuoted: Bool {
        switch storage.records[index].style {
        case .single, .double, .literal, .folded: true
        default: false
        }
    }
}

extension YAMLDocument {
    init(storage: Storage) { self.storage = storage }
}
