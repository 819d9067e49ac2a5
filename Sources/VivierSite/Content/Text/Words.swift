/// A piece of a short text: a date, a salary, a delay.
enum Word: Equatable {
    /// A run of letters, folded.
    case letters(String)
    /// A run of digits.
    case digits(String)
    /// One character that is neither, spaces left out.
    case sign(Unicode.Scalar)
}

/// Cuts a short text into folded words, runs of digits and signs.
///
/// Spaces of every kind (no-break, narrow, thin) separate and disappear.
///
/// - Returns: At most `limit` pieces; `nil` if the text has more.
func words(of text: String, limit: Int = 24) -> [Word]? {
    var words: [Word] = []
    var run: [UInt8] = []
    var isDigits = false
    func finished() -> Word {
        let text = String(decoding: run, as: UTF8.self)
        return isDigits ? .digits(text) : .letters(text)
    }
    for scalar in text.unicodeScalars {
        let before = run.count
        let isWord = appendFolded(scalar, to: &run)
        if isWord {
            guard run.count > before else { continue }
            let isDigit = (0x30...0x39).contains(run[before])
            if before > 0, isDigit != isDigits {
                let added = Array(run[before...])
                run.removeLast(added.count)
                words.append(finished())
                run = added
            }
            isDigits = isDigit
            continue
        }
        if !run.isEmpty {
            words.append(finished())
            run.removeAll(keepingCapacity: true)
        }
        if !isSpace(scalar) { words.append(.sign(scalar)) }
        if words.count > limit { return nil }
    }
    if !run.isEmpty { words.append(finished()) }
    return words.count > limit ? nil : words
}

/// Whether a scalar is a space of any width, or a line break (property White_Space
/// of Unicode, written out: looking properties up is slow).
func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20, 0x09...0x0D: true
    case 0x21..<0x85: false
    case 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
    default: false
    }
}

/// A text without spaces, no-break spaces and zero-width signs at its ends.
func trimmed(_ text: String) -> String {
    func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x21...0x7E: false
        case 0x200B...0x200D, 0x2060, 0xFEFF: true
        default: isSpace(scalar)
        }
    }
    let scalars = text.unicodeScalars
    guard let first = scalars.first, let last = scalars.last, isBlank(first) || isBlank(last)
    else { return text }
    guard let start = scalars.firstIndex(where: { !isBlank($0) }) else { return "" }
    let end = scalars.lastIndex { !isBlank($0) } ?? start
    return String(scalars[start...end])
}
