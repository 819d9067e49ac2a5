internal import VivierCrypto
internal import VivierStore

/// The keys that a provider signs with (RFC 7517 §5).
struct KeySet: Sendable {
    private var keys: [(name: String?, key: SignatureKey)] = []

    /// Reads those of a kind that is known here; others are for others.
    init(_ said: JSONValue) {
        for key in said["keys"]?.array ?? [] {
            guard key["use"]?.string ?? "sig" == "sig", let read = SignatureKey(key) else {
                continue
            }
            keys.append((key["kid"]?.string, read))
        }
    }

    /// Those that a token may be signed with.
    func keys(for token: SignedToken) -> [SignatureKey] {
        keys.filter { name, key in
            key.algorithm.rawValue == token.algorithm && (token.key == nil || token.key == name)
        }.map(\.key)
    }
}

extension SignatureKey {
    /// Reads a key of RFC 7518 §6; `nil` for a kind that is not known here.
    fileprivate init?(_ said: JSONValue) {
        func number(_ name: String) -> [UInt8] {
            said[name]?.string.flatMap { bytes(base64URL: $0) } ?? []
        }
        switch said["kty"]?.string {
        case "RSA": self.init(modulus: number("n"), exponent: number("e"))
        case "EC":
            guard said["crv"]?.string == "P-256" else { return nil }
            self.init(x: number("x"), y: number("y"))
        default: return nil
        }
    }
}
