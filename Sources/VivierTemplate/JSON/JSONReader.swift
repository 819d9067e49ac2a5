package import VivierDiagnostics

/// Reads JSON into values: keys keep their order, whole numbers stay whole.
///
/// Nesting is bounded at 200; a number that fits 64 bits is an integer unless it
/// is written with a point or an exponent.
package struct JSONReader {
    private let source: SourceText
    private let bytes: [UInt8]
    private var index = 0
    private var depth = 0

    private init(_ source: SourceText) {
        self.source = source
        self.bytes = source.bytes
    }

    /// Reads a whole text.
    ///
    /// - Returns: `nil` after a fault, which is then among the diagnostics.
    package static func read(_ source: SourceText, into diagnostics: inout Diagnostics) -> Value? {
        var reader = JSONReader(source)
        do throws(Problem) {
            let value = try reader.readValue()
            reader.skipSpace()
            guard reader.index == reader.bytes.count else {
                throw Problem(text: "something follows the value")
            }
            return value
        } catch {
            let start = min(reader.index, reader.bytes.count)
            let range = start..<min(start + 1, reader.bytes.count)
            diagnostics.emit(
                Diagnostic(.error, code: "bad-json", error.text, in: source, at: range)
            )
            return nil
        }
    }

    private struct Problem: Error {
        let text: String
    }

    private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func skipSpace() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            index += 1
        }
    }

    private mutating func readValue() throws(Problem) -> Value {
        skipSpace()
        guard let byte = current else { throw Problem(text: "the text ends where a value is due") }
        switch byte {
        case UInt8(ascii: "\""): return .string(try readText())
        case UInt8(ascii: "["):
            return try nested { reader throws(Problem) in try reader.readList() }
        case UInt8(ascii: "{"): return try nested { reader throws(Problem) in try reader.readMap() }
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try readNumber()
        default:
            let words: [(String, Value)] = [
                ("true", .bool(true)), ("false", .bool(false)), ("null", .none),
                ("NaN", .double(.nan)), ("Infinity", .double(.infinity)),
            ]
            for (word, value) in words where bytes[index...].starts(with: word.utf8) {
                index += word.utf8.count
                return value
            }
            throw Problem(text: "this is not the beginning of a value")
        }
    }

    private mutating func nested(
        _ body: (inout JSONReader) throws(Problem) -> Value
    ) throws(Problem) -> Value {
        depth += 1
        defer { depth -= 1 }
        guard depth <= 200 else { throw Problem(text: "more than 200 levels are nested here") }
        return try body(&self)
    }

    private mutating func readList() throws(Problem) -> Value {
        index += 1
        var items: [Value] = []
        skipSpace()
        if current == UInt8(ascii: "]") {
            index += 1
            return .list([])
        }
        while true {
            items.append(try readValue())
            skipSpace()
            switch current {
            case UInt8(ascii: ","): index += 1
            case UInt8(ascii: "]"):
                index += 1
                return .list(items)
            default: throw Problem(text: "expected ',' or ']'")
            }
        }
    }

    private mutating func readMap() throws(Problem) -> Value {
        index += 1
        var pairs: [(String, Value)] = []
        skipSpace()
        if current == UInt8(ascii: "}") {
            index += 1
            return .map(ValueMap([]))
        }
        while true {
            skipSpace()
            guard current == UInt8(ascii: "\"") else {
                throw Problem(text: "expected a key in quotes")
            }
            let key = try readText()
            skipSpace()
            guard current == UInt8(ascii: ":") else { throw Problem(text: "expected ':'") }
            index += 1
            pairs.append((key, try readValue()))
            skipSpace()
            switch current {
            case UInt8(ascii: ","): index += 1
            case UInt8(ascii: "}"):
                index += 1
                return .map(ValueMap(pairs))
            default: throw Problem(text: "expected ',' or '}'")
            }
        }
    }

    private mutating func readNumber() throws(Problem) -> Value {
        let start = index
        if current == UInt8(ascii: "-"), bytes[index...].starts(with: "-Infinity".utf8) {
            index += 9
            return .double(-.infinity)
        }
        while let byte = current, Byte.isDigit(byte) || "+-.eE".utf8.contains(byte) { index += 1 }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        if !text.contains(where: { ".eE".contains($0) }), let number = Int(text) {
            return .int(number)
        }
        guard let number = Double(text) else {
            index = start
            throw Problem(text: "this is not a number")
        }
        return .double(number)
    }

    private mutating func readText() throws(Problem) -> String {
        index += 1
        var result: [UInt8] = []
        while let byte = current {
            switch byte {
            case UInt8(ascii: "\""):
                index += 1
                return String(decoding: result, as: UTF8.self)
            case UInt8(ascii: "\\"):
                index += 1
                try readEscape(into: &result)
            case 0..<0x20: throw Problem(text: "a control character must be escaped")
            default:
                result.append(byte)
                index += 1
            }
        }
        throw Problem(text: "the text is never closed")
    }

    private mutating func readEscape(into result: inout [UInt8]) throws(Problem) {
        guard let byte = current else { throw Problem(text: "the text is never closed") }
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): result.append(byte)
        case UInt8(ascii: "n"): result.append(0x0A)
        case UInt8(ascii: "r"): result.append(0x0D)
        case UInt8(ascii: "t"): result.append(0x09)
        case UInt8(ascii: "b"): result.append(0x08)
        case UInt8(ascii: "f"): result.append(0x0C)
        case UInt8(ascii: "u"):
            var code = try readHex()
            if 0xD800..<0xDC00 ~= code, bytes[index...].starts(with: "\\u".utf8) {
                let mark = index
                index += 2
                let low = try readHex()
                if 0xDC00..<0xE000 ~= low {
                    code = 0x1_0000 + (code - 0xD800) << 10 + (low - 0xDC00)
                } else {
                    index = mark
                }
            }
            // Half of a pair on its own names no character.
            let scalar = Unicode.Scalar(code) ?? "\u{FFFD}"
            result += String(Character(scalar)).utf8
        default: throw Problem(text: "this escape means nothing")
        }
    }

    private mutating func readHex() throws(Problem) -> UInt32 {
        guard index + 4 <= bytes.count,
            bytes[index..<index + 4].allSatisfy({ Byte.isDigit($0) || ($0 | 0x20) &- 97 < 6 }),
            let code = UInt32(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
        else { throw Problem(text: "an escape needs four hexadecimal digits") }
        index += 4
        return code
    }
}

extension Record {
    /// The keys of a map as fields, for a page whose values come from a file;
    /// `nil` if the value is not a map.
    package init?(_ value: Value) {
        guard case .map(let map) = value else { return nil }
        self.init(Shape(map.keys.map(pythonText)), map.values)
    }
}
