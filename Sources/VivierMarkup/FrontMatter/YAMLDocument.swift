package import VivierDiagnostics

/// A YAML document read with the place of everything.
///
/// Nodes stand in one array in the order they were written, a mapping or a
/// sequence before its children:
///
/// | node | children | `next` |
/// |---|---|---|
/// | scalar | none | the node after it |
/// | sequence | its elements | the node after the last descendant |
/// | mapping | key, value, key, value… | the node after the last descendant |
///
/// No text is made until somebody asks for it. The members taking an index cost
/// no reference counting; ``YAMLNode`` is the comfortable way to the same.
package struct YAMLDocument: Sendable {
    /// What a document and all its nodes share.
    final class Storage: Sendable {
        let source: SourceText

        /// The bytes of `source`, where a look at them is one step shorter.
        let bytes: [UInt8]
        let records: [YAMLRecord]

        init(source: SourceText, records: [YAMLRecord]) {
            self.source = source
            self.bytes = source.bytes
            self.records = records
        }
    }

    let storage: Storage

    /// Index of the outermost node: a mapping, empty for an empty document.
    package var root: Int { 0 }

    /// The text the document was read from.
    package var source: SourceText { storage.source }

    /// The outermost node.
    package var rootNode: YAMLNode { node(0) }

    /// A handle on a node, by its index.
    package func node(_ index: Int) -> YAMLNode { YAMLNode(storage: storage, index: index) }

    /// A handle on the value of a key of the outermost mapping.
    package subscript(_ key: String) -> YAMLNode? { rootNode[key] }

    init(source: SourceText, records: [YAMLRecord]) {
        self.storage = Storage(source: source, records: records)
    }
}

/// One node: 16 bytes, no reference.
struct YAMLRecord: Sendable {
    /// How a node was written.
    enum Style: UInt8, Sendable {
        case empty
        case plain
        case single
        case double
        case literal
        case folded
        case sequence
        case mapping
    }

    /// Offsets of the first byte and of the one after the last, quotes and
    /// brackets included.
    var start: UInt32
    var end: UInt32

    /// Index of the node after this one and its descendants.
    var next: UInt32

    var style: Style

    /// Whether the text differs from the bytes: escapes, several lines.
    var isEncoded: Bool

    /// For a block text, one more than the columns of indentation taken off, or
    /// zero if it has no line to tell; for a key of a mapping, `keyMark`.
    var detail: UInt16

    static let keyMark: UInt16 = 0x8000

    var isKey: Bool { detail & YAMLRecord.keyMark != 0 }
    var indentation: Int? { detail == 0 ? nil : Int(detail) - 1 }
    var range: Range<Int> { Int(start)..<Int(max(start, end)) }

    /// The bytes of the text between its quotes.
    var content: Range<Int> {
        switch style {
        case .single, .double: Int(start) + 1..<max(Int(start) + 1, Int(end) - 1)
        default: range
        }
    }

    init(
        _ style: Style,
        _ start: Int,
        _ end: Int,
        next: Int,
        isEncoded: Bool = false,
        detail: UInt16 = 0
    ) {
        self.start = UInt32(truncatingIfNeeded: start)
        self.end = UInt32(truncatingIfNeeded: end)
        self.next = UInt32(truncatingIfNeeded: next)
        self.style = style
        self.isEncoded = isEncoded
        self.detail = detail
    }
}
