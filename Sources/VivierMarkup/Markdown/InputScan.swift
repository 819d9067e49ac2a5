/// Reads a text line by line before cmark does, to refuse what would keep cmark
/// busy or make it write without end.
///
/// It need not know Markdown exactly, only never count less than cmark will do:
/// a table inside a code block counts as a table.
struct InputScan {
    /// Why a text is refused, and where: byte offsets in the text.
    struct Refusal: Equatable {
        enum Reason: Equatable {
            case table(cells: Int)
            case columns(Int)
            case textAboveTable(bytes: Int)
            case nesting(Int)
            case marks(Int)
            case references(length: Int, uses: Int)
        }

        var reason: Reason
        var range: Range<Int>
    }

    /// The first limit that the text breaks.
    private(set) var refusal: Refusal?

    /// A word too long to look for addresses in, if there is one.
    private(set) var longWord: Range<Int>?

    private let limits: MarkdownLimits
    private let outputLimit: Int

    // The block of text being read: what cmark takes as one run of inlines.
    private var blockStart = 0
    private var brackets = 0
    private var emphasis = 0

    // The table being read, if its line of dashes was seen: columns, else 0.
    private var columns = 0
    private var cells = 0
    private var hasTable = false
    private var longRow: (bars: Int, range: Range<Int>)?

    // Link definitions and what could refer to them.
    private var definition: Int?
    private var longestDefinition = 0..<0
    private var closeBrackets = 0

    /// Reads `text`: two microseconds for 1 KB.
    init(_ text: ByteView, limits: MarkdownLimits) {
        self.limits = limits
        self.outputLimit = limits.output(for: text.count)
        var start = 0
        while start < text.count, refusal == nil {
            var end = start
            while end < text.count, !isLineEnd(unsafe text.unchecked(end)) { end += 1 }
            read(line: text, start..<end)
            start = end + 1
            // Half a line end is no blank line.
            if text[end] == 0x0D, text[start] == 0x0A { start += 1 }
        }
        finishDefinition(at: text.count)
        check(whole: text.count)
    }

    private mutating func read(line base: ByteView, _ range: Range<Int>) {
        let prefix = LinePrefix(base, range)
        if prefix.isBlank {
            finishDefinition(at: range.lowerBound)
            blockStart = range.upperBound + 1
            (brackets, emphasis, columns) = (0, 0, 0)
            return
        }
        if prefix.levels > limits.nesting { refuse(.nesting(prefix.levels), range) }
        if prefix.startsBlock {
            blockStart = range.lowerBound
            (brackets, emphasis) = (0, 0)
        }
        let line = LineMarks(base, prefix.end..<range.upperBound)
        brackets += line.openBrackets
        emphasis += line.emphasis
        closeBrackets += line.closeBrackets
        if max(brackets, emphasis) > limits.marks { refuse(.marks(limits.marks), range) }
        if let word = line.longWord(over: limits.addressLength), longWord == nil {
            longWord = word
        }
        if let colon = line.definition {
            finishDefinition(at: range.lowerBound)
            definition = colon
        }
        readTable(line, prefix, range)
    }

    private mutating func readTable(_ line: LineMarks, _ prefix: LinePrefix, _ range: Range<Int>) {
        if line.bars > limits.columns, longRow == nil { longRow = (line.bars, range) }
        if line.isDelimiterRow {
            hasTable = true
            let above = range.lowerBound - blockStart
            if above > limits.textAboveTable { refuse(.textAboveTable(bytes: above), range) }
            // What looks like the mark of a list may be the first column.
            columns = max(columns, line.columns + prefix.levels)
            cells += columns
        }
        guard columns > 0 else { return }
        cells += columns
        if cells > limits.cells { refuse(.table(cells: cells), range) }
        // Rows are blocks of their own.
        blockStart = range.upperBound + 1
        (brackets, emphasis) = (0, 0)
    }

    private mutating func check(whole count: Int) {
        if hasTable, let longRow { refuse(.columns(longRow.bars), longRow.range) }
        let length = longestDefinition.count
        if length > 0,
            length.multipliedReportingOverflow(by: closeBrackets).overflow
                || length * closeBrackets > outputLimit
        {
            refuse(.references(length: length, uses: closeBrackets), longestDefinition)
        }
    }

    private mutating func finishDefinition(at end: Int) {
        if let start = definition, end - start > longestDefinition.count {
            longestDefinition = start..<end
        }
        definition = nil
    }

    private mutating func refuse(_ reason: Refusal.Reason, _ range: Range<Int>) {
        if refusal == nil { refusal = Refusal(reason: reason, range: range) }
    }
}

@inline(__always)
private func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
