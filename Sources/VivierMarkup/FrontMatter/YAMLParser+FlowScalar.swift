import VivierDiagnostics

extension YAMLParser {
    /// Reads a text between brackets, quoted or not, over as many lines as it has.
    mutating func flowScalar(
        parent: Int,
        opening: Int
    ) throws(YAMLRefusal) -> YAMLScalar {
        let start = position
        let first = bytes[start]
        if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
            return try quoted(parent: parent)
        }
        guard canBeginPlain(first, at: start, inFlow: true) else {
            throw refuse(YAMLFault.flowIndicator(self, at: start, opening: opening))
        }
        var scalar = YAMLScalar(style: .plain, start: start, end: start)
        var line = start
        while true {
            let end = flowPlainEnd(from: line)
            scalar.end = trimmed(line, end)
            position = end
            guard bytes[end] == .lineFeed || bytes[end] == .carriageReturn else { return scalar }
            sawComment = false
            try skipFlowSpace(parent: parent, opening: opening)
            let next = bytes[position]
            let isColon =
                next == UInt8(ascii: ":")
                && (bytes[position + 1].isBlankOrEnd || bytes[position + 1].isFlowIndicator)
            guard !next.isFlowIndicator, !isColon, !sawComment else { return scalar }
            scalar.isEncoded = true
            scalar.spansLines = true
            line = position
        }
    }

    /// Goes over blanks, line ends and comments between brackets.
    ///
    /// A further line must be indented more than the parent of the brackets; a
    /// closing bracket that begins a line may stand in the column of the parent,
    /// as everybody writes it (YAML itself wants one more).
    mutating func skipFlowSpace(parent: Int, opening: Int) throws(YAMLRefusal) {
        var index = position
        var isNewLine = false
        while true {
            while bytes[index].isBlank { index += 1 }
            switch bytes[index] {
            case .carriageReturn:
                index += 1
            case .lineFeed:
                index += 1
                lineStart = index
                isNewLine = true
            case UInt8(ascii: "#"):
                guard index == lineStart || bytes[index - 1].isBlank else {
                    throw refuse(YAMLFault.flowIndicator(self, at: index, opening: opening))
                }
                sawComment = true
                index = bytes.lineEnd(from: index)
            case 0 where index >= bytes.end:
                throw refuse(YAMLFault.unclosedBracket(self, opening: opening))
            default:
                guard isNewLine else {
                    position = index
                    return
                }
                return try beginFlowLine(at: index, parent: parent, opening: opening)
            }
        }
    }

    /// Checks the indentation of a further line between brackets.
    private mutating func beginFlowLine(
        at index: Int,
        parent: Int,
        opening: Int
    ) throws(YAMLRefusal) {
        var spaces = 0
        while bytes[lineStart + spaces] == .space { spaces += 1 }
        let isClosing = bytes[index] == UInt8(ascii: "]") || bytes[index] == UInt8(ascii: "}")
        let isEnough =
            spaces > parent || (isClosing && spaces == parent && index == lineStart + spaces)
        guard isEnough, !(spaces == 0 && TextScan.isMarker(bytes, at: index)) else {
            let isMistaken = isClosing || !looksLikeKey(at: index)
            let isTab = bytes[lineStart + spaces] == .tab
            let line = lineStart
            lineStart = opening
            if isTab {
                throw refuse(YAMLFault.tab(in: source, at: line + spaces..<index))
            }
            throw refuse(
                isMistaken
                    ? YAMLFault.flowNotIndented(self, at: index)
                    : YAMLFault.unclosedBracket(self, opening: opening)
            )
        }
        position = index
    }
}
