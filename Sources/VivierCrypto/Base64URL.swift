private let code = TextCode(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_",
    width: 6
)

/// Base 64 for addresses (RFC 4648 §5), without padding.
package func base64URL(_ bytes: some Sequence<UInt8>) -> String { code.text(bytes) }

/// The bytes that ``base64URL(_:)`` wrote; `nil` for any text that it does not write.
package func bytes(base64URL text: some StringProtocol) -> [UInt8]? { code.bytes(text) }
