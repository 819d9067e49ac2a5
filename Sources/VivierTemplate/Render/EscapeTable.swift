/// What each ASCII byte becomes in an escaping, as one word: the bytes it is
/// written as, and their number in the highest byte.
///
/// A byte that needs no escaping is itself, so that a search may stop too often but
/// never too seldom. It lives as long as the program, and nobody writes into it.
@safe
struct EscapeTable: @unchecked Sendable {
    private let words: UnsafeMutablePointer<UInt64>

    /// Entities of HTML, as MarkupSafe writes them.
    static func html() -> EscapeTable {
        EscapeTable { byte in
            switch byte {
            case UInt8(ascii: "&"): "&amp;"
            case Byte.less: "&lt;"
            case Byte.greater: "&gt;"
            case Byte.quote: "&#34;"
            case Byte.apostrophe: "&#39;"
            default: nil
            }
        }
    }

    /// Escapes of JSON that may stand in a script.
    static func json() -> EscapeTable {
        EscapeTable { byte in
            switch byte {
            case Byte.quote: "\\\""
            case Byte.backslash: "\\\\"
            case Byte.newline: "\\n"
            case Byte.carriageReturn: "\\r"
            case Byte.tab: "\\t"
            case 0x08: "\\b"
            case 0x0C: "\\f"
            case 0..<0x20, UInt8(ascii: "&"), Byte.less, Byte.greater, Byte.apostrophe:
                "\\u00" + String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
            default: nil
            }
        }
    }

    /// Percent-encoding for an attribute, by the mode of the address.
    static func url(_ mode: EscapeMode) -> EscapeTable {
        EscapeTable { byte in
            if mustEncode(byte, mode) {
                let digits = String(byte, radix: 16, uppercase: true)
                return byte < 16 ? "%0" + digits : "%" + digits
            }
            return byte == UInt8(ascii: "&") ? "&amp;" : nil
        }
    }

    private static func mustEncode(_ byte: UInt8, _ mode: EscapeMode) -> Bool {
        switch byte {
        case 0...0x20, 0x7F, UInt8(ascii: "\""), Byte.apostrophe, Byte.less, Byte.greater,
            UInt8(ascii: "`"), Byte.backslash, UInt8(ascii: "^"), Byte.openBrace, Byte.closeBrace,
            UInt8(ascii: "|"):
            return true
        case UInt8(ascii: ":"): return mode == .urlScheme
        case UInt8(ascii: "&"), Byte.equals, Byte.plus, Byte.hash, UInt8(ascii: ";"), Byte.percent:
            return mode == .urlQuery
        case 0x80...: return mode == .urlQuery
        default: return false
        }
    }

    private init(_ escape: (UInt8) -> String?) {
        unsafe words = .allocate(capacity: 256)
        for byte in 0...UInt8.max {
            let bytes = escape(byte).map { Array($0.utf8) } ?? [byte]
            var word = UInt64(bytes.count) << 56
            for (index, byte) in bytes.enumerated() { word |= UInt64(byte) << UInt64(index * 8) }
            unsafe words[Int(byte)] = word
        }
    }

    /// Writes what a byte becomes; eight bytes of room are needed.
    ///
    /// - Returns: How many bytes count.
    @inline(__always)
    func write(_ byte: UInt8, _ target: UnsafeMutablePointer<UInt8>) -> Int {
        let word = unsafe words[Int(byte)]
        unsafe UnsafeMutableRawPointer(target).storeBytes(of: word, as: UInt64.self)
        return Int(word &>> 56)
    }

    /// The bytes a byte becomes.
    func bytes(for byte: UInt8) -> [UInt8] {
        let word = unsafe words[Int(byte)]
        return (0..<Int(word &>> 56)).map { UInt8(truncatingIfNeeded: word &>> UInt64($0 * 8)) }
    }
}
