/// Where the tree says that a node is: lines and columns in bytes, from 1.
///
/// Turned into offsets only when somebody asks: most links are never spoken of.
struct NodePlace: Sendable, Equatable, BitwiseCopyable {
    private var startLine: Int32
    private var startColumn: Int32
    private var endLine: Int32
    private var endColumn: Int32
    private var blockLine: Int32
    private var blockColumn: Int32

    /// Reads the place of a node.
    ///
    /// - Parameters:
    ///   - node: Any node of the tree.
    ///   - block: The block that the node stands in; `nil` if it is one itself.
    ///   - isBareAddress: Whether it is an address written as itself. cmark gives
    ///     wrong columns to some of them and no line to others, so they get their
    ///     whole line, or the first one of their block.
    init<Node: TreeNode>(of node: Node, in block: Node?, isBareAddress: Bool = false) {
        let placed = node.startLine > 0 ? node : block ?? node
        startLine = Int32(clamping: placed.startLine)
        startColumn = isBareAddress ? 0 : Int32(clamping: placed.startColumn)
        endLine = Int32(clamping: placed.endLine)
        endColumn = Int32(clamping: placed.endColumn)
        let block = block ?? placed
        blockLine = Int32(clamping: block.startLine)
        blockColumn = Int32(clamping: block.startColumn)
    }

    /// The bytes of the node: offsets in the Markdown, at least one byte unless it
    /// is at the end of its line.
    ///
    /// For marks inside a paragraph cmark counts columns as if all its lines began
    /// where the first one does.
    ///
    /// - Complexity: O(*bytes of text before it*).
    func range(in text: ByteView) -> Range<Int> {
        let lineStart = start(ofLine: Int(startLine), in: text)
        let lineEnd = end(ofLineAt: lineStart, in: text)
        guard startColumn > 0 else {
            return min(textStart(ofLineAt: lineStart, in: text), lineEnd)..<lineEnd
        }
        var start = lineStart + Int(startColumn) - 1
        if startLine > blockLine {
            start = textStart(ofLineAt: lineStart, in: text)
            start += max(Int(startColumn - blockColumn), 0)
        }
        start = min(start, lineEnd)
        guard endLine == startLine else { return start..<max(start, lineEnd) }
        let width = max(Int(endColumn) - Int(startColumn) + 1, 1)
        return start..<max(start, min(start + width, lineEnd))
    }

    private func start(ofLine line: Int, in text: ByteView) -> Int {
        var start = 0
        var number = 1
        while number < line, start < text.count {
            start = end(ofLineAt: start, in: text)
            start += text[start] == 0x0D && text[start + 1] == 0x0A ? 2 : 1
            number += 1
        }
        return min(start, text.count)
    }

    private func end(ofLineAt start: Int, in text: ByteView) -> Int {
        var index = start
        while index < text.count, text[index] != 0x0A, text[index] != 0x0D { index += 1 }
        return index
    }

    /// Where a line begins, past the marks of quotes.
    private func textStart(ofLineAt start: Int, in text: ByteView) -> Int {
        var index = start
        while text[index] == 0x20 || text[index] == 0x09 || text[index] == 0x3E { index += 1 }
        return index
    }
}
