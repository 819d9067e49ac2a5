private let digits = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)

/// Base 32 (RFC 4648 §6) in lower case, without padding.
///
/// It has no 0, 1, 8 and 9, which read like letters.
package func base32(_ bytes: some Sequence<UInt8>) -> String {
    var text: [UInt8] = []
    var bits = 0
    var width = 0
    for byte in bytes {
        bits = (bits << 8 | Int(byte)) & 0xFFFF
        width += 8
        while width >= 5 {
            width -= 5
            text.append(digits[bits >> width & 31])
        }
    }
    if width > 0 { text.append(digits[bits << (5 - width) & 31]) }
    return String(decoding: text, as: UTF8.self)
}

/// The bytes that ``base32(_:)`` wrote; `nil` for any text that it does not write.
package func bytes(base32 text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    var bits = 0
    var width = 0
    for character in text.utf8 {
        switch character {
        case UInt8(ascii: "a")...UInt8(ascii: "z"):
            bits = bits << 5 | Int(character - UInt8(ascii: "a"))
        case UInt8(ascii: "2")...UInt8(ascii: "7"):
            bits = bits << 5 | Int(character - UInt8(ascii: "2") + 26)
        default: return nil
        }
        width += 5
        if width >= 8 {
            width -= 8
            bytes.append(UInt8(bits >> width & 255))
        }
        bits &= (1 << width) - 1
    }
    return width < 5 && bits == 0 ? bytes : nil
}
