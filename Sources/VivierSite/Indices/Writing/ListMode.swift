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

    /// Rows of each block of a column, the newest first.
    func blocks(rows: Int) -> [Int] {
        guard self != .small else { return [rows] }
        var blocks: [Int] = []
        var rest = rows
        var size = 2048
        while rest > 0 {
            blocks.append(min(size, rest))
            rest -= min(size, rest)
            size *= 2
        }
        return blocks
    }

    /// Rows of a file of cards.
    static func cardsInFile(rows: Int) -> Int { rows < 20_000 ? 8 : 16 }
}
