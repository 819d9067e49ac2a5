internal import CCMarkGFM
internal import CVivierArena

/// A node of the tree that cmark made.
///
/// Valid until the arena it lives in parses again; only ``MarkdownRenderer`` and
/// what it calls ever hold one.
@safe
struct MarkdownNode: TreeNode {
    private let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) { unsafe self.pointer = pointer }

    private init?(_ pointer: OpaquePointer?) {
        guard let pointer = unsafe pointer else { return nil }
        unsafe self.pointer = pointer
    }

    static func == (one: MarkdownNode, other: MarkdownNode) -> Bool {
        unsafe one.pointer == other.pointer
    }

    func kind(_ types: ExtensionTypes) -> NodeKind {
        NodeKind(type: unsafe cmark_node_get_type(pointer).rawValue, extensions: types)
    }

    var firstChild: MarkdownNode? { unsafe MarkdownNode(cmark_node_first_child(pointer)) }
    var next: MarkdownNode? { unsafe MarkdownNode(cmark_node_next(pointer)) }

    var startLine: Int { Int(unsafe cmark_node_get_start_line(pointer)) }
    var startColumn: Int { Int(unsafe cmark_node_get_start_column(pointer)) }
    var endLine: Int { Int(unsafe cmark_node_get_end_line(pointer)) }
    var endColumn: Int { Int(unsafe cmark_node_get_end_column(pointer)) }

    var literal: ByteView { unsafe ByteView(cmark_node_get_literal(pointer)) }

    var fenceInfo: ByteView { unsafe ByteView(cmark_node_get_fence_info(pointer)) }

    var destination: ByteView { unsafe ByteView(cmark_node_get_url(pointer)) }
    var title: ByteView { unsafe ByteView(cmark_node_get_title(pointer)) }

    var headingLevel: UInt8 { UInt8(clamping: unsafe cmark_node_get_heading_level(pointer)) }

    var isTight: Bool { unsafe cmark_node_get_list_tight(pointer) != 0 }
    var isOrdered: Bool { unsafe cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST }
    var listStart: Int { Int(unsafe cmark_node_get_list_start(pointer)) }

    func task(_ extensions: MarkdownExtensions) -> Bool? {
        guard unsafe cmark_node_get_syntax_extension(pointer) == extensions.taskList else {
            return nil
        }
        return unsafe cmark_gfm_extensions_get_tasklist_item_checked(pointer)
    }

    var isHeadRow: Bool { unsafe cmark_gfm_extensions_get_table_row_is_header(pointer) != 0 }

    var alignments: ByteView {
        let columns = Int(unsafe cmark_gfm_extensions_get_table_columns(pointer))
        let letters = unsafe cmark_gfm_extensions_get_table_alignments(pointer)
        return unsafe ByteView(UnsafePointer(letters), count: columns)
    }
}

extension ByteView {
    /// The bytes of a C string that may be missing.
    fileprivate init(_ text: UnsafePointer<CChar>?) {
        let text = unsafe vivier_text_of(text)
        unsafe self.init(text.bytes, count: text.length)
    }
}
