extension ListText {
    /// The shards of terms, and the file that says which term stands in which.
    func files(shardSize: Int) -> [IndexFile] {
        var shards: [IndexFile] = []
        var borders: [[UInt8]] = []
        var start = 0
        while start < terms.count {
            let (end, bytes) = shard(from: start, size: shardSize)
            if start > 0 { borders.append(border(between: terms[start - 1], terms[start])) }
            shards.append(IndexFile(name: "t-\(shards.count).json", bytes: bytes))
            start = end
        }
        var json = JSONWriter(capacity: 4096)
        json.object { file in
            file.key("first")
            file.string(utf8: Array(borders.joined(separator: [0x20])))
            file.member("stop", rules.stopWords.joined(separator: " "))
            file.member("ends", rules.endings.map(\.written).joined(separator: " "))
            file.member("min", rules.minimum)
        }
        return [IndexFile(name: "t-dir.json", bytes: json.bytes)] + shards
    }

    /// The terms from `start` on that fill a shard.
    private func shard(from start: Int, size: Int) -> (end: Int, bytes: [UInt8]) {
        var names: [UInt8] = []
        var numbers: [UInt8] = []
        var end = start
        while end < terms.count {
            let before = (names.count, numbers.count)
            if end > start {
                names.append(0x20)
                numbers.append(0x20)
            }
            names += terms[end]
            appendRows(of: end, to: &numbers)
            // 24 bytes are around them, and some 4 for the weight.
            let total = names.count + numbers.count + 24 + 4 * (end - start + 1)
            if end > start, total > size {
                names.removeLast(names.count - before.0)
                numbers.removeLast(numbers.count - before.1)
                break
            }
            end += 1
        }
        var json = JSONWriter(capacity: size + 64)
        json.object { file in
            file.key("t")
            file.string(utf8: names)
            file.numbers("w", weights[start..<end])
            file.key("p")
            file.string(utf8: numbers)
        }
        return (end, json.bytes)
    }

    private func appendRows(of term: Int, to text: inout [UInt8]) {
        var next = 0
        for posting in postings[term] {
            let row = Int(posting >> 1)
            appendVLQ((row - next) << 1 | Int(posting & 1), to: &text)
            next = row + 1
        }
    }

    /// The shortest beginning of a term that stands above the one before it, never
    /// within a code point.
    private func border(between before: [UInt8], _ term: [UInt8]) -> [UInt8] {
        for length in 1..<max(term.count, 1)
        where term[length] & 0xC0 != 0x80 && before.lexicographicallyPrecedes(term[..<length]) {
            return Array(term[..<length])
        }
        return term
    }
}
