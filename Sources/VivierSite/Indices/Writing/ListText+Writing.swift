extension ListText {
    /// The shards of terms; and, by their names, what says which term stands in which, and
    /// the terms of the newest `recent` rows, if there are any.
    func parts(
        shardSize: Int,
        recent: Int
    ) -> (shards: [IndexPart], named: [(name: String, part: IndexPart)]) {
        var shards: [IndexPart] = []
        var borders: [[UInt8]] = []
        let old = terms.indices.filter { postings[$0].last.map { Int($0 >> 1) >= recent } ?? false }
        var next = old[...]
        while let first = next.first {
            let before = old[..<next.startIndex].last
            let start = before.map { border(between: terms[$0], terms[first]) }
            let (names, numbers, count) = shard(of: next, size: shardSize, from: recent)
            shards.append(part("t-\(String(decoding: start ?? [], as: UTF8.self))", names, numbers))
            if let start { borders.append(start) }
            next = next.dropFirst(count)
        }
        let directory = IndexPart("text", capacity: shards.count * 10 + 4096) { json in
            json.object { file in
                file.key("first")
                file.string(utf8: Array(borders.joined(separator: [0x20])))
                file.hashes("shards", shards)
                file.member("stop", rules.stopWords.joined(separator: " "))
                file.member("ends", rules.endings.map(\.written).joined(separator: " "))
                file.member("min", rules.minimum)
            }
        }
        var named = [("text", directory)]
        if recent > 0 {
            let new = terms.indices.filter {
                postings[$0].first.map { Int($0 >> 1) < recent } ?? false
            }
            named.append(("recent", recentTerms(new, recent)))
        }
        return (shards, named)
    }

    /// The first terms that fill a shard, of rows that are not newer than row `newest`, with their
    /// rows, and how many they are.
    ///
    /// From half of `size` on the shard may end after any term, the likelier the more the term has: where
    /// it ends follows from the terms at its end, so that a change of one moves no borders far from it.
    private func shard(
        of wanted: ArraySlice<Int>,
        size: Int,
        from newest: Int
    ) -> (names: [UInt8], numbers: [UInt8], count: Int) {
        var names: [UInt8] = []
        var numbers: [UInt8] = []
        var count = 0
        for term in wanted {
            let before = names.count + numbers.count
            append(term, newest..<rowCount, to: &names, &numbers)
            count += 1
            let after = names.count + numbers.count
            let chance = Int(hash(terms[term]) % UInt32(size / 2))
            if after >= size / 2, chance < after - before { break }
        }
        return (names, numbers, count)
    }

    private func recentTerms(_ wanted: [Int], _ recent: Int) -> IndexPart {
        var names: [UInt8] = []
        var numbers: [UInt8] = []
        for term in wanted { append(term, 0..<recent, to: &names, &numbers) }
        return part("recent", names, numbers, from: rowCount - recent)
    }

    private func part(
        _ name: String,
        _ names: [UInt8],
        _ numbers: [UInt8],
        from start: Int? = nil
    ) -> IndexPart {
        IndexPart(name, capacity: names.count + numbers.count + 64) { json in
            json.object { file in
                file.member("from", start)
                file.key("t")
                file.string(utf8: names)
                file.key("p")
                file.string(utf8: numbers)
            }
        }
    }

    /// Appends a term, and which of some rows have it, the oldest first.
    private func append(
        _ term: Int,
        _ rows: Range<Int>,
        to names: inout [UInt8],
        _ numbers: inout [UInt8]
    ) {
        if !names.isEmpty {
            names.append(0x20)
            numbers.append(0x20)
        }
        names += terms[term]
        var next = rows.upperBound - 1
        for posting in postings[term].reversed() where rows.contains(Int(posting >> 1)) {
            let row = Int(posting >> 1)
            appendVLQ((next - row) << 1 | Int(posting & 1), to: &numbers)
            next = row - 1
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

/// FNV-1a, 32 bits.
private func hash(_ text: [UInt8]) -> UInt32 {
    text.reduce(0x811C_9DC5) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
}
