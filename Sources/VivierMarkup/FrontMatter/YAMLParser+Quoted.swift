import VivierDiagnostics

extension YAMLParser {
    /// Reads a text in quotes, single or double, over as many lines as it has;
    /// leaves `position` after the closing quote.
    ///
    /// Every escape is checked here, so that the text can be made later without
    /// a fault.
    mutating func quoted(parent: Int) throws(YAMLRefusal) -> YAMLScalar {
        let start = position
        let quote = bytes[start]
        let isDouble = quote == UInt8(ascii: "\"")
        var scalar = YAMLScalar(style: isDouble ? .double : .single, start: start, end: start)
        var index = start &+ 1
        while true {
            let byte = bytes[index]
            // Nothing below needs a look at letters.
            if byte > 0x5C || (byte > 0x27 && byte < 0x5C) {
                index &+= 1
                continue
            }
            if byte == quote {
                guard !isDouble, bytes[index &+ 1] == quote else { break }
                scalar.isEncoded = true
                index &+= 2
            } else if byte == UInt8(ascii: "\\"), isDouble {
                scalar.isEncoded = true
                let next = bytes[index &+ 1]
                if next == .lineFeed || next == .carriageReturn {
                    index &+= 1
                } else {
                    index &+= try escape(at: index, opening: start)
                }
            } else if byte == .lineFeed {
                scalar.isEncoded = true
                scalar.spansLines = true
                index = try nextQuotedLine(after: index, opening: start, parent: parent)
            } else if byte == 0, index >= bytes.end {
                throw refuse(YAMLFault.unclosedQuote(self, opening: start))
            } else {
                index &+= 1
            }
        }
        scalar.end = index &+ 1
        position = scalar.end
        return scalar
    }

    /// Goes over a line end inside quotes.
    ///
    /// - Returns: The offset of the first character of the next line with any.
    private mutating func nextQuotedLine(
        after lineFeed: Int,
        opening: Int,
        parent: Int
    ) throws(YAMLRefusal) -> Int {
        var line = lineFeed &+ 1
        while true {
            var index = line
            while bytes[index] == .space { index &+= 1 }
            let spaces = index &- line
            while bytes[index].isBlank { index &+= 1 }
            let byte = bytes[index]
            if byte == .lineFeed || byte == .carriageReturn {
                line = bytes.lineEnd(from: index) &+ 1
                continue
            }
            guard index < bytes.end, spaces > parent,
                !(spaces == 0 && TextScan.isMarker(bytes, at: line))
            else {
                let isText = index < bytes.end && !looksLikeKey(at: index)
                if isText, let closing = closingQuote(of: opening, from: line) {
                    throw refuse(
                        YAMLFault.quotedTextNotIndented(self, at: index, closing: closing)
                    )
                }
                throw refuse(YAMLFault.unclosedQuote(self, opening: opening))
            }
            lineStart = line
            return index
        }
    }

    /// Offset of the next quote of the kind that opens at `opening`.
    private func closingQuote(of opening: Int, from start: Int) -> Int? {
        var index = start
        while index < bytes.end, bytes[index] != bytes[opening] { index &+= 1 }
        return index < bytes.end ? index : nil
    }

    /// Ends the line after a text in quotes.
    mutating func finish(quoted scalar: YAMLScalar) throws(YAMLRefusal) {
        guard try finishLine() else {
            throw refuse(YAMLFault.textAfterQuote(self, scalar: scalar))
        }
    }

    /// Checks one escape of a text in double quotes.
    ///
    /// - Returns: Its length in bytes.
    private mutating func escape(at start: Int, opening: Int) throws(YAMLRefusal) -> Int {
        guard let escape = YAMLEscape(bytes, at: start) else {
            guard start &+ 1 < bytes.end else {
                throw refuse(YAMLFault.unclosedQuote(self, opening: opening))
            }
            throw refuse(YAMLFault.unknownEscape(self, at: start, opening: opening))
        }
        guard escape.isText else {
            throw refuse(YAMLFault.escapedControl(in: source, at: start..<start + escape.length))
        }
        return escape.length
    }
}
