/// How an index is cut into files.
enum ListMode: String, Sendable {
    /// One file holds everything but the text; of some 25 KB compressed at most.
    case small = "S"
    case medium = "M"
    /// Larger shards of text.
    case large = "L"

    init(rows: Int) {
        self = rows <= 500 ? .small : rows <= 50_000 ? .medium : .large
    }

    /// Bytes of a shard of terms.
    var shardSize: Int { self == .large ? 12_288 : 4096 }

    /// Rows of the newest block, from one to nearly two times.
    private static let newestBlock = 1024

    /// Rows of each block, the oldest first.
    ///
    /// A row that is added at the end changes the last block alone, until that one is full:
    /// then it is cut, and of three of one size two become one, as in counting with the digits 1 and 2.
    func blocks(rows: Int) -> [Int] {
        let unit = Self.newestBlock
        guard self != .small, rows >= 2 * unit else { return [rows] }
        var newestFirst = [unit + rows % unit]
        var rest = rows / unit - 1
        var size = unit
        while rest > 0 {
            let digit = rest.isMultiple(of: 2) ? 2 : 1
            newestFirst += repeatElement(size, count: digit)
            rest = (rest - digit) / 2
            size *= 2
        }
        return newestFirst.reversed()
    }

    /// Rows at the end whose terms stand in a file of their own: a row that is added
    /// changes that one and not a hundred shards.
    func recentRows(of rows: Int) -> Int { self == .small ? 0 : rows % 32 }

    /// Rows of a file of cards.
    static func cardsInFile(rows: Int) -> Int { rows < 20_000 ? 6 : 16 }
}
