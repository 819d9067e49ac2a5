extension Typesetter {
    /// Sets the number that begins at `index`, and what belongs to it: thousands,
    /// a unit, an hour, a month, `1er`.
    ///
    /// Only spaces that the author wrote change.
    func setNumber(
        _ piece: TextPiece,
        at index: Int,
        _ state: inout TypesetState,
        _ sink: inout ByteSink
    ) -> Int {
        let digits = endOfDigits(piece, from: index)
        // `B12 m` is a name.
        guard kind(piece, before: index) != .letter, piece[index - 1] != UInt8(ascii: "_") else {
            return digits
        }
        if digits - index == 1, piece[index] == UInt8(ascii: "1"),
            piece.has("er", at: digits) || piece.has("re", at: digits), !piece.isWord(digits + 2)
        {
            return setFirst(piece, at: digits, &state, &sink)
        }
        let end = setThousands(piece, index..<digits, &state, &sink)
        let width = piece.spaceWidth(at: end)
        guard width > 0 else { return end }
        let next = end + width
        if let unit = endOfUnit(piece, from: next) {
            state.replace(piece, end..<next, with: "\u{00A0}", &sink)
            let isHour = unit == next + 1 && piece[next] == UInt8(ascii: "h")
            return isHour ? setMinutes(piece, at: unit, &state, &sink) : unit
        }
        if digits - index <= 2, end == digits, startsMonth(piece, at: next) {
            state.replace(piece, end..<next, with: "\u{00A0}", &sink)
        }
        return next
    }

    /// `1er` → `1<sup>er</sup>`, and U+00A0 before a month.
    private func setFirst(
        _ piece: TextPiece,
        at index: Int,
        _ state: inout TypesetState,
        _ sink: inout ByteSink
    ) -> Int {
        let end = index + 2
        if isHTML {
            let isMasculine = piece[index] == UInt8(ascii: "e")
            let text: StaticString = isMasculine ? "<sup>er</sup>" : "<sup>re</sup>"
            state.replace(piece, index..<end, with: text, &sink)
        }
        let width = piece.spaceWidth(at: end)
        if width > 0, startsMonth(piece, at: end + width) {
            state.replace(piece, end..<(end + width), with: "\u{00A0}", &sink)
        }
        return end + width
    }

    /// `2 050` → U+202F between groups of three digits.
    ///
    /// Not after another number (`01 23 456`: a telephone) nor after a decimal sign.
    private func setThousands(
        _ piece: TextPiece,
        _ first: Range<Int>,
        _ state: inout TypesetState,
        _ sink: inout ByteSink
    ) -> Int {
        var end = first.upperBound
        guard first.count <= 3 else { return end }
        let before = piece.spaceWidth(before: first.lowerBound)
        if before > 0, piece.isDigit(first.lowerBound - before - 1) { return end }
        let sign = piece[first.lowerBound - 1]
        if sign == UInt8(ascii: ",") || sign == UInt8(ascii: "."),
            piece.isDigit(first.lowerBound - 2)
        {
            return end
        }
        while case let width = piece.spaceWidth(at: end), width > 0 {
            let group = end + width
            guard endOfDigits(piece, from: group) == group + 3 else { break }
            state.replace(piece, end..<group, with: "\u{202F}", &sink)
            end = group + 3
        }
        return end
    }

    /// `14 h 30` → U+00A0 before the minutes.
    private func setMinutes(
        _ piece: TextPiece,
        at index: Int,
        _ state: inout TypesetState,
        _ sink: inout ByteSink
    ) -> Int {
        let width = piece.spaceWidth(at: index)
        let minutes = index + width
        guard width > 0, endOfDigits(piece, from: minutes) == minutes + 2,
            piece[minutes] < UInt8(ascii: "6")
        else { return index }
        state.replace(piece, index..<minutes, with: "\u{00A0}", &sink)
        // They may be followed by `min`.
        return minutes
    }

    private func endOfDigits(_ piece: TextPiece, from index: Int) -> Int {
        var end = index
        while piece.isDigit(end) { end += 1 }
        return end
    }

    /// Where the unit that begins at `index` ends; `nil` if there is none.
    private func endOfUnit(_ piece: TextPiece, from index: Int) -> Int? {
        switch piece[index] {
        case UInt8(ascii: "%"), UInt8(ascii: "$"): return index + 1
        case 0xE2 where piece.has("€", at: index) || piece.has("‰", at: index): return index + 3
        case 0xC2 where piece.has("£", at: index): return index + 2
        case 0xC2 where piece.has("°", at: index):
            let letter = piece[index + 2]
            let isDegree = letter == UInt8(ascii: "C") || letter == UInt8(ascii: "F")
            return index + (isDegree ? 3 : 2)
        default:
            // All the others are one to four letters; few words are so short.
            var letters = 0
            while letters < 5, (piece[index + letters] | 0x20) &- 0x61 < 26 { letters += 1 }
            guard letters > 0, letters < 5 else { return nil }
        }
        for unit in units where piece.has(unit, at: index) {
            var end = index + unit.utf8CodeUnitCount
            if piece.has("²", at: end) || piece.has("³", at: end) { end += 2 }
            // `30 s'achèvent`, `2 m-2`.
            let next = piece[end]
            if !piece.isWord(end), next != UInt8(ascii: "'"), next != UInt8(ascii: "-"),
                !piece.has("’", at: end)
            {
                return end
            }
        }
        return nil
    }

    private func startsMonth(_ piece: TextPiece, at index: Int) -> Bool {
        guard "jfmasondJFMASOND".utf8.contains(piece[index]) else { return false }
        return months.contains { month in
            hasWord(month, piece, at: index) && !piece.isWord(index + month.utf8CodeUnitCount)
        }
    }

    /// Whether a word stands at `index`, its first letter small or capital.
    private func hasWord(_ word: StaticString, _ piece: TextPiece, at index: Int) -> Bool {
        for offset in 0..<word.utf8CodeUnitCount {
            let byte = piece[index + offset] | (offset == 0 ? 0x20 : 0)
            if unsafe byte != word.utf8Start[offset] { return false }
        }
        return true
    }
}

/// Symbols only: a unit written as a word may go to the next line.
private let units: [StaticString] = [
    "h", "min", "s", "ms", "km", "m", "cm", "mm", "kg", "g", "mg", "t", "L", "l", "cl", "ml", "mL",
    "ha", "W", "kW", "kWh", "MW", "V", "Hz", "kHz", "MHz", "GHz", "dB", "ko", "Ko", "Mo", "Go",
    "To", "Mbit", "ETP", "EUR", "CHF", "USD", "GBP", "k€", "K€", "M€", "Md€",
]

private let months: [StaticString] = [
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
    "novembre", "décembre", "fevrier", "aout", "decembre", "janv.", "févr.", "avr.", "juil.",
    "sept.", "oct.", "nov.", "déc.",
]
