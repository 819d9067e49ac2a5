/// Reads JSON as RFC 8259 has it and nothing more, with bounded nesting.
///
/// Refused on top of that: keys that are there twice, halves of surrogate pairs, and what
/// is no UTF-8. Two readers would not agree on them.
package struct JSONReader {
    private let bytes: [UInt8]
    private let depthLimit: Int
    private var index = 0
    private var depth = 0

    private init(_ bytes: [UInt8], depthLimit: Int) {
        self.bytes = bytes
        self.depthLimit = depthLimit
    }

    /// Reads a whole text.
    package static func read(
        _ bytes: [UInt8],
        depthLimit: Int = IntakeLimits().jsonDepth
    ) throws(IntakeRefusal) -> JSONValue {
        var reader = JSONReader(bytes, depthLimit: depthLimit)
        let value = try reader.readValue()
        reader.skipBlanks()
        guard reader.index == bytes.count else { throw reader.fault("something follows the value") }
        return value
    }

    private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

    private func fault(_ text: String) -> IntakeRefusal { .badJSON(at: index, text) }

    private mutating func skipBlanks() {
        while let byte = current, Ascii.isBlank(byte) || Ascii.isLineBreak(byte) { index += 1 }
    }

    private mutating func readValue() throws(IntakeRefusal) -> JSONValue {
        skipBlanks()
        guard let byte = current else { throw fault("the text ends where a value is due") }
        switch byte {
        case UInt8(ascii: "{"): return .object(try readObject())
        case UInt8(ascii: "["): return .array(try readArray())
        case Ascii.quote: return .string(try readString())
        case UInt8(ascii: "-"), 0x30...0x39: return .number(try readNumber())
        default: return try readWord()
        }
    }

    private mutating func readWord() throws(IntakeRefusal) -> JSONValue {
        let words: [(String, JSONValue)] = [
            ("true", .bool(true)), ("false", .bool(false)), ("null", .null),
        ]
        for (word, value) in words where bytes[index...].starts(with: word.utf8) {
            index += word.utf8.count
            return value
        }
        throw fault("this is not the beginning of a value")
    }

    /// Takes the bracket before a list.
    ///
    /// - Returns: Whether the list is empty; its end is then taken too.
    private mutating func enter(closing: UInt8) throws(IntakeRefusal) -> Bool {
        depth += 1
        guard depth <= depthLimit else { throw fault("more than \(depthLimit) levels are nested") }
        index += 1
        skipBlanks()
        return current == closing ? try isEnd(closing) : false
    }

    /// Takes what follows an item: a comma, or the end of the list.
    private mutating func isEnd(_ closing: UInt8) throws(IntakeRefusal) -> Bool {
        skipBlanks()
        guard let byte = current, byte == closing || byte == UInt8(ascii: ",") else {
            throw fault("expected ',' or the end of the list")
        }
        index += 1
        if byte == closing { depth -= 1 }
        return byte == closing
    }

    private mutating func readArray() throws(IntakeRefusal) -> [JSONValue] {
        let closing = UInt8(ascii: "]")
        if try enter(closing: closing) { return [] }
        var items: [JSONValue] = []
        repeat { items.append(try readValue()) } while try !isEnd(closing)
        return items
    }

    private mutating func readObject() throws(IntakeRefusal) -> [JSONValue.Member] {
        let closing = UInt8(ascii: "}")
        if try enter(closing: closing) { return [] }
        var members: [JSONValue.Member] = []
        var keys: Set<String> = []
        repeat {
            skipBlanks()
            guard current == Ascii.quote else { throw fault("expected a key in quotes") }
            let start = index
            let key = try readString()
            guard keys.insert(key).inserted else {
                index = start
                throw fault("this key is there twice")
            }
            skipBlanks()
            guard current == UInt8(ascii: ":") else { throw fault("expected ':'") }
            index += 1
            members.append(.init(key, try readValue()))
        } while try !isEnd(closing)
        return members
    }

    private mutating func skipDigits() -> Int {
        let start = index
        while let byte = current, Ascii.isDigit(byte) { index += 1 }
        return index - start
    }

    private mutating func readNumber() throws(IntakeRefusal) -> String {
        let start = index
        if current == UInt8(ascii: "-") { index += 1 }
        let startsWithZero = current == UInt8(ascii: "0")
        let whole = skipDigits()
        guard whole > 0, whole == 1 || !startsWithZero else { throw fault("this is not a number") }
        if current == UInt8(ascii: ".") {
            index += 1
            guard skipDigits() > 0 else { throw fault("a digit is due after the point") }
        }
        if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
            index += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { index += 1 }
            guard skipDigits() > 0 else { throw fault("a digit is due in the exponent") }
        }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private mutating func readString() throws(IntakeRefusal) -> String {
        let start = index
        index += 1
        var result: [UInt8] = []
        while let byte = current {
            index += 1
            switch byte {
            case Ascii.quote:
                guard let text = String(validating: result, as: UTF8.self) else { throw .badText }
                return text
            case Ascii.backslash: try readEscape(into: &result)
            case 0..<0x20:
                index -= 1
                throw fault("a control character must be escaped")
            default: result.append(byte)
            }
        }
        index = start
        throw fault("the text is never closed")
    }

    private mutating func readEscape(into result: inout [UInt8]) throws(IntakeRefusal) {
        guard let byte = current else { throw fault("the text is never closed") }
        index += 1
        switch byte {
        case Ascii.quote, Ascii.backslash, UInt8(ascii: "/"): result.append(byte)
        case UInt8(ascii: "b"): result.append(0x08)
        case UInt8(ascii: "f"): result.append(0x0C)
        case UInt8(ascii: "n"): result.append(Ascii.lineFeed)
        case UInt8(ascii: "r"): result.append(Ascii.carriageReturn)
        case UInt8(ascii: "t"): result.append(Ascii.tab)
        case UInt8(ascii: "u"): result += String(Character(try readScalar())).utf8
        default: throw fault("this escape means nothing")
        }
    }

    private mutating func readScalar() throws(IntakeRefusal) -> Unicode.Scalar {
        let high = try readHex()
        if let scalar = Unicode.Scalar(high) { return scalar }
        guard high < 0xDC00, bytes[index...].starts(with: "\\u".utf8) else {
            throw fault("half of a surrogate pair is missing")
        }
        index += 2
        let low = try readHex()
        guard 0xDC00..<0xE000 ~= low,
            let scalar = Unicode.Scalar(0x1_0000 + (high - 0xD800) << 10 + (low - 0xDC00))
        else { throw fault("half of a surrogate pair is missing") }
        return scalar
    }

    private mutating func readHex() throws(IntakeRefusal) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = current, let digit = Ascii.hexValue(byte) else {
                throw fault("an escape needs four hexadecimal digits")
            }
            code = code << 4 | UInt32(digit)
            index += 1
        }
        return code
    }
}
