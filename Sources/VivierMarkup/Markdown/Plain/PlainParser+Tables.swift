extension PlainParser {
    /// Reads a table: rows from bar to bar, as many cells in each, with text
    /// without marks in every one, and a blank line after the last.
    mutating func readTable() throws(NotPlain) {
        guard mayHoldTables else { throw NotPlain() }
        let dashes = text.firstIndex(of: 0x0A, from: index) + 1
        var record = PlainRecord(kind: .table)
        record.text = try alignments(at: dashes)
        let columns = record.text.count
        let table = try tree.append(record, in: 0)
        try readRow(in: table, columns: columns, isHead: true)
        index = text.firstIndex(of: 0x0A, from: dashes)
        line += 1
        while text[index + 1] == UInt8(ascii: "|") {
            index += 1
            line += 1
            try readRow(in: table, columns: columns, isHead: false)
        }
        guard index + 1 >= text.count || text[index + 1] == 0x0A else { throw NotPlain() }
    }

    /// Reads a row up to the end of its line.
    private mutating func readRow(
        in table: Int,
        columns: Int,
        isHead: Bool
    ) throws(NotPlain) {
        var record = PlainRecord(kind: .tableRow)
        record.number = isHead ? 1 : 0
        let row = try tree.append(record, in: table)
        index += 1
        for _ in 0..<columns {
            while text[index] == 0x20 { index += 1 }
            let start = index
            while flags[text[index]] & ByteClass.markdown == 0 { index += 1 }
            guard text[index] == UInt8(ascii: "|") else { throw NotPlain() }
            var end = index
            while end > start, text[end - 1] == 0x20 { end -= 1 }
            guard end > start else { throw NotPlain() }
            let cell = try tree.append(PlainRecord(kind: .tableCell), in: row)
            try appendText(start..<end, in: cell)
            index += 1
        }
        guard index == text.count || text[index] == 0x0A else { throw NotPlain() }
    }

    /// Reads the line of dashes at `start`: `|:--|--:|`, up to eight columns.
    private mutating func alignments(at start: Int) throws(NotPlain) -> ByteView {
        var end = start
        var letters: UInt64 = 0
        var columns = 0
        guard text[end] == UInt8(ascii: "|") else { throw NotPlain() }
        end += 1
        while columns < 8, text[end] > 0x0A {
            while text[end] == 0x20 { end += 1 }
            let isLeft = text[end] == UInt8(ascii: ":")
            if isLeft { end += 1 }
            guard text[end] == UInt8(ascii: "-") else { throw NotPlain() }
            while text[end] == UInt8(ascii: "-") { end += 1 }
            let isRight = text[end] == UInt8(ascii: ":")
            if isRight { end += 1 }
            while text[end] == 0x20 { end += 1 }
            guard text[end] == UInt8(ascii: "|") else { throw NotPlain() }
            end += 1
            letters |= letter(isLeft, isRight) << (8 * columns)
            columns += 1
        }
        guard columns > 0, end >= text.count || text[end] == 0x0A else { throw NotPlain() }
        return try tree.alignments(letters, count: columns)
    }

    private func letter(_ isLeft: Bool, _ isRight: Bool) -> UInt64 {
        switch (isLeft, isRight) {
        case (true, true): UInt64(UInt8(ascii: "c"))
        case (true, false): UInt64(UInt8(ascii: "l"))
        case (false, true): UInt64(UInt8(ascii: "r"))
        case (false, false): 0
        }
    }
}
