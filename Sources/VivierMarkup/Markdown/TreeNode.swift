/// A node of the tree of a document, whoever made the tree: cmark
/// (``MarkdownNode``) or, for plain documents, ourselves (``PlainNode``).
///
/// Only ever a generic parameter: ``TreeWriter`` is compiled once for each.
protocol TreeNode: Equatable {
    func kind(_ types: ExtensionTypes) -> NodeKind

    var firstChild: Self? { get }
    var next: Self? { get }

    /// Lines and columns, in bytes, from 1; 0 for nodes without a place.
    var startLine: Int { get }
    var startColumn: Int { get }
    var endLine: Int { get }
    var endColumn: Int { get }

    /// The text of a text, code or HTML node.
    var literal: ByteView { get }

    /// The words after the opening fence of a code block.
    var fenceInfo: ByteView { get }

    /// The destination and the title of a link or an image.
    var destination: ByteView { get }
    var title: ByteView { get }

    var headingLevel: UInt8 { get }

    var isTight: Bool { get }
    var isOrdered: Bool { get }
    var listStart: Int { get }

    /// Whether an item is a task, and if so whether it is done.
    func task(_ extensions: MarkdownExtensions) -> Bool?

    var isHeadRow: Bool { get }

    /// The alignment of each column of a table: `l`, `c`, `r` or 0.
    var alignments: ByteView { get }
}
