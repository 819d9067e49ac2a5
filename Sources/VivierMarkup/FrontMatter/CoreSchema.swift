/// What a plain scalar means: the core schema, YAML 1.2.2 §10.3.2.
///
/// Not YAML 1.1: `yes`, `12:30`, `1_000` and `2026-01-31` are texts, `012` is
/// twelve, `0o14` is twelve too.
enum CoreSchema {
    /// What the bytes of a plain scalar on one line are.
    static func kind(_ bytes: [UInt8], _ range: Range<Int>) -> YAMLNode.Kind {
        guard let first = bytes[range].first else { return .null }
        switch first {
        case UInt8(ascii: "~"): return range.count == 1 ? .null : .string
        case UInt8(ascii: "n"), UInt8(ascii: "N"):
            return isWord(bytes[range], "null") ? .null : .string
        case UInt8(ascii: "t"), UInt8(ascii: "T"):
            return isWord(bytes[range], "true") ? .bool : .string
        case UInt8(ascii: "f"), UInt8(ascii: "F"):
            return isWord(bytes[range], "false") ? .bool : .string
        case 0x30...0x39, UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
            return number(bytes[range])
        default: return .string
        }
    }

    /// The value of a whole number; `nil` beyond 64 bits.
    static func int(_ bytes: ArraySlice<UInt8>) -> Int? {
        let (radix, digits) = radix(of: bytes)
        return Int(String(decoding: digits, as: UTF8.self), radix: radix)
    }

    /// The value of any number.
    static func double(_ bytes: ArraySlice<UInt8>) -> Double? {
        var text = bytes
        let isNegative = text.first == UInt8(ascii: "-")
        if isNegative || text.first == UInt8(ascii: "+") { text.removeFirst() }
        if isWord(text, ".inf") { return isNegative ? -Double.infinity : .infinity }
        if isWord(text, ".nan") { return .nan }
        let (radix, digits) = radix(of: bytes)
        guard radix != 10 else { return Double(String(decoding: bytes, as: UTF8.self)) }
        return digits.reduce(0) { $0 * Double(radix) + Double($1.hexValue ?? 0) }
    }

    /// The base of a whole number and its digits.
    static func radix(of bytes: ArraySlice<UInt8>) -> (Int, ArraySlice<UInt8>) {
        guard bytes.count > 2, bytes.first == UInt8(ascii: "0") else { return (10, bytes) }
        switch bytes[bytes.startIndex + 1] {
        case UInt8(ascii: "o"): return (8, bytes.dropFirst(2))
        case UInt8(ascii: "x"): return (16, bytes.dropFirst(2))
        default: return (10, bytes)
        }
    }

    /// Whether a word is written `null`, `Null` or `NULL`, but not `nULL`.
    private static func isWord(_ bytes: ArraySlice<UInt8>, _ word: StaticString) -> Bool {
        guard bytes.count == word.utf8CodeUnitCount else { return false }
        let start = bytes.startIndex
        // The first letter of `.inf` and `.nan` is the second byte.
        let initial = bytes[start] == UInt8(ascii: ".") ? start + 1 : start
        let isUpper = bytes[initial] < 0x60
        let isAllUpper = isUpper && bytes[initial + 1] < 0x60
        for offset in 0..<bytes.count {
            let byte = bytes[start + offset]
            let letter = unsafe word.utf8Start[offset]
            guard letter >= 0x60 else {
                guard byte == letter else { return false }
                continue
            }
            let mustBeUpper = start + offset == initial ? isUpper : isAllUpper
            guard byte == (mustBeUpper ? letter & ~0x20 : letter) else { return false }
        }
        return true
    }

    /// `.int`, `.float` or `.string`.
    private static func number(_ bytes: ArraySlice<UInt8>) -> YAMLNode.Kind {
        let (radix, digits) = radix(of: bytes)
        if radix == 8 { return digits.allSatisfy { $0 >= 0x30 && $0 <= 0x37 } ? .int : .string }
        if radix == 16 { return digits.allSatisfy { $0.hexValue != nil } ? .int : .string }
        var text = bytes
        let isSigned = text.first == UInt8(ascii: "+") || text.first == UInt8(ascii: "-")
        if isSigned { text.removeFirst() }
        if text.first == UInt8(ascii: "."), isWord(text, ".inf") { return .float }
        if !isSigned, text.first == UInt8(ascii: "."), isWord(text, ".nan") { return .float }
        let whole = text.prefix(while: \.isDigit)
        text = text.dropFirst(whole.count)
        guard !text.isEmpty else { return whole.isEmpty ? .string : .int }
        if text.first == UInt8(ascii: ".") {
            text.removeFirst()
            let fraction = text.prefix(while: \.isDigit)
            text = text.dropFirst(fraction.count)
            guard !whole.isEmpty || !fraction.isEmpty else { return .string }
        } else if whole.isEmpty {
            return .string
        }
        guard let mark = text.first else { return .float }
        guard mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") else { return .string }
        text.removeFirst()
        if text.first == UInt8(ascii: "+") || text.first == UInt8(ascii: "-") { text.removeFirst() }
        return !text.isEmpty && text.allSatisfy(\.isDigit) ? .float : .string
    }
}
