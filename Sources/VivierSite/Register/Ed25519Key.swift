import CCrypto

/// A key that signs, or one that only checks (RFC 8032, pure Ed25519).
///
/// Only values are kept: what libcrypto allocates is freed before each function returns.
struct Ed25519Key: Sendable {
    /// 32 bytes; `nil` for a public key.
    private let secret: [UInt8]?
    /// 32 bytes.
    private let visible: [UInt8]

    /// Reads the text of a PEM file, `PRIVATE KEY` or `PUBLIC KEY` (RFC 8410).
    ///
    /// - Returns: `nil` for another kind of key, and for one that is locked by a pass phrase.
    init?(pem: [UInt8]) {
        guard let key = unsafe readKey(pem) else { return nil }
        defer { unsafe EVP_PKEY_free(key) }
        guard unsafe EVP_PKEY_is_a(key, "ED25519") == 1,
            let visible = unsafe rawBytes({
                unsafe EVP_PKEY_get_raw_public_key(key, $0, $1)
            })
        else { return nil }
        self.visible = visible
        secret = unsafe rawBytes { unsafe EVP_PKEY_get_raw_private_key(key, $0, $1) }
    }

    var canSign: Bool { secret != nil }

    /// The signature of a text, 64 bytes: the same for the same text.
    ///
    /// - Returns: `nil` for a public key.
    func signature(of text: [UInt8]) -> [UInt8]? {
        guard let secret,
            let key = unsafe EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, secret, 32)
        else { return nil }
        defer { unsafe EVP_PKEY_free(key) }
        let context = unsafe EVP_MD_CTX_new()
        defer { unsafe EVP_MD_CTX_free(context) }
        var signature = [UInt8](repeating: 0, count: 64)
        var length = signature.count
        guard unsafe EVP_DigestSignInit(context, nil, nil, nil, key) == 1,
            unsafe EVP_DigestSign(context, &signature, &length, text, text.count) == 1,
            length == signature.count
        else { return nil }
        return signature
    }

    /// Whether this key has signed that text.
    func hasSigned(_ text: [UInt8], _ signature: [UInt8]) -> Bool {
        guard let key = unsafe EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, visible, 32)
        else { return false }
        defer { unsafe EVP_PKEY_free(key) }
        let context = unsafe EVP_MD_CTX_new()
        defer { unsafe EVP_MD_CTX_free(context) }
        guard unsafe EVP_DigestVerifyInit(context, nil, nil, nil, key) == 1 else { return false }
        return unsafe EVP_DigestVerify(context, signature, signature.count, text, text.count) == 1
    }
}

/// The key of a PEM file, to be freed by the caller.
private func readKey(_ pem: [UInt8]) -> OpaquePointer? {
    if let key = unsafe readKey(pem, { unsafe PEM_read_bio_PrivateKey($0, nil, nil, $1) }) {
        return unsafe key
    }
    return unsafe readKey(pem) { unsafe PEM_read_bio_PUBKEY($0, nil, nil, $1) }
}

/// The last argument is an empty pass phrase: without one, libcrypto would ask at the terminal.
private func readKey(
    _ pem: [UInt8],
    _ read: (OpaquePointer, UnsafeMutableRawPointer?) -> OpaquePointer?
) -> OpaquePointer? {
    var noPassPhrase: [CChar] = [0]
    guard let file = unsafe BIO_new_mem_buf(pem, Int32(clamping: pem.count)) else { return nil }
    defer { unsafe BIO_free(file) }
    return unsafe noPassPhrase.withUnsafeMutableBytes { unsafe read(file, $0.baseAddress) }
}

/// The 32 bytes of a key.
private func rawBytes(
    _ read: (UnsafeMutablePointer<UInt8>?, UnsafeMutablePointer<Int>) -> Int32
) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: 32)
    var length = bytes.count
    let done = unsafe bytes.withUnsafeMutableBufferPointer {
        unsafe read($0.baseAddress, &length)
    }
    return done == 1 && length == 32 ? bytes : nil
}
