import VivierDiagnostics

extension YAMLParser {
    /// Reads a text introduced by `|` (lines kept) or `>` (lines joined).
    mutating func blockText(parent: Int) throws(YAMLRefusal) {
        let start = position
        let style: YAMLRecord.Style = bytes[start] == UInt8(ascii: "|") ? .literal : .folded
        let header = try BlockTextHeader(&self, at: start)
        var width = header.digit.map { max(parent, 0) + $0 }
        var blank = 0
        var end = position
        var line = position
        while line < bytes.end {
            var index = line
            let limit = width.map { line + $0 } ?? Int.max
            while bytes[index] == .space, index < limit { index &+= 1 }
            let column = index - line
            let byte = bytes[index]
            if byte == .lineFeed || byte == .carriageReturn {
                if width == nil { blank = max(blank, column) }
                line = bytes.lineEnd(from: index) + 1
                continue
            }
            if index >= bytes.end || (column == 0 && TextScan.isMarker(bytes, at: line)) { break }
            guard column >= width ?? (parent + 1) else {
                try refuseBlankTab(at: index)
                if let width, column > parent, byte != UInt8(ascii: "#") {
                    position = index
                    throw refuse(YAMLFault.textLineTooNarrow(self, at: index, width: width))
                }
                break
            }
            if width == nil {
                guard blank <= column else {
                    throw refuse(YAMLFault.blankLineTooWide(self, at: index))
                }
                width = column
            }
            end = bytes.lineEnd(from: index)
            if end > line, bytes[end - 1] == .carriageReturn { end -= 1 }
            line = bytes.lineEnd(from: index) + 1
        }
        let detail = width.map { $0 + 1 } ?? 0
        guard detail < YAMLRecord.keyMark else {
            throw refuse(YAMLFault.tooDeep(in: source, at: start))
        }
        position = min(line, bytes.end)
        let scalar = YAMLScalar(
            style: style,
            start: start,
            end: header.keeps ? position : end,
            isEncoded: true
        )
        append(scalar, detail: UInt16(truncatingIfNeeded: detail))
        try goToContent()
    }

    /// Refuses a line that would be empty, or a comment, but for a tab where only
    /// the indentation of the text may stand.
    private mutating func refuseBlankTab(at start: Int) throws(YAMLRefusal) {
        var index = start
        while bytes[index].isBlank { index += 1 }
        guard bytes[start] == .tab, bytes[index].isLineEnd || bytes[index] == UInt8(ascii: "#")
        else { return }
        throw refuse(YAMLFault.tab(in: source, at: start..<index))
    }
}

/// What stands after the `|` or the `>` of a block text (YAML 1.2.2 §8.1.1).
struct BlockTextHeader {
    /// The columns of indentation announced, if any.
    var digit: Int?

    /// `+`: line ends at the end of the text are kept.
    var keeps = false

    /// `-`: not even one is kept.
    var strips = false

    /// Reads the characters after the first; stops at any other.
    ///
    /// - Returns: The offset after them.
    private mutating func read(_ bytes: YAMLBytes, from start: Int) -> Int {
        var index = start
        while true {
            switch bytes[index] {
            case UInt8(ascii: "+") where !keeps && !strips: keeps = true
            case UInt8(ascii: "-") where !keeps && !strips: strips = true
            case 0x31...0x39 where digit == nil: digit = Int(bytes[index] - 0x30)
            default: return index
            }
            index += 1
        }
    }

    /// Reads a header that has been read before.
    init(_ bytes: YAMLBytes, at start: Int) {
        _ = read(bytes, from: start + 1)
    }

    /// Reads and checks a header, and goes to the start of the next line.
    init(_ parser: inout YAMLParser, at start: Int) throws(YAMLRefusal) {
        let bytes = parser.bytes
        let after = read(bytes, from: start + 1)
        var index = after
        while bytes[index].isBlank { index += 1 }
        let isComment = bytes[index] == UInt8(ascii: "#") && index > after
        guard
            isComment || bytes[index] == .lineFeed || bytes[index] == .carriageReturn
                || index >= bytes.end
        else {
            throw parser.refuse(YAMLFault.blockTextHeader(parser, at: start, wrong: index))
        }
        parser.position = min(bytes.lineEnd(from: index) + 1, bytes.end)
    }
}
