extension PlainParser {
    /// Reads the text of a block, which begins `offset` bytes into this line, up to
    /// the end of its last line.
    mutating func readText(
        of block: Int,
        offset: Int,
        follower: PlainRun.Follower
    ) throws(NotPlain) {
        index += offset
        run = PlainRun(
            follower: follower,
            parent: block,
            block: block,
            start: index,
            lineStart: index,
            origin: index,
            offset: offset
        )
        while true {
            while index < text.count,
                flags[unsafe text.unchecked(index)] & ByteClass.markdown == 0
            {
                index += 1
            }
            guard index < text.count, text[index] != 0x0A else {
                guard try readLineEnd() else { return }
                continue
            }
            try readMark(text[index])
        }
    }

    private mutating func readMark(_ mark: UInt8) throws(NotPlain) {
        let next = text[index + 1]
        switch mark {
        case UInt8(ascii: "*"): try readStars()
        case UInt8(ascii: "["): try readLink()
        // `< 18`: no tag and no address begins so.
        case UInt8(ascii: "<") where next == 0x20 || flags[next] & ByteClass.digit != 0:
            index += 1
        case UInt8(ascii: "<"): try readMailAddress()
        case UInt8(ascii: "&") where next == 0x20: index += 1
        case UInt8(ascii: "!") where next != UInt8(ascii: "["): index += 1
        default: throw NotPlain()
        }
    }

    /// Reads the end of a line or of the document.
    ///
    /// - Returns: Whether the text goes on in the next line.
    private mutating func readLineEnd() throws(NotPlain) -> Bool {
        let lineEnd = index
        while text[index - 1] == 0x20 { index -= 1 }
        let endsInText = run.start < index
        try finishRun()
        let spaces = lineEnd - index
        run.start = lineEnd
        guard let mark = try continuation(at: lineEnd + 1) else {
            // They may belong to a heading or to its text.
            let isOpen = run.follower == .none && text[index - 1] == UInt8(ascii: "#")
            if run.stars > 0 || isOpen { throw NotPlain() }
            index = lineEnd
            return false
        }
        // Two break the line; one is dropped, if it is part of a text.
        if spaces > 1 || spaces == 1 && !endsInText {
            throw NotPlain()
        }
        index = lineEnd
        _ = try tree.append(PlainRecord(kind: .softBreak), in: run.parent)
        index += 1 + mark
        line += 1
        run.start = index
        run.lineStart = index
        run.origin += mark
        return true
    }

    /// Puts the text before this byte into the tree.
    mutating func finishRun() throws(NotPlain) {
        guard run.start < index else { return }
        try appendText(run.start..<index, in: run.parent)
        run.start = index
    }

    mutating func appendText(_ range: Range<Int>, in parent: Int) throws(NotPlain) {
        var record = PlainRecord(kind: .text)
        record.text = text.part(range)
        if mayHoldAddresses, record.text.hasBareAddress { throw NotPlain() }
        _ = try tree.append(record, in: parent)
    }
}
