/// A piece of a text about amounts: money, shares, hours.
enum AmountWord: Equatable {
    case number(Double)
    /// Letters, folded.
    case word(String)
    case sign(Unicode.Scalar)
}

/// Cuts `2 050,50 – 2 240 € brut / mois` into numbers, words and signs.
///
/// In a number, spaces of every kind and apostrophes part thousands; a point or a
/// comma does so before exactly three digits, and before one or two it begins the
/// decimals. A `k` right after the digits multiplies by a thousand.
///
/// - Returns: `nil` for a text of more than 32 pieces.
func amountWords(of text: String) -> [AmountWord]? {
    var words: [AmountWord] = []
    let scalars = Array(text.unicodeScalars)
    var index = 0
    while index < scalars.count {
        let scalar = scalars[index]
        if isDigit(scalar) {
            words.append(.number(readNumber(scalars, &index)))
        } else {
            var run: [UInt8] = []
            while index < scalars.count, !isDigit(scalars[index]),
                appendFolded(scalars[index], to: &run)
            {
                index += 1
            }
            if !run.isEmpty { words.append(.word(String(decoding: run, as: UTF8.self))) }
            if run.isEmpty {
                if !isSpace(scalar) { words.append(.sign(scalar)) }
                index += 1
            }
        }
        if words.count > 32 { return nil }
    }
    return words
}

/// A number alone: `2 050`, `2.050,50`, `80`, `0.8`.
func readAmount(_ text: String) -> Double? {
    guard let words = amountWords(of: text) else { return nil }
    if words.count == 1, case .number(let value) = words[0] { return value }
    if words.count == 2, words[0] == .sign("-"), case .number(let value) = words[1] {
        return -value
    }
    return nil
}

private func readNumber(_ scalars: [Unicode.Scalar], _ index: inout Int) -> Double {
    var value = 0.0
    var digits = 0
    while index < scalars.count {
        if isDigit(scalars[index]) {
            value = value * 10 + Double(scalars[index].value - 48)
            digits += 1
            index += 1
            continue
        }
        let next = digitsAfter(index, in: scalars)
        guard next == 3, digits <= 3 || value >= 1000, isThousandsMark(scalars[index]) else {
            break
        }
        index += 1
    }
    if index < scalars.count, scalars[index] == "," || scalars[index] == "." {
        let count = digitsAfter(index, in: scalars)
        if count > 0, count < 3 || value == 0 {
            var scale = 1.0
            for digit in scalars[(index + 1)...(index + count)].prefix(9) {
                scale /= 10
                value += Double(digit.value - 48) * scale
            }
            value = (value * 1_000_000).rounded() / 1_000_000
            index += 1 + count
        }
    }
    if index < scalars.count, scalars[index] == "k" || scalars[index] == "K",
        index + 1 == scalars.count || !scalars[index + 1].properties.isAlphabetic
    {
        value *= 1000
        index += 1
    }
    return value
}

private func digitsAfter(_ index: Int, in scalars: [Unicode.Scalar]) -> Int {
    var end = index + 1
    while end < scalars.count, isDigit(scalars[end]) { end += 1 }
    return end - index - 1
}

private func isThousandsMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20, 0xA0, 0x202F, 0x2009, 0x27, 0x2019, 0x2C, 0x2E: true
    default: false
    }
}

private func isDigit(_ scalar: Unicode.Scalar) -> Bool { (0x30...0x39).contains(scalar.value) }
