extension PlainParser {
    /// Reads `[text](destination)`.
    mutating func readLink() throws(NotPlain) {
        let start = index
        var end = start + 1
        while flags[text[end]] & ByteClass.markdown == 0 { end += 1 }
        let label = (start + 1)..<end
        guard !label.isEmpty, text.has("](", at: end) else { throw NotPlain() }
        end += 2
        let destinationStart = end
        while isPlainAddress(text[end]) { end += 1 }
        guard end > destinationStart, text[end] == UInt8(ascii: ")") else { throw NotPlain() }
        try finishRun()
        index = end + 1
        run.start = index
        let column = run.offset - run.lineStart
        try appendLink(
            to: text.part(destinationStart..<end),
            label,
            columns: (start + 1 + column)..<(index + column)
        )
    }

    /// Reads `<name@host>`.
    mutating func readMailAddress() throws(NotPlain) {
        let start = index
        var at = start + 1
        while flags[text[at]] & ByteClass.markdown == 0 { at += 1 }
        guard text[at] == UInt8(ascii: "@"), text.isInAngles(at) else { throw NotPlain() }
        let end = text.firstIndex(of: UInt8(ascii: ">"), from: at)
        // A longer label would make the host none.
        guard end - at <= 64 else { throw NotPlain() }
        try finishRun()
        index = end + 1
        run.start = index
        let address = (start + 1)..<end
        try appendLink(
            to: tree.mailAddress(text.part(address)),
            address,
            columns: (start + 1 - run.origin)..<(index - run.origin)
        )
    }

    private mutating func appendLink(
        to destination: ByteView,
        _ label: Range<Int>,
        columns: Range<Int>
    ) throws(NotPlain) {
        var record = PlainRecord(kind: .link)
        record.line = Int32(truncatingIfNeeded: line)
        record.startColumn = Int32(truncatingIfNeeded: columns.lowerBound)
        record.endColumn = Int32(truncatingIfNeeded: columns.upperBound)
        record.text = destination
        let link = try tree.append(record, in: run.parent)
        try appendText(label, in: link)
    }

    /// Whether a byte of a destination is taken as it is, and does not end it.
    private func isPlainAddress(_ byte: UInt8) -> Bool {
        switch byte {
        case 0...0x20, 0x7F: false
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: "\\"),
            UInt8(ascii: "&"), UInt8(ascii: "`"):
            false
        default: true
        }
    }
}
