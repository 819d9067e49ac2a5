extension TermRules {
    /// The bytes of a folded word that its term keeps, from the front.
    ///
    /// A word with a digit is its own term, whole.
    func stemLength(of word: ArraySlice<UInt8>) -> Int {
        guard !hasDigit(word) else { return word.count }
        for ending in endings where word.hasEnd(ending.whole) {
            if keepsEnough(word.dropLast(ending.takenOff)) {
                return word.count - ending.takenOff
            }
        }
        return word.count
    }

    /// What may be left of a word that is still being typed, the shortest first.
    ///
    /// `educat` of `educateu`, since `eur` begins like its end.
    func unfinishedStems(of word: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        var stems: Set<Int> = []
        for ending in endings {
            let kept = ending.whole.dropLast(ending.takenOff)
            let taken = ending.whole.suffix(ending.takenOff)
            for length in stride(from: 1, to: taken.count, by: 1)
            where word.hasEnd(kept + taken.prefix(length)) && keepsEnough(word.dropLast(length)) {
                stems.insert(word.count - length)
            }
        }
        return stems.sorted().map { word.prefix($0) }
    }

    private func keepsEnough(_ stem: ArraySlice<UInt8>) -> Bool {
        codePoints(in: stem) >= minimum
    }
}

/// How many code points UTF-8 bytes hold.
func codePoints(in bytes: some Sequence<UInt8>) -> Int {
    bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
}

private func hasDigit(_ word: ArraySlice<UInt8>) -> Bool {
    if word.contains(where: { (48...57).contains($0) }) { return true }
    guard word.contains(where: { $0 >= 0x80 }) else { return false }
    return String(decoding: word, as: UTF8.self).unicodeScalars.contains { scalar in
        switch scalar.properties.generalCategory {
        case .decimalNumber, .letterNumber, .otherNumber: true
        default: false
        }
    }
}

extension ArraySlice<UInt8> {
    fileprivate func hasEnd(_ end: some Collection<UInt8>) -> Bool {
        count >= end.count && suffix(end.count).elementsEqual(end)
    }
}
