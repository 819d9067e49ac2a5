internal import CCrypto

/// A pair of keys on P-256: what is sealed to the public one opens with the private one alone.
///
/// ECDH with a key of one use, HKDF-SHA-256, AES-256-GCM: what browsers can do without a library. Only values are
/// kept: what libcrypto allocates is freed before each function returns.
package struct SealingKey: Sendable, Equatable {
    /// An uncompressed point: 65 bytes, the first one 4.
    package let publicKey: [UInt8]
    /// DER, ECPrivateKey (RFC 5915).
    package let privateKey: [UInt8]

    /// What every sealed body begins with.
    package static let mark = Array("vivier-sealed 1\n".utf8)
    static let pointLength = 65

    /// A new pair; `nil` if libcrypto has no such curve.
    package init?() {
        let context = unsafe EVP_PKEY_CTX_new_from_name(nil, "EC", nil)
        defer { unsafe EVP_PKEY_CTX_free(context) }
        var key: OpaquePointer?
        guard unsafe EVP_PKEY_keygen_init(context) == 1,
            unsafe EVP_PKEY_CTX_set_group_name(context, "P-256") == 1,
            unsafe EVP_PKEY_generate(context, &key) == 1
        else { return nil }
        defer { unsafe EVP_PKEY_free(key) }
        let length = unsafe i2d_PrivateKey(key, nil)
        guard length > 0 else { return nil }
        var bytes = [UInt8](repeating: 0, count: Int(length))
        let written = unsafe bytes.withUnsafeMutableBufferPointer { bytes in
            var place = bytes.baseAddress
            return unsafe i2d_PrivateKey(key, &place)
        }
        guard written == length else { return nil }
        self.init(privateKey: bytes)
    }

    /// Reads a private key; `nil` for what is none on this curve.
    package init?(privateKey: [UInt8]) {
        guard let key = unsafe read(privateKey: privateKey) else { return nil }
        defer { unsafe EVP_PKEY_free(key) }
        var place: UnsafeMutablePointer<UInt8>?
        let length = unsafe EVP_PKEY_get1_encoded_public_key(key, &place)
        defer { unsafe CRYPTO_free(place, nil, 0) }
        guard length == Self.pointLength, let start = unsafe place else { return nil }
        publicKey = unsafe Array(UnsafeBufferPointer(start: start, count: length))
        self.privateKey = privateKey
    }

    /// Opens what was sealed to this key; `nil` for anything else.
    ///
    /// `purpose`: What it was sealed for, as whoever sealed it said.
    package func open(_ sealed: [UInt8], for purpose: String) -> [UInt8]? {
        var opening = SealedOpening(self, for: purpose)
        let plain = opening.open(sealed.span)
        return opening.isWhole() ? plain : nil
    }

    /// Begins to open a box that the key of one use with this public key made; `nil` if that is no point of the curve.
    func opening(from own: [UInt8], for purpose: String) -> AESGCMOpening? {
        guard let shared = shared(with: own) else { return nil }
        return AESGCMOpening(
            Self.cipher(shared, own, publicKey),
            nonce: Self.nonce,
            bound: Self.bound(purpose)
        )
    }

    /// Seals to the public key of another pair, as browsers do; this pair is for this one use.
    package func seal(_ plain: [UInt8], to recipient: [UInt8], for purpose: String) -> [UInt8]? {
        shared(with: recipient).map { shared in
            let box = Self.cipher(shared, publicKey, recipient)
                .seal(plain, nonce: Self.nonce, bound: Self.bound(purpose))
            return Self.mark + publicKey + box
        }
    }

    /// Each key of one use makes one box: the nonce need not differ.
    private static let nonce = [UInt8](repeating: 0, count: 12)

    private static func bound(_ purpose: String) -> [UInt8] { mark + Array(purpose.utf8) }

    private static func cipher(_ shared: [UInt8], _ own: [UInt8], _ recipient: [UInt8]) -> AESGCM {
        AESGCM(key: hkdfSHA256(shared + own + recipient, info: "vivier/submission/key"))
    }

    /// 32 bytes that both have; `nil` if the other is no point of the curve.
    private func shared(with point: [UInt8]) -> [UInt8]? {
        guard point.count == Self.pointLength, let mine = unsafe read(privateKey: privateKey) else {
            return nil
        }
        defer { unsafe EVP_PKEY_free(mine) }
        guard let theirs = unsafe read(point: point) else { return nil }
        defer { unsafe EVP_PKEY_free(theirs) }
        let context = unsafe EVP_PKEY_CTX_new(mine, nil)
        defer { unsafe EVP_PKEY_CTX_free(context) }
        var secret = [UInt8](repeating: 0, count: 32)
        var length = secret.count
        guard unsafe EVP_PKEY_derive_init(context) == 1,
            unsafe EVP_PKEY_derive_set_peer(context, theirs) == 1,
            unsafe EVP_PKEY_derive(context, &secret, &length) == 1, length == 32
        else { return nil }
        return secret
    }
}

/// A private key, to be freed by the caller.
private func read(privateKey: [UInt8]) -> OpaquePointer? {
    unsafe privateKey.withUnsafeBufferPointer { bytes in
        var place = bytes.baseAddress
        return unsafe d2i_PrivateKey(EVP_PKEY_EC, nil, &place, bytes.count)
    }
}

/// The key of a point, to be freed by the caller; `nil` for what is no point of the curve.
private func read(point: [UInt8]) -> OpaquePointer? {
    // SubjectPublicKeyInfo (RFC 5480 §2) of an uncompressed point on P-256, up to the point.
    let head: [UInt8] = [
        0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, 0x06, 0x08,
        0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
    ]
    let info = head + point
    return unsafe info.withUnsafeBufferPointer { bytes in
        var place = bytes.baseAddress
        return unsafe d2i_PUBKEY(nil, &place, bytes.count)
    }
}
