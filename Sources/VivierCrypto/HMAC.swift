internal import CCrypto

/// HMAC-SHA-256 (RFC 2104): 32 bytes that only who has the key can make.
package func hmacSHA256(_ bytes: [UInt8], key: [UInt8]) -> [UInt8] {
    var code = [UInt8](repeating: 0, count: 32)
    var length = 0
    let done = unsafe code.withUnsafeMutableBufferPointer { output in
        unsafe key.withUnsafeBufferPointer { key in
            unsafe bytes.withUnsafeBufferPointer { input in
                unsafe EVP_Q_mac(
                    nil,
                    "HMAC",
                    nil,
                    "SHA256",
                    nil,
                    key.baseAddress,
                    key.count,
                    input.baseAddress,
                    input.count,
                    output.baseAddress,
                    output.count,
                    &length
                ) != nil
            }
        }
    }
    precondition(done && length == 32, "libcrypto has no HMAC-SHA-256")
    return code
}

/// Whether two codes are equal, in a time that does not tell where they differ.
package func isEqualInConstantTime(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    guard one.count == other.count else { return false }
    var difference: UInt8 = 0
    for index in one.indices { difference |= one[index] ^ other[index] }
    return difference == 0
}
