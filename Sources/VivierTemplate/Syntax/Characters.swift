/// The bytes that mean something to the lexer and to the escapers.
enum Byte {
    static let tab = UInt8(ascii: "\t")
    static let newline = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
    static let space = UInt8(ascii: " ")
    static let quote = UInt8(ascii: "\"")
    static let apostrophe = UInt8(ascii: "'")
    static let hash = UInt8(ascii: "#")
    static let percent = UInt8(ascii: "%")
    static let plus = UInt8(ascii: "+")
    static let minus = UInt8(ascii: "-")
    static let openBrace = UInt8(ascii: "{")
    static let closeBrace = UInt8(ascii: "}")
    static let backslash = UInt8(ascii: "\\")
    static let less = UInt8(ascii: "<")
    static let greater = UInt8(ascii: ">")
    static let slash = UInt8(ascii: "/")
    static let equals = UInt8(ascii: "=")

    static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }

    static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 97 < 26 }

    /// The white space of HTML.
    static func isSpace(_ byte: UInt8) -> Bool {
        byte == space || byte == newline || byte == tab || byte == carriageReturn || byte == 0x0C
    }

    static func lowercased(_ byte: UInt8) -> UInt8 { byte &- 65 < 26 ? byte | 0x20 : byte }
}

/// White space as Python counts it: with `-`, Jinja also takes off no-break and
/// narrow spaces, so this does too.
enum Whitespace {
    static func contains(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x1C...0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029,
            0x202F, 0x205F, 0x3000:
            return true
        default: return false
        }
    }

    /// The number of bytes of the white space scalar at `index`, 0 if there is
    /// none.
    private static func length(_ bytes: [UInt8], at index: Int, limit: Int) -> Int {
        let first = bytes[index]
        if first < 0x80 { return contains(Unicode.Scalar(first)) ? 1 : 0 }
        let count = Identifier.scalarLength(first)
        guard index + count <= limit,
            let scalar = String(decoding: bytes[index..<index + count], as: UTF8.self)
                .unicodeScalars.first
        else { return 0 }
        return contains(scalar) ? count : 0
    }

    /// The offset after the white space that begins at `start`.
    static func end(of bytes: [UInt8], from start: Int, limit: Int) -> Int {
        var index = start
        while index < limit {
            let count = length(bytes, at: index, limit: limit)
            guard count > 0 else { break }
            index += count
        }
        return index
    }

    /// The offset after which only white space follows in `range`.
    static func trimmedEnd(of bytes: [UInt8], in range: Range<Int>) -> Int {
        var end = range.upperBound
        while end > range.lowerBound {
            var start = end - 1
            while start > range.lowerBound, bytes[start] & 0xC0 == 0x80 { start -= 1 }
            guard length(bytes, at: start, limit: end) == end - start else { break }
            end = start
        }
        return end
    }
}

/// Names of variables, attributes and filters.
enum Identifier {
    /// The number of bytes of a UTF-8 scalar, from its first byte; 1 for a byte
    /// that begins none.
    static func scalarLength(_ first: UInt8) -> Int {
        switch first {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 1
        }
    }

    /// The offset after the name that begins at `start`; `start` if none does.
    static func end(of bytes: [UInt8], from start: Int, limit: Int) -> Int {
        var index = start
        while index < limit {
            let byte = bytes[index]
            if Byte.isLetter(byte) || byte == UInt8(ascii: "_") {
                index += 1
            } else if Byte.isDigit(byte) {
                guard index > start else { break }
                index += 1
            } else if byte >= 0x80 {
                let count = scalarLength(byte)
                guard index + count <= limit else { break }
                let text = String(decoding: bytes[index..<index + count], as: UTF8.self)
                guard let scalar = text.unicodeScalars.first else { break }
                let fits =
                    index == start
                    ? scalar.properties.isXIDStart : scalar.properties.isXIDContinue
                guard fits else { break }
                index += count
            } else {
                break
            }
        }
        return index
    }
}
