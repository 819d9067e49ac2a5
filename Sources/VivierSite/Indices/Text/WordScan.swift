@_spi(_Unicode) internal import Swift

/// Finds the folded words of a text: `L’Éducateur` gives `l`, `educateur`.
///
/// `docs/index-format.md` has the rules, "From text to terms"; the browser follows
/// the same. ASCII and the accents of western Europe go through a table.
struct WordScan {
    /// Code points that a word is cut after.
    static let longest = 32

    private var word: [UInt8] = []
    private var length = 0
    /// Where in the word a capital letter follows a small one.
    private var joints: [Int] = []
    /// Whether `DossierFacile` is also found as `dossier` and `facile`: in what is read, not in what is asked.
    private let readsParts: Bool

    init(readsParts: Bool = false) {
        self.readsParts = readsParts
        word.reserveCapacity(Self.longest * 4)
    }

    /// The words of a plain text, in their order.
    mutating func words(of text: String, _ found: (ArraySlice<UInt8>) -> Void) {
        var text = text
        text.withUTF8 { buffer in
            unsafe scan(buffer, isHTML: false, found)
        }
    }

    /// The words of HTML that our own renderer wrote: every tag separates.
    mutating func words(ofHTML html: [UInt8], _ found: (ArraySlice<UInt8>) -> Void) {
        unsafe html.withUnsafeBufferPointer { buffer in
            unsafe scan(buffer, isHTML: true, found)
        }
    }

    private mutating func scan(
        _ bytes: UnsafeBufferPointer<UInt8>,
        isHTML: Bool,
        _ found: (ArraySlice<UInt8>) -> Void
    ) {
        var index = 0
        while index < bytes.count {
            let byte = unsafe bytes[index]
            if byte < 0x80 {
                let letter = asciiFolding[Int(byte)]
                if letter != 0 {
                    if letter != byte, readsParts, length < Self.longest, index > 0,
                        unsafe (97...122).contains(bytes[index - 1])
                    {
                        joints.append(word.count)
                    }
                    if length < Self.longest { word.append(letter) }
                    length += 1
                    index += 1
                    continue
                }
                end(found)
                if isHTML, byte == UInt8(ascii: "<") {
                    while index < bytes.count, unsafe bytes[index] != UInt8(ascii: ">") {
                        index += 1
                    }
                } else if isHTML, byte == UInt8(ascii: "&") {
                    // The five references of our renderer stand for signs, no letters.
                    while index < bytes.count, unsafe bytes[index] != UInt8(ascii: ";") {
                        index += 1
                    }
                }
                index += 1
                continue
            }
            let (value, width) = unsafe scalar(in: bytes, at: index)
            index += width
            add(value, found)
        }
        end(found)
    }

    private mutating func add(_ value: UInt32, _ found: (ArraySlice<UInt8>) -> Void) {
        let folded =
            value < 0x180 ? latinFolding[Int(value) - 0x80] : folding(of: Unicode.Scalar(value))
        switch folded {
        case .separator: end(found)
        case .nothing: break
        case .letters(let letters):
            for scalar in letters {
                if length < Self.longest { word += scalar.utf8 }
                length += 1
            }
        }
    }

    private mutating func end(_ found: (ArraySlice<UInt8>) -> Void) {
        if length > 0 { found(word[...]) }
        if !joints.isEmpty {
            for (start, end) in zip([0] + joints, joints + [word.count]) {
                found(word[start..<end])
            }
            joints.removeAll(keepingCapacity: true)
        }
        word.removeAll(keepingCapacity: true)
        length = 0
    }

    /// The code point that begins at a byte above 0x7F, in valid UTF-8.
    private func scalar(
        in bytes: UnsafeBufferPointer<UInt8>,
        at index: Int
    ) -> (value: UInt32, width: Int) {
        let first = unsafe bytes[index]
        let width = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard index + width <= bytes.count else { return (0xFFFD, bytes.count - index) }
        var value = UInt32(first) & (width == 2 ? 0x1F : width == 3 ? 0x0F : 0x07)
        for offset in 1..<width { value = unsafe value << 6 | UInt32(bytes[index + offset] & 0x3F) }
        return (value, width)
    }
}

/// What a code point becomes in a term.
private enum Folding: Sendable {
    case separator
    case nothing
    case letters([Unicode.Scalar])
}

/// `a` for `A` and `a`, the digit for a digit, 0 for what separates.
private let asciiFolding: [UInt8] = (0..<128).map { value in
    let byte = UInt8(value)
    if (65...90).contains(byte) { return byte | 0x20 }
    return (97...122).contains(byte) || (48...57).contains(byte) ? byte : 0
}

/// U+0080 to U+017F.
private let latinFolding: [Folding] = (0x80..<0x180).map { folding(of: Unicode.Scalar(UInt32($0))) }

/// Canonical decomposition, without marks, in lower case.
private func folding(of scalar: Unicode.Scalar?) -> Folding {
    guard let scalar, scalar.value <= 0xFFFF else { return .separator }
    switch scalar.value {
    case 0xAD, 0x200B...0x200D, 0x2060, 0xFEFF: return .nothing
    default: break
    }
    var letters: [Unicode.Scalar] = []
    for part in String(scalar)._nfd where !isMark(part) {
        guard isLetterOrDigit(part) else { return .separator }
        for small in part.properties.lowercaseMapping.unicodeScalars where !isMark(small) {
            letters += ligatures[small] ?? [small]
        }
    }
    return letters.isEmpty ? .nothing : .letters(letters)
}

private let ligatures: [Unicode.Scalar: [Unicode.Scalar]] = [
    "œ": ["o", "e"], "æ": ["a", "e"], "ß": ["s", "s"], "ς": ["σ"],
]

private func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: true
    default: false
    }
}

private func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
        .decimalNumber, .letterNumber, .otherNumber:
        true
    default: false
    }
}
