extension ListIndex {
    /// So many words of a search are looked for.
    private static let mostWords = 12

    /// What the words of a search match.
    struct Matches {
        /// For each row, the sum of its words' scores; `nil` where it lacks one.
        var scores: [Int?]
        var corrections: [(typed: String, taken: String)] = []
    }

    /// The rows that have all the words; `nil` if there are none but stop words.
    func matches(_ search: String) -> Matches? {
        let stopWords = Set(text.rules.stopWords)
        var words: [[UInt8]] = []
        var scan = WordScan()
        scan.words(of: search) { word in
            if !stopWords.contains(String(decoding: word, as: UTF8.self)) {
                words.append([] + word)
            }
        }
        // The last word is what somebody types just now, unless it is one to be left out.
        guard !words.isEmpty else { return nil }
        words = Array(words.prefix(Self.mostWords))
        var matches = Matches(scores: Array(repeating: 0, count: count))
        for (number, word) in words.enumerated() {
            let isLast = number == words.count - 1
            var found = terms(matching: word[...], isLast: isLast)
            if found.isEmpty, let taken = correction(of: word) {
                matches.corrections.append((String(decoding: word, as: UTF8.self), taken.written))
                found = terms(matching: taken.folded[...], isLast: false)
            }
            add(found, to: &matches.scores)
        }
        return matches
    }

    /// Adds the scores of one word; a row without it has none any more.
    private func add(_ found: [Match], to scores: inout [Int?]) {
        var best = [Int](repeating: 0, count: count)
        for match in found {
            for posting in text.postings[match.term] {
                let score = match.weight * (posting & 1 == 1 ? 4 : 1)
                best[Int(posting >> 1)] = max(best[Int(posting >> 1)], score)
            }
        }
        for row in 0..<count {
            scores[row] = best[row] == 0 ? nil : scores[row].map { $0 + best[row] }
        }
    }

    /// A term that a word stands for, by its place, and what it weighs there.
    private struct Match {
        let term: Int
        let weight: Int
    }

    /// The terms that a folded word stands for.
    ///
    /// One that only begins with the word weighs no more than the word itself, if that is a term:
    /// `travaillait`, which is rare, says no more about `travail`.
    private func terms(matching word: ArraySlice<UInt8>, isLast: Bool) -> [Match] {
        let own = match(word.prefix(text.rules.stemLength(of: word)))
        var found = own.map { [$0] } ?? []
        guard isLast else { return found }
        var next = text.firstTerm(notBelow: word)
        while next < text.terms.count, text.terms[next].starts(with: word) {
            if own?.term != next {
                let weight = min(text.weights[next], own?.weight ?? .max)
                found.append(Match(term: next, weight: weight))
            }
            next += 1
        }
        guard found.isEmpty else { return found }
        return text.rules.unfinishedStems(of: word).compactMap { match($0) }
    }

    private func match(_ stem: ArraySlice<UInt8>) -> Match? {
        let place = text.firstTerm(notBelow: stem)
        guard place < text.terms.count, text.terms[place].elementsEqual(stem) else { return nil }
        return Match(term: place, weight: text.weights[place])
    }

    /// The word of a title that one slip of the fingers makes of another.
    private func correction(of word: [UInt8]) -> (written: String, folded: [UInt8])? {
        guard codePoints(in: word) >= 4 else { return nil }
        let letters = Array(String(decoding: word, as: UTF8.self).unicodeScalars)
        var scan = WordScan()
        for title in titleWords {
            var folded: [UInt8] = []
            scan.words(of: title) { folded = Array($0) }
            let other = Array(String(decoding: folded, as: UTF8.self).unicodeScalars)
            if isOneSlip(letters, other) { return (title, folded) }
        }
        return nil
    }
}

/// Whether two words differ in one letter that is more, less or other, or in two
/// neighbours that are exchanged.
func isOneSlip(_ one: [Unicode.Scalar], _ other: [Unicode.Scalar]) -> Bool {
    guard one != other, abs(one.count - other.count) <= 1 else { return false }
    let shorter = min(one.count, other.count)
    let front = zip(one, other).prefix { $0 == $1 }.count
    let back = min(
        zip(one.reversed(), other.reversed()).prefix { $0 == $1 }.count,
        shorter - front
    )
    if one.count != other.count { return front + back == shorter }
    if front + back == shorter - 1 { return true }
    return front + back == shorter - 2 && one[front] == other[front + 1]
        && one[front + 1] == other[front]
}
