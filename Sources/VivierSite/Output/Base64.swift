/// The digits of base 64 (RFC 4648 §4).
let base64Digits = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
)

/// Base 64 with padding (RFC 4648 §4).
func base64(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
        let part = bytes[start..<min(start + 3, bytes.count)]
        var bits = 0
        for byte in part { bits = bits << 8 | Int(byte) }
        bits <<= 8 * (3 - part.count)
        for digit in 0..<4 {
            let isPadding = digit > part.count
            text.append(isPadding ? UInt8(ascii: "=") : base64Digits[bits >> (18 - 6 * digit) & 63])
        }
    }
    return String(decoding: text, as: UTF8.self)
}
