internal import CCrypto

/// HMAC-SHA-256 (RFC 2104): 32 bytes that only who has the key can make.
package func hmacSHA256(_ bytes: [UInt8], key: [UInt8]) -> [UInt8] {
    guard let context = unsafe EVP_MAC_CTX_dup(keyless) else {
        preconditionFailure("no memory for an HMAC")
    }
    defer { unsafe EVP_MAC_CTX_free(context) }
    var code = [UInt8](repeating: 0, count: 32)
    var length = 0
    // No key at all would be the last one; RFC 2104 fills short ones up with zeros.
    let key = key.isEmpty ? [0] : key
    let done =
        unsafe EVP_MAC_init(context, key, key.count, nil) == 1
        && EVP_MAC_update(context, bytes, bytes.count) == 1
        && EVP_MAC_final(context, &code, &length, code.count) == 1
    precondition(done && length == 32, "libcrypto has no HMAC-SHA-256")
    return code
}

/// To be copied: looking an algorithm up costs more than a short HMAC (crypto(7), "Performance").
nonisolated(unsafe) private let keyless: OpaquePointer = {
    let algorithm = unsafe EVP_MAC_fetch(nil, "HMAC", nil)
    defer { unsafe EVP_MAC_free(algorithm) }
    guard let context = unsafe EVP_MAC_CTX_new(algorithm) else {
        preconditionFailure("libcrypto has no HMAC")
    }
    var digest = Array("SHA256".utf8CString)
    let done = unsafe digest.withUnsafeMutableBufferPointer { name in
        let parameters = unsafe [
            OSSL_PARAM_construct_utf8_string("digest", name.baseAddress, 0),
            OSSL_PARAM_construct_end(),
        ]
        return unsafe EVP_MAC_CTX_set_params(context, parameters)
    }
    precondition(done == 1, "libcrypto has no HMAC-SHA-256")
    return unsafe context
}()

/// Whether two codes are equal, in a time that does not tell where they differ.
package func isEqualInConstantTime(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    guard one.count == other.count else { return false }
    var difference: UInt8 = 0
    for index in one.indices { difference |= one[index] ^ other[index] }
    return difference == 0
}
