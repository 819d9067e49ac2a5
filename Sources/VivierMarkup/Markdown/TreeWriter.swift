/// Writes the tree of a document as HTML.
///
/// Goes from node to node in a loop, with the open ones on a stack of its own:
/// text nested ten thousand deep costs memory, not the call stack.
struct TreeWriter<Node: TreeNode>: ~Copyable {
    /// A node whose children are being written.
    struct Frame {
        var node: Node
        var kind: NodeKind

        /// What the node needs to know at its end, by kind: a list whether it is
        /// tight, a paragraph whether a label is open in it, a link whether it
        /// was refused.
        var flag = false

        /// Where the content of the node begins in the output.
        var start = 0
    }

    /// Bytes written; only ``MarkdownRenderer`` takes it away.
    var sink: ByteSink
    let flags: ByteFlags
    let options: MarkdownOptions
    let extensions: MarkdownExtensions
    var typesetter: Typesetter
    var frames: [Frame] = []
    var rendered = RenderedMarkdown()
    var anchors: HeadingAnchors

    /// The levels of the headings, to be lowered once the highest is known.
    var headings: [HeadingPlace] = []

    /// How many images are open: what stands in them is their description.
    var imageDepth = 0

    /// Whether a link is open: a link in it would end it.
    var isInLink = false

    /// Where the cells of the table being written are.
    var table = TableState(alignments: ByteView())

    private let outputLimit: Int

    /// Whether the HTML is for a page, not for comparison with cmark's own.
    var isSite: Bool { options.markup == .site }

    init(
        sink: consuming ByteSink,
        flags: ByteFlags,
        inputCount: Int,
        options: MarkdownOptions,
        extensions: MarkdownExtensions
    ) {
        self.sink = sink
        self.flags = flags
        self.options = options
        self.extensions = extensions
        self.typesetter = Typesetter(typography: options.typography, isHTML: true)
        self.anchors = HeadingAnchors(prefix: options.anchorPrefix, taken: options.takenAnchors)
        self.outputLimit = options.limits.output(for: inputCount)
        frames.reserveCapacity(16)
        headings.reserveCapacity(12)
        rendered.outline.reserveCapacity(12)
        rendered.links.reserveCapacity(6)
    }

    /// Writes everything below `root`.
    ///
    /// - Returns: Whether it was written; if not, the reason is in `messages`.
    mutating func write(_ root: Node, _ messages: inout MarkdownMessages) -> Bool {
        var node = root
        while true {
            let kind = kind(of: node)
            if sink.count > outputLimit {
                messages.tooMuchOutput(at: place(of: node, kind), limit: outputLimit)
                return false
            }
            if enter(node, kind, &messages) {
                // The document is on the stack too.
                if frames.count - 1 > options.limits.nesting {
                    messages.tooDeep(at: place(of: node, kind), limit: options.limits.nesting)
                    return false
                }
                if let child = node.firstChild {
                    node = child
                    continue
                }
                leave()
            }
            while true {
                if let next = node.next {
                    node = next
                    break
                }
                guard let parent = frames.last else { return true }
                node = parent.node
                leave()
                if frames.isEmpty { return true }
            }
        }
    }

    /// Begins a node.
    ///
    /// - Returns: Whether it has an end, and was put on the stack.
    private mutating func enter(
        _ node: Node,
        _ kind: NodeKind,
        _ messages: inout MarkdownMessages
    ) -> Bool {
        if imageDepth > 0 { return enterDescription(node, kind) }
        switch kind {
        case .text: writeText(node)
        case .softBreak: writeSoftBreak()
        case .lineBreak: writeLineBreak()
        case .code: writeCode(node)
        case .htmlInline: writeInlineHTML(node, &messages)
        case .emphasis: return open(node, kind, "<em>")
        case .strong: return open(node, kind, "<strong>")
        case .strikethrough: return open(node, kind, "<del>")
        case .link: return enterLink(node, &messages)
        case .image: return enterImage(node, &messages)
        case .paragraph: return enterParagraph(node)
        case .heading: return enterHeading(node)
        case .list: return enterList(node)
        case .item: return enterItem(node)
        case .blockQuote:
            breakLine()
            return open(node, kind, "<blockquote>\n")
        case .codeBlock: writeCodeBlock(node)
        case .htmlBlock: writeHTMLBlock(node, &messages)
        case .thematicBreak:
            breakLine()
            sink.append(isSite ? "<hr>\n" : "<hr />\n")
        case .table: return enterTable(node)
        case .tableRow: return enterRow(node)
        case .tableCell: return enterCell(node)
        case .document, .customBlock, .customInline, .footnoteDefinition, .footnoteReference,
            .unknown:
            return open(node, kind, "")
        }
        return false
    }

    /// Ends the last node on the stack.
    private mutating func leave() {
        guard let frame = frames.popLast() else { return }
        if imageDepth > 0 { return leaveDescription(frame) }
        switch frame.kind {
        case .emphasis: sink.append("</em>")
        case .strong: sink.append("</strong>")
        case .strikethrough: sink.append("</del>")
        case .link: leaveLink(frame)
        case .paragraph: leaveParagraph(frame)
        case .heading: leaveHeading(frame)
        case .list: leaveList(frame)
        case .item: sink.append("</li>\n")
        case .blockQuote:
            breakLine()
            sink.append("</blockquote>\n")
        case .table: leaveTable()
        case .tableRow: leaveRow()
        case .tableCell: leaveCell()
        default: break
        }
    }

    /// Puts a node on the stack after writing how it begins.
    @inline(__always)
    mutating func open(
        _ node: Node,
        _ kind: NodeKind,
        _ tag: StaticString,
        flag: Bool = false
    ) -> Bool {
        sink.append(tag)
        frames.append(Frame(node: node, kind: kind, flag: flag, start: sink.count))
        return true
    }

    /// Makes sure that what follows begins a line.
    mutating func breakLine() {
        if sink.count > 0, sink.last != 0x0A { sink.append(0x0A) }
    }

    /// What kind of node it is.
    func kind(of node: Node) -> NodeKind {
        node.kind(extensions.types)
    }

    /// Where a node is in the Markdown.
    func place(
        of node: Node,
        _ kind: NodeKind,
        isBareAddress: Bool = false
    ) -> NodePlace {
        let block = kind.isInline ? frames.last { !$0.kind.isInline } : nil
        return NodePlace(of: node, in: block?.node, isBareAddress: isBareAddress)
    }

    /// The finished document.
    mutating func finish() -> RenderedMarkdown {
        lowerHeadings()
        rendered.html = sink.bytes
        return rendered
    }

    /// Gives the sink back, to be used again.
    consuming func takeSink() -> ByteSink { sink }
}
