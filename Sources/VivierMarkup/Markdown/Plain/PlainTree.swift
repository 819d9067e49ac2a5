/// A node of a plain document.
struct PlainRecord: BitwiseCopyable {
    var kind: NodeKind
    var isTight = true
    var isOrdered = false

    /// The level of a heading, the first number of a list, 1 for the head of a table.
    var number: Int32 = 0

    /// The number of its last child, 0 if it has none; the first one follows it.
    fileprivate(set) var lastChild: Int32 = 0

    /// How many records further the next child of its parent is; 0 for the last.
    fileprivate(set) var next: Int32 = 0

    /// Where it is, as cmark counts: filled in for links and for the blocks that
    /// hold them, since nobody asks about the others.
    var line: Int32 = 0
    var startColumn: Int32 = 0
    var endColumn: Int32 = 0

    /// The text of a text, the destination of a link, the letters of a table.
    var text = ByteView()
}

/// The nodes of one plain document after the other, in the order of the text.
///
/// Of a fixed size: the document with more nodes than that is not plain. The
/// texts are those of the document itself, which outlives its tree.
@safe
struct PlainTree: ~Copyable {
    /// An offer of 3 KB takes 130.
    private static let capacity = 2_048
    private static let extraCapacity = 4_096

    private let records: UnsafeMutablePointer<PlainRecord>
    private var count = 0

    /// What is not written like that in the text: `mailto:…`, alignments.
    private let extras: UnsafeMutablePointer<UInt8>
    private var extraCount = 0

    init() {
        unsafe records = .allocate(capacity: PlainTree.capacity)
        unsafe extras = .allocate(capacity: PlainTree.extraCapacity)
    }

    deinit {
        unsafe records.deallocate()
        unsafe extras.deallocate()
    }

    /// The document itself, which is record 0; valid until ``removeAll()``.
    var root: PlainNode { unsafe PlainNode(records) }

    /// Leaves an empty document.
    mutating func removeAll() {
        unsafe records.initialize(to: PlainRecord(kind: .document))
        count = 1
        extraCount = 0
    }

    /// Appends a node as the last child of `parent`, which must be the last node
    /// or one of those that it stands in.
    ///
    /// - Returns: Its number.
    mutating func append(_ record: PlainRecord, in parent: Int) throws(NotPlain) -> Int {
        guard count < PlainTree.capacity else { throw NotPlain() }
        let index = count
        unsafe (records + index).initialize(to: record)
        let previous = Int(unsafe records[parent].lastChild)
        if previous > 0 {
            unsafe records[previous].next = Int32(truncatingIfNeeded: index - previous)
        }
        unsafe records[parent].lastChild = Int32(truncatingIfNeeded: index)
        count += 1
        return index
    }

    /// Makes a list one with space between its items.
    mutating func loosen(_ list: Int) { unsafe records[list].isTight = false }

    /// Keeps `mailto:` and an address, for as long as the tree.
    mutating func mailAddress(_ address: ByteView) throws(NotPlain) -> ByteView {
        let scheme: StaticString = "mailto:"
        let length = scheme.utf8CodeUnitCount
        let start = unsafe try room(for: length + address.count)
        unsafe start.update(from: scheme.utf8Start, count: length)
        for index in 0..<address.count { unsafe start[length + index] = address[index] }
        return unsafe ByteView(start, count: length + address.count)
    }

    /// Keeps the alignments of a table: a byte for each column, the lowest first.
    mutating func alignments(_ letters: UInt64, count: Int) throws(NotPlain) -> ByteView {
        let start = unsafe try room(for: count)
        for index in 0..<count {
            unsafe start[index] = UInt8(truncatingIfNeeded: letters >> (8 * index))
        }
        return unsafe ByteView(start, count: count)
    }

    private mutating func room(for length: Int) throws(NotPlain) -> UnsafeMutablePointer<UInt8> {
        guard extraCount + length <= PlainTree.extraCapacity else { throw NotPlain() }
        extraCount += length
        return unsafe extras + (extraCount - length)
    }
}

/// Says that a document is for cmark to parse.
struct NotPlain: Error {}
