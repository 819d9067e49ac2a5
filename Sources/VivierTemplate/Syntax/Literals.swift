/// Numbers as Jinja writes them: `42`, `1_000`, `0x2a`, `0o52`, `0b101010`,
/// `1.5`, `2e-3`.
enum NumberLiteral {
    /// The longest number that begins at `start`, where a digit stands.
    static func read(_ bytes: [UInt8], from start: Int, limit: Int) -> (end: Int, isFloat: Bool) {
        func digits(from index: Int, _ isDigit: (UInt8) -> Bool = Byte.isDigit) -> Int {
            guard index < limit, isDigit(bytes[index]) else { return index }
            var at = index + 1
            while at < limit {
                if isDigit(bytes[at]) {
                    at += 1
                } else if bytes[at] == UInt8(ascii: "_"), at + 1 < limit, isDigit(bytes[at + 1]) {
                    at += 2
                } else {
                    break
                }
            }
            return at
        }
        let whole = digits(from: start)
        // After a dot, as in `list.0.1`, a number is an index.
        let followsDot = start > 0 && bytes[start - 1] == UInt8(ascii: ".")
        if !followsDot {
            var end = whole
            if whole < limit, bytes[whole] == UInt8(ascii: ".") {
                let fraction = digits(from: whole + 1)
                if fraction > whole + 1 { end = fraction }
            }
            var isFloat = end > whole
            if end < limit, bytes[end] | 0x20 == UInt8(ascii: "e") {
                var at = end + 1
                if at < limit, bytes[at] == Byte.plus || bytes[at] == Byte.minus { at += 1 }
                let exponent = digits(from: at)
                if exponent > at {
                    end = exponent
                    isFloat = true
                }
            }
            if isFloat { return (end, true) }
        }
        if bytes[start] == UInt8(ascii: "0"), start + 1 < limit {
            var first = start + 2
            if first < limit, bytes[first] == UInt8(ascii: "_") { first += 1 }
            let isDigit: ((UInt8) -> Bool)? =
                switch bytes[start + 1] | 0x20 {
                case UInt8(ascii: "b"): { $0 == 48 || $0 == 49 }
                case UInt8(ascii: "o"): { $0 &- 48 < 8 }
                case UInt8(ascii: "x"): { Byte.isDigit($0) || ($0 | 0x20) &- 97 < 6 }
                default: nil
                }
            if let isDigit {
                let end = digits(from: first, isDigit)
                if end > first { return (end, false) }
            }
            // A number does not begin with a zero: `012` is `0` and `12`.
            var zeros = start + 1
            while zeros < whole, bytes[zeros] == 48 || bytes[zeros] == UInt8(ascii: "_") {
                zeros += 1
            }
            while bytes[zeros - 1] == UInt8(ascii: "_") { zeros -= 1 }
            return (zeros, false)
        }
        return (whole, false)
    }

    /// The worth of an integer; `nil` if it does not fit in 64 bits.
    static func integer(_ text: String) -> Int? {
        let digits = text.filter { $0 != "_" }.lowercased()
        for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where digits.hasPrefix(prefix) {
            return Int(digits.dropFirst(2), radix: radix)
        }
        return Int(digits)
    }

    static func float(_ text: String) -> Double? { Double(text.filter { $0 != "_" }) }
}

/// Texts in quotes, with the escapes of Python.
enum StringLiteral {
    /// The text between the quotes; `nil` if an escape is cut short or names no
    /// character.
    static func unescape(_ bytes: ArraySlice<UInt8>) -> String? {
        guard bytes.contains(Byte.backslash) else { return String(decoding: bytes, as: UTF8.self) }
        var result = String.UnicodeScalarView()
        let scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            index += 1
            guard scalar == "\\", index < scalars.count else {
                result.append(scalar)
                continue
            }
            let escape = scalars[index]
            index += 1
            switch escape {
            case "\n": break
            case "x", "u", "U":
                let width = escape == "x" ? 2 : escape == "u" ? 4 : 8
                guard let value = number(scalars, from: index, width: width, radix: 16),
                    let named = Unicode.Scalar(value)
                else { return nil }
                result.append(named)
                index += width
            case "0"..."7":
                var width = 1
                while width < 3, index - 1 + width < scalars.count,
                    ("0"..."7").contains(scalars[index - 1 + width])
                { width += 1 }
                guard let value = number(scalars, from: index - 1, width: width, radix: 8),
                    let named = Unicode.Scalar(value)
                else { return nil }
                result.append(named)
                index += width - 1
            case "N": return nil
            default:
                if let plain = simple[escape] {
                    result.append(plain)
                } else {
                    result.append("\\")
                    result.append(escape)
                }
            }
        }
        return String(result)
    }

    private static let simple: [Unicode.Scalar: Unicode.Scalar] = [
        "\\": "\\", "'": "'", "\"": "\"", "a": "\u{07}", "b": "\u{08}", "f": "\u{0C}",
        "n": "\n", "r": "\r", "t": "\t", "v": "\u{0B}",
    ]

    private static func number(
        _ scalars: [Unicode.Scalar],
        from start: Int,
        width: Int,
        radix: Int
    )
        -> UInt32?
    {
        guard start + width <= scalars.count else { return nil }
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars[start..<start + width])
        guard !text.hasPrefix("+"), !text.hasPrefix("-") else { return nil }
        return UInt32(text, radix: radix)
    }
}
