extension YAMLParser {
    /// Goes to the first character of the next line that is neither blank nor a
    /// comment, from the start of a line.
    ///
    /// At the end of the input, or at a line `---` or `...`, `indent` is -1.
    mutating func goToContent() throws(YAMLRefusal) {
        while true {
            lineStart = position
            var index = position
            while bytes[index] == .space { index &+= 1 }
            switch bytes[index] {
            case .lineFeed:
                position = index &+ 1
            case .carriageReturn:
                position = index &+ 2
            case UInt8(ascii: "#"):
                sawComment = true
                position = min(bytes.lineEnd(from: index) &+ 1, bytes.end)
            case .tab:
                var after = index
                while bytes[after].isBlank { after &+= 1 }
                let byte = bytes[after]
                guard byte.isLineEnd || byte == UInt8(ascii: "#") else {
                    throw refuse(YAMLFault.tab(in: source, at: index..<after))
                }
                if byte == UInt8(ascii: "#") { sawComment = true }
                position = min(bytes.lineEnd(from: after) &+ 1, bytes.end)
            default:
                position = index
                indent = index &- lineStart
                if index >= bytes.end || (indent == 0 && TextScan.isMarker(bytes, at: index)) {
                    indent = -1
                }
                return
            }
        }
    }

    /// Ends the line after a value, and goes to the next content.
    ///
    /// - Returns: `false`, without moving, if the line holds anything but blanks
    ///   and a comment set off by one.
    @inline(__always)
    mutating func finishLine() throws(YAMLRefusal) -> Bool {
        var index = position
        while bytes[index].isBlank { index &+= 1 }
        switch bytes[index] {
        case .lineFeed:
            position = index &+ 1
        case .carriageReturn:
            position = index &+ 2
        case UInt8(ascii: "#"):
            guard index > position else { return false }
            sawComment = true
            position = min(bytes.lineEnd(from: index) &+ 1, bytes.end)
        case 0 where index >= bytes.end:
            position = index
        default:
            return false
        }
        try goToContent()
        return true
    }

    /// Whether the byte at an offset is a `-` that begins an item of a list.
    @inline(__always)
    func isDash(at offset: Int) -> Bool {
        bytes[offset] == UInt8(ascii: "-") && bytes[offset &+ 1].isBlankOrEnd
    }

    /// Whether a line looks like `word: …`, as the next key of a mapping would.
    func looksLikeKey(at offset: Int) -> Bool {
        let first = bytes[offset]
        let isWord = first | 0x20 >= 0x61 && first | 0x20 <= 0x7A || first >= 0xC3
        guard isWord else { return false }
        let end = plainEnd(from: offset)
        return bytes[end] == UInt8(ascii: ":") && end - offset <= 60
    }

    /// The bytes from an offset to the end of its line, trailing blanks left out.
    func restOfLine(from offset: Int) -> Range<Int> {
        let end = bytes.lineEnd(from: offset)
        return offset..<max(offset, trimmed(offset, end))
    }

    /// The end of a range without the blanks and the carriage return before it.
    @inline(__always)
    func trimmed(_ start: Int, _ end: Int) -> Int {
        var end = end
        while end > start, bytes[end &- 1].isBlank || bytes[end &- 1] == .carriageReturn {
            end &-= 1
        }
        return end
    }
}
