/// The marks of quotes and lists that a line begins with.
struct LinePrefix {
    /// Where the text of the line begins.
    private(set) var end: Int

    /// Whether there is nothing but spaces.
    private(set) var isBlank = false

    /// How many blocks may be open inside one another here, at most: one for a
    /// mark, one for two columns of indentation before one.
    private(set) var levels = 0

    /// Whether the line surely ends the paragraph before it.
    ///
    /// A bullet with text after it does, if it is not so far to the right that
    /// it could be the indented continuation of a paragraph.
    private(set) var startsBlock = false

    init(_ base: ByteView, _ range: Range<Int>) {
        end = range.lowerBound
        var columns = 0
        var markers = 0
        var rules = 0
        var ruleByte: UInt8 = 0
        var indent = 0
        scan: while end < range.upperBound {
            let byte = base[end]
            switch byte {
            case 0x20, 0x09:
                columns += byte == 0x09 ? 4 : 1
                indent += byte == 0x09 ? 4 : 1
                end += 1
                continue
            case UInt8(ascii: ">"):
                markers += 1
                end += 1
                indent = 0
            case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"):
                guard isEnd(base, end + 1, range.upperBound) else { break scan }
                if markers == rules, ruleByte == 0 || ruleByte == byte, byte != 0x2B {
                    rules += 1
                    ruleByte = byte
                }
                markers += 1
                if indent < 4 { startsBlock = true }
                end += 1
                indent = 0
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                var digits = end
                while digits < range.upperBound, digits - end < 9,
                    base[digits] >= 0x30 && base[digits] <= 0x39
                {
                    digits += 1
                }
                guard digits < range.upperBound,
                    base[digits] == UInt8(ascii: ".") || base[digits] == UInt8(ascii: ")"),
                    isEnd(base, digits + 1, range.upperBound)
                else { break scan }
                markers += 1
                end = digits + 1
                indent = 0
            default: break scan
            }
        }
        isBlank = end == range.upperBound && markers == 0
        if end == range.upperBound { startsBlock = false }
        // `- - -` is a rule, not three lists.
        let isRule = end == range.upperBound && rules == markers
        if markers > 0, !isRule { levels = markers + columns / 2 }
    }
}

/// Whether a mark ends here: at a space or at the end of the line.
@inline(__always)
private func isEnd(_ base: ByteView, _ index: Int, _ end: Int) -> Bool {
    index >= end || base[index] == 0x20 || base[index] == 0x09
}
