/// One escape of a text in double quotes (YAML 1.2.2 §5.7).
struct YAMLEscape {
    /// The character it stands for.
    let scalar: Unicode.Scalar

    /// Bytes it takes in the source, backslash included.
    let length: Int

    /// Whether the character may stand in a page or a feed: any that XML 1.0
    /// allows (§2.2, `Char`).
    var isText: Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }

    /// Reads the escape whose backslash is at `start`.
    ///
    /// A pair of surrogates written as two `\u` escapes is the character that
    /// JSON makes of it.
    ///
    /// - Returns: `nil` if YAML knows no such escape.
    init?(_ bytes: YAMLBytes, at start: Int) {
        let letter = bytes[start &+ 1]
        switch letter {
        case UInt8(ascii: "x"): self.init(bytes, digits: start &+ 2, count: 2)
        case UInt8(ascii: "u"): self.init(bytes, digits: start &+ 2, count: 4)
        case UInt8(ascii: "U"): self.init(bytes, digits: start &+ 2, count: 8)
        default:
            guard let scalar = YAMLEscape.single(letter) else { return nil }
            self.init(scalar: scalar, length: 2)
        }
    }

    private init(scalar: Unicode.Scalar, length: Int) {
        self.scalar = scalar
        self.length = length
    }

    private init?(_ bytes: YAMLBytes, digits: Int, count: Int) {
        guard let value = YAMLEscape.number(bytes, digits, count) else { return nil }
        if let scalar = Unicode.Scalar(value) {
            self.init(scalar: scalar, length: 2 + count)
            return
        }
        let second = digits &+ count
        guard count == 4, value >= 0xD800, value < 0xDC00,
            bytes[second] == UInt8(ascii: "\\"), bytes[second &+ 1] == UInt8(ascii: "u"),
            let low = YAMLEscape.number(bytes, second &+ 2, 4), low >= 0xDC00, low < 0xE000,
            let scalar = Unicode.Scalar(0x10000 + (value - 0xD800) << 10 + (low - 0xDC00))
        else { return nil }
        self.init(scalar: scalar, length: 12)
    }

    private static func number(_ bytes: YAMLBytes, _ start: Int, _ count: Int) -> UInt32? {
        var value: UInt32 = 0
        for offset in start..<start + count {
            guard let digit = bytes[offset].hexValue else { return nil }
            value = value << 4 | digit
        }
        return value
    }

    /// The escapes of one letter.
    private static func single(_ letter: UInt8) -> Unicode.Scalar? {
        switch letter {
        case UInt8(ascii: "n"): "\n"
        case UInt8(ascii: "t"), .tab: "\t"
        case UInt8(ascii: "\""): "\""
        case UInt8(ascii: "\\"): "\\"
        case UInt8(ascii: "/"): "/"
        case UInt8(ascii: " "): " "
        case UInt8(ascii: "r"): "\r"
        case UInt8(ascii: "_"): "\u{A0}"
        case UInt8(ascii: "N"): "\u{85}"
        case UInt8(ascii: "L"): "\u{2028}"
        case UInt8(ascii: "P"): "\u{2029}"
        case UInt8(ascii: "0"): "\0"
        case UInt8(ascii: "a"): "\u{7}"
        case UInt8(ascii: "b"): "\u{8}"
        case UInt8(ascii: "v"): "\u{B}"
        case UInt8(ascii: "f"): "\u{C}"
        case UInt8(ascii: "e"): "\u{1B}"
        default: nil
        }
    }
}
