extension PlainParser {
    /// Reads the block that begins on this line, or skips the line if it is blank.
    mutating func readBlock() throws(NotPlain) {
        switch PlainLine(text, at: index, flags: flags) {
        case .blank:
            isAfterBlank = true
            index += 1
            line += 1
            return
        case .text:
            list = nil
            try readParagraph(in: 0, offset: 0, follower: .paragraph)
        case .heading(let level):
            list = nil
            try readHeading(level: level)
        case .quote:
            list = nil
            let quote = try tree.append(PlainRecord(kind: .blockQuote), in: 0)
            try readParagraph(in: quote, offset: 2, follower: .quote)
        case .bullet:
            try readItem(marker: text[index], number: 0, width: 2)
        case .number(let number, let width):
            try readItem(marker: UInt8(ascii: "."), number: number, width: width)
        case .row:
            list = nil
            try readTable()
        case .notPlain:
            throw NotPlain()
        }
        isAfterBlank = false
        // Past the end of the line, or of the text.
        index += 1
        line += 1
    }

    private mutating func readHeading(level: Int) throws(NotPlain) {
        var record = PlainRecord(kind: .heading)
        record.number = Int32(truncatingIfNeeded: level)
        record.line = Int32(truncatingIfNeeded: line)
        record.startColumn = 1
        let heading = try tree.append(record, in: 0)
        try readText(of: heading, offset: level + 1, follower: .none)
    }

    /// Reads an item after its marker, which is `width` bytes with its space.
    private mutating func readItem(
        marker: UInt8,
        number: Int,
        width: Int
    ) throws(NotPlain) {
        let parent: Int
        if let list, list.marker == marker {
            if isAfterBlank { tree.loosen(list.node) }
            parent = list.node
        } else {
            var record = PlainRecord(kind: .list)
            record.isOrdered = marker == UInt8(ascii: ".")
            record.number = Int32(truncatingIfNeeded: number)
            parent = try tree.append(record, in: 0)
            list = (parent, marker)
        }
        let item = try tree.append(PlainRecord(kind: .item), in: parent)
        try readParagraph(in: item, offset: width, follower: .item)
    }

    /// Reads a paragraph that begins `offset` bytes into this line.
    private mutating func readParagraph(
        in parent: Int,
        offset: Int,
        follower: PlainRun.Follower
    ) throws(NotPlain) {
        guard offset == 0 || PlainLine(text, at: index + offset, flags: flags) == .text else {
            throw NotPlain()
        }
        var record = PlainRecord(kind: .paragraph)
        record.line = Int32(truncatingIfNeeded: line)
        record.startColumn = Int32(truncatingIfNeeded: offset + 1)
        let paragraph = try tree.append(record, in: parent)
        try readText(of: paragraph, offset: offset, follower: follower)
    }

    /// Whether the line at `start` continues the text being read.
    ///
    /// - Returns: How many bytes of it come before the text; `nil` if it does not.
    func continuation(at start: Int) throws(NotPlain) -> Int? {
        guard start < text.count, run.follower != .none else { return nil }
        let next = PlainLine(text, at: start, flags: flags)
        switch (run.follower, next) {
        case (.paragraph, .text): return 0
        // Any other number is text there.
        case (.paragraph, .number(let number, _)) where number != 1: throw NotPlain()
        case (.quote, .quote):
            guard PlainLine(text, at: start + 2, flags: flags) == .text else { throw NotPlain() }
            return 2
        // Lazy: the line belongs to the quote or to the item all the same.
        case (.quote, .text), (.item, .text), (_, .row), (_, .notPlain):
            throw NotPlain()
        default: return nil
        }
    }
}
