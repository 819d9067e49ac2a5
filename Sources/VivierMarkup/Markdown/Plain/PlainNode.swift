/// A node of a ``PlainTree``, valid until the tree is emptied.
@safe
struct PlainNode: TreeNode {
    private let record: UnsafePointer<PlainRecord>

    @unsafe
    init(_ record: UnsafePointer<PlainRecord>) { unsafe self.record = record }

    static func == (one: PlainNode, other: PlainNode) -> Bool {
        unsafe one.record == other.record
    }

    @inline(__always)
    func kind(_ types: ExtensionTypes) -> NodeKind { unsafe record.pointee.kind }

    @inline(__always)
    var firstChild: PlainNode? {
        unsafe record.pointee.lastChild > 0 ? PlainNode(record + 1) : nil
    }

    @inline(__always)
    var next: PlainNode? {
        let distance = Int(unsafe record.pointee.next)
        return unsafe distance > 0 ? PlainNode(record + distance) : nil
    }

    var startLine: Int { Int(unsafe record.pointee.line) }
    var startColumn: Int { Int(unsafe record.pointee.startColumn) }
    var endLine: Int { Int(unsafe record.pointee.line) }
    var endColumn: Int { Int(unsafe record.pointee.endColumn) }

    var literal: ByteView { unsafe record.pointee.text }
    var destination: ByteView { unsafe record.pointee.text }

    var headingLevel: UInt8 { UInt8(truncatingIfNeeded: unsafe record.pointee.number) }
    var isTight: Bool { unsafe record.pointee.isTight }
    var isOrdered: Bool { unsafe record.pointee.isOrdered }
    var listStart: Int { Int(unsafe record.pointee.number) }

    var isHeadRow: Bool { unsafe record.pointee.number == 1 }
    var alignments: ByteView { unsafe record.pointee.text }

    // What plain documents do not have.
    var fenceInfo: ByteView { ByteView() }
    var title: ByteView { ByteView() }
    func task(_ extensions: MarkdownExtensions) -> Bool? { nil }
}
