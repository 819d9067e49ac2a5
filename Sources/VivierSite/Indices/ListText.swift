/// Which rows have which term.
struct ListText: Sendable {
    let rules: TermRules
    let rowCount: Int
    /// Ascending.
    let terms: [[UInt8]]
    /// For each term, how much it says: few rows have it.
    let weights: [Int]
    /// For each term its rows, ascending, times two, and 1 more where it is strong.
    let postings: [[UInt32]]

    /// The terms of all rows, which are numbers of `vocabulary`.
    init(_ rows: [[RowTerm]], vocabulary: TermVocabulary) {
        let known = vocabulary.all
        let order = (0..<known.count).sorted { known[$0].lexicographicallyPrecedes(known[$1]) }
        var ranks = [Int](repeating: 0, count: known.count)
        for (rank, number) in order.enumerated() { ranks[number] = rank }
        var counts = [Int](repeating: 0, count: known.count)
        for row in rows { for term in row { counts[ranks[term.term]] += 1 } }
        var postings = counts.map { count in
            var rows: [UInt32] = []
            rows.reserveCapacity(count)
            return rows
        }
        for (number, row) in rows.enumerated() {
            for term in row {
                postings[ranks[term.term]].append(UInt32(number) << 1 | (term.isStrong ? 1 : 0))
            }
        }
        // What only rows of another language's list have is no term of this one.
        let used = postings.indices.filter { !postings[$0].isEmpty }
        rules = vocabulary.rules
        rowCount = rows.count
        terms = used.map { Array(known[order[$0]]) }
        weights = used.map { termWeight(rows: rows.count, having: counts[$0]) }
        self.postings = used.map { postings[$0] }
    }

    /// The place of the first term that is not below a text.
    func firstTerm(notBelow text: some Collection<UInt8>) -> Int {
        var low = 0
        var high = terms.count
        while low < high {
            let middle = (low + high) / 2
            if terms[middle].lexicographicallyPrecedes(text) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }
}

/// ⌊16·log₂(1 + rows/having)⌋, in whole numbers: the same on every machine.
func termWeight(rows: Int, having: Int) -> Int {
    // 1 + rows/having as a fraction of 2^32, squared four times: its logarithm times 16
    // is that of the sixteenth power.
    var log = 0
    var value = UInt64(rows + having) << 32 / UInt64(max(having, 1))
    while value >= 2 << 32 {
        value >>= 1
        log += 1
    }
    for _ in 0..<4 {
        log *= 2
        let (high, low) = value.multipliedFullWidth(by: value)
        value = high << 32 | low >> 32
        if value >= 2 << 32 {
            value >>= 1
            log += 1
        }
    }
    return log
}
