internal import CCrypto

/// A public key that signatures of web tokens are checked with (RFC 7518 §3.3, §3.4).
///
/// Only values are kept: what libcrypto allocates is freed before each function returns.
package struct SignatureKey: Sendable, Equatable {
    package enum Algorithm: String, Sendable {
        /// RSA, PKCS #1 1.5, SHA-256.
        case rs256 = "RS256"
        /// ECDSA on P-256, SHA-256.
        case es256 = "ES256"
    }

    package let algorithm: Algorithm
    /// DER, SubjectPublicKeyInfo (RFC 5280 §4.1).
    private let info: [UInt8]

    /// A key of RSA; `nil` for one that is too short to be trusted, or too long to be checked.
    package init?(modulus: [UInt8], exponent: [UInt8]) {
        guard (256...1024).contains(modulus.count), (1...4).contains(exponent.count) else {
            return nil
        }
        let encryption: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 1, 1]
        let kind = DER(.object, encryption).bytes + DER(.null, []).bytes
        let numbers = DER(number: modulus).bytes + DER(number: exponent).bytes
        self.init(.rs256, kind: kind, key: DER(.sequence, numbers).bytes)
    }

    /// A key on the curve P-256; `nil` for what is no point of it.
    package init?(x: [UInt8], y: [UInt8]) {
        guard x.count == 32, y.count == 32 else { return nil }
        let elliptic: [UInt8] = [0x2A, 0x86, 0x48, 0xCE, 0x3D, 2, 1]
        let curve: [UInt8] = [0x2A, 0x86, 0x48, 0xCE, 0x3D, 3, 1, 7]
        let kind = DER(.object, elliptic).bytes + DER(.object, curve).bytes
        self.init(.es256, kind: kind, key: [4] + x + y)
    }

    private init?(_ algorithm: Algorithm, kind: [UInt8], key: [UInt8]) {
        self.algorithm = algorithm
        info = DER(.sequence, DER(.sequence, kind).bytes + DER(.bits, [0] + key).bytes).bytes
        guard let known = unsafe read(info) else { return nil }
        unsafe EVP_PKEY_free(known)
    }

    /// Whether this key has signed that text; the signature is as web tokens have it.
    package func hasSigned(_ text: [UInt8], _ signature: [UInt8]) -> Bool {
        var encoded = signature
        if algorithm == .es256 {
            guard signature.count == 64 else { return false }
            let halves = [signature[..<32], signature[32...]].map { DER(number: Array($0)).bytes }
            encoded = DER(.sequence, halves[0] + halves[1]).bytes
        }
        guard let key = unsafe read(info) else { return false }
        defer { unsafe EVP_PKEY_free(key) }
        let context = unsafe EVP_MD_CTX_new()
        defer { unsafe EVP_MD_CTX_free(context) }
        guard unsafe EVP_DigestVerifyInit(context, nil, EVP_sha256(), nil, key) == 1 else {
            return false
        }
        return unsafe EVP_DigestVerify(context, encoded, encoded.count, text, text.count) == 1
    }
}

/// The key of a SubjectPublicKeyInfo, to be freed by the caller.
private func read(_ info: [UInt8]) -> OpaquePointer? {
    unsafe info.withUnsafeBufferPointer { bytes in
        var place = bytes.baseAddress
        return unsafe d2i_PUBKEY(nil, &place, bytes.count)
    }
}

/// A value as ITU X.690 writes it.
private struct DER {
    enum Tag: UInt8 {
        case number = 0x02
        case bits = 0x03
        case null = 0x05
        case object = 0x06
        case sequence = 0x30
    }

    let bytes: [UInt8]

    init(_ tag: Tag, _ content: [UInt8]) {
        let count = content.count
        let length: [UInt8] =
            count < 0x80
            ? [UInt8(count)]
            : count < 0x100
                ? [0x81, UInt8(count)] : [0x82, UInt8(count >> 8 & 255), UInt8(count & 255)]
        bytes = [tag.rawValue] + length + content
    }

    /// A number that is not negative, the highest byte first.
    init(number: [UInt8]) {
        let digits = Array(number.drop { $0 == 0 })
        let isHigh = digits.first.map { $0 >= 0x80 } ?? true
        self.init(.number, (isHigh ? [0] : []) + digits)
    }
}
