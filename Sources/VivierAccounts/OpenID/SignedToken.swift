internal import VivierCrypto
internal import VivierStore

/// A token and who signed it, as it is written (RFC 7515 §3.1, compact).
struct SignedToken: Sendable {
    private static let longest = 32 << 10

    let algorithm: String
    /// The name of the key; `nil` if it does not say.
    let key: String?
    let claims: JSONValue
    private let signed: [UInt8]
    private let signature: [UInt8]

    /// - Returns: `nil` for what is no such token, or asks for more than is known here.
    init?(_ text: String) {
        guard text.utf8.count <= Self.longest else { return nil }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let head = bytes(base64URL: parts[0]).flatMap({ JSONValue($0) }),
            let claims = bytes(base64URL: parts[1]).flatMap({ JSONValue($0) }),
            let signature = bytes(base64URL: parts[2]), claims.members != nil,
            let algorithm = head["alg"]?.string, head["crit"] == nil
        else { return nil }
        self.algorithm = algorithm
        key = head["kid"]?.string
        self.claims = claims
        self.signature = signature
        signed = Array("\(parts[0]).\(parts[1])".utf8)
    }

    func isSigned(by keys: [SignatureKey]) -> Bool {
        keys.contains { $0.algorithm.rawValue == algorithm && $0.hasSigned(signed, signature) }
    }
}
