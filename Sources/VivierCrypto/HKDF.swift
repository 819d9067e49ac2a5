/// HKDF-SHA-256 (RFC 5869) without a salt: a key for one use, made of a secret.
///
/// - Precondition: `count` is 1 to 32, the length of one round.
package func hkdfSHA256(_ secret: [UInt8], info: String, count: Int = 32) -> [UInt8] {
    precondition((1...32).contains(count), "one round of HKDF gives 1 to 32 bytes")
    let extracted = hmacSHA256(secret, key: [UInt8](repeating: 0, count: 32))
    return Array(hmacSHA256(Array(info.utf8) + [1], key: extracted).prefix(count))
}
