/// The marks in the text of a line that make work for cmark.
struct LineMarks {
    private(set) var bars = 0
    private(set) var openBrackets = 0
    private(set) var closeBrackets = 0
    private(set) var emphasis = 0

    /// Where a link definition may begin: after the first `]:`.
    private(set) var definition: Int?

    /// Whether this may be the line of dashes under the head of a table.
    private(set) var isDelimiterRow = false

    /// The columns that such a line makes: its groups of dashes.
    private(set) var columns = 0

    /// The longest word that holds `@`, `//` or `www`.
    private var addressWord = 0..<0

    init(_ base: ByteView, _ range: Range<Int>) {
        var index = range.lowerBound
        var wordStart = index
        var hasAddress = false
        var previous: UInt8 = 0
        var dashes = 0
        var colons = 0
        var others = 0
        var isInCell = false
        while index < range.upperBound {
            let byte = unsafe base.unchecked(index)
            switch byte {
            case UInt8(ascii: "|"):
                bars += 1
                isInCell = false
            case UInt8(ascii: "["):
                openBrackets += 1
                others += 1
            case UInt8(ascii: "]"):
                closeBrackets += 1
                others += 1
            case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"):
                if previous != byte { emphasis += 1 }
                others += 1
            case UInt8(ascii: "-"):
                dashes += 1
                if !isInCell { columns += 1 }
                isInCell = true
            case UInt8(ascii: ":"):
                colons += 1
                if previous == UInt8(ascii: "]"), definition == nil { definition = index + 1 }
            case UInt8(ascii: "@"):
                hasAddress = true
                others += 1
            case UInt8(ascii: "/"), UInt8(ascii: "w"), UInt8(ascii: "W"):
                if previous | 0x20 == byte | 0x20 { hasAddress = true }
                others += 1
            case 0x20, 0x09, 0x0B, 0x0C:
                close(word: wordStart..<index, hasAddress)
                wordStart = index + 1
                hasAddress = false
            default: others += 1
            }
            previous = byte
            index += 1
        }
        close(word: wordStart..<range.upperBound, hasAddress)
        isDelimiterRow = others == 0 && dashes > 0 && bars + colons > 0
    }

    private mutating func close(word: Range<Int>, _ hasAddress: Bool) {
        if hasAddress, word.count > addressWord.count { addressWord = word }
    }

    /// A word longer than `limit` bytes in which there may be an address.
    func longWord(over limit: Int) -> Range<Int>? {
        addressWord.count > limit ? addressWord : nil
    }
}
