import CCrypto

/// The SHA-256 of some bytes (FIPS 180-4): 32 bytes.
func sha256(_ bytes: [UInt8]) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 32)
    let done = unsafe bytes.withUnsafeBytes { input in
        unsafe digest.withUnsafeMutableBufferPointer { output in
            unsafe EVP_Digest(
                input.baseAddress,
                input.count,
                output.baseAddress,
                nil,
                EVP_sha256(),
                nil
            )
        }
    }
    precondition(done == 1, "libcrypto has no SHA-256")
    return digest
}

/// Lower-case hexadecimal.
func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
        decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
        as: UTF8.self
    )
}

/// Base 64 with padding (RFC 4648 §4).
func base64(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
        let part = bytes[start..<min(start + 3, bytes.count)]
        var bits = 0
        for byte in part { bits = bits << 8 | Int(byte) }
        bits <<= 8 * (3 - part.count)
        for digit in 0..<4 {
            let isPadding = digit > part.count
            text.append(isPadding ? UInt8(ascii: "=") : alphabet[bits >> (18 - 6 * digit) & 63])
        }
    }
    return String(decoding: text, as: UTF8.self)
}
