internal import CCrypto

/// Decrypts what comes in pieces: AES-256-GCM, its tag apart.
///
/// What comes out is worth nothing before ``isWhole(tag:)`` says so.
@safe
struct AESGCMOpening: ~Copyable {
    static let tagLength = 16

    private let context: OpaquePointer

    init(_ cipher: AESGCM, nonce: [UInt8], bound: [UInt8]) {
        // Ours, freed in `deinit` (EVP_EncryptInit(3)).
        guard let context = unsafe EVP_CIPHER_CTX_new() else {
            preconditionFailure("no memory for a cipher")
        }
        unsafe self.context = unsafe context
        var length: Int32 = 0
        let isReady =
            unsafe EVP_CipherInit_ex(context, EVP_aes_256_gcm(), nil, cipher.key, nonce, 0) == 1
            && EVP_CipherUpdate(context, nil, &length, bound, Int32(bound.count)) == 1
        precondition(isReady, "libcrypto has no AES-256-GCM")
    }

    deinit { unsafe EVP_CIPHER_CTX_free(context) }

    /// The next bytes in the clear, as many as come in.
    mutating func open(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        guard !bytes.isEmpty else { return [] }
        return unsafe [UInt8](unsafeUninitializedCapacity: bytes.count) { output, count in
            var length: Int32 = 0
            let done = unsafe bytes.withUnsafeBufferPointer { input in
                unsafe EVP_CipherUpdate(
                    context,
                    output.baseAddress,
                    &length,
                    input.baseAddress,
                    Int32(input.count)
                )
            }
            precondition(done == 1, "libcrypto refused to go on with a box")
            count = Int(length)
        }
    }

    /// Whether all that came out is what was put in.
    consuming func isWhole(tag: [UInt8]) -> Bool {
        var tag = tag
        var end = [UInt8](repeating: 0, count: Self.tagLength)
        var length: Int32 = 0
        let size = Int32(Self.tagLength)
        guard tag.count == Self.tagLength,
            unsafe EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, size, &tag) == 1
        else { return false }
        return unsafe EVP_CipherFinal_ex(context, &end, &length) == 1
    }
}
