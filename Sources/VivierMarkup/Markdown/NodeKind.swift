/// The kinds of node in the tree of a document.
///
/// The order of the first 22 is that of `cmark_node_type` in cmark-gfm.h:
/// blocks from `0x8001` on, inlines from `0xC001` on.
enum NodeKind: UInt8 {
    case document
    case blockQuote
    case list
    case item
    case codeBlock
    case htmlBlock
    case customBlock
    case paragraph
    case heading
    case thematicBreak
    case footnoteDefinition
    case text
    case softBreak
    case lineBreak
    case code
    case htmlInline
    case customInline
    case emphasis
    case strong
    case link
    case image
    case footnoteReference
    case table
    case tableRow
    case tableCell
    case strikethrough
    case unknown

    /// Whether the node stands inside a block of text.
    var isInline: Bool {
        switch self {
        case .text, .softBreak, .lineBreak, .code, .htmlInline, .customInline, .emphasis, .strong,
            .link, .image, .footnoteReference, .strikethrough:
            true
        default: false
        }
    }

    /// Creates the kind of a node from what `cmark_node_get_type` returns.
    @inline(__always)
    init(type: UInt32, extensions: ExtensionTypes) {
        let index = type & 0x3FFF
        if index >= 1, index <= 11 {
            let raw = UInt8(truncatingIfNeeded: type & 0x4000 == 0 ? index - 1 : index + 10)
            self = NodeKind(rawValue: raw) ?? .unknown
        } else if type == extensions.tableCell {
            self = .tableCell
        } else if type == extensions.tableRow {
            self = .tableRow
        } else if type == extensions.table {
            self = .table
        } else if type == extensions.strikethrough {
            self = .strikethrough
        } else {
            self = .unknown
        }
    }
}

/// The numbers cmark gave to the kinds of node that its extensions add.
///
/// They are the next free ones at registration, so nothing but the library can
/// tell them.
struct ExtensionTypes: Sendable, BitwiseCopyable {
    var table: UInt32 = 0
    var tableRow: UInt32 = 0
    var tableCell: UInt32 = 0
    var strikethrough: UInt32 = 0
}
