private let code = TextCode("abcdefghijklmnopqrstuvwxyz234567", width: 5)

/// Base 32 (RFC 4648 §6) in lower case, without padding.
///
/// It has no 0, 1, 8 and 9, which read like letters.
package func base32(_ bytes: some Sequence<UInt8>) -> String { code.text(bytes) }

/// The bytes that ``base32(_:)`` wrote; `nil` for any text that it does not write.
package func bytes(base32 text: String) -> [UInt8]? { code.bytes(text) }
