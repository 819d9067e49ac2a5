internal import CCrypto

/// AES-256-GCM (NIST SP 800-38D), with tags of 16 bytes.
@safe
package struct AESGCM: Sendable {
    let key: [UInt8]

    /// - Precondition: 32 bytes.
    package init(key: [UInt8]) {
        precondition(key.count == 32, "a key of AES-256 has 32 bytes")
        self.key = key
    }

    /// Encrypts; the result is as long as `plain` and 16 bytes of tag.
    ///
    /// `nonce`: 12 bytes, never used twice with the same key.
    /// `bound`: Bytes that are not in the result and that opening needs unchanged.
    package func seal(_ plain: [UInt8], nonce: [UInt8], bound: [UInt8]) -> [UInt8] {
        guard let result = run(plain[...], nonce: nonce, bound: bound, tag: nil) else {
            preconditionFailure("libcrypto has no AES-256-GCM")
        }
        return result
    }

    /// Decrypts; `nil` if anything was changed since, or the key is another.
    package func open(_ sealed: ArraySlice<UInt8>, nonce: [UInt8], bound: [UInt8]) -> [UInt8]? {
        guard sealed.count >= 16, nonce.count == 12 else { return nil }
        return run(
            sealed.dropLast(16),
            nonce: nonce,
            bound: bound,
            tag: Array(sealed.suffix(16))
        )
    }

    /// Encrypts and appends the tag if `tag` is `nil`; else decrypts and checks it.
    private func run(
        _ input: ArraySlice<UInt8>,
        nonce: [UInt8],
        bound: [UInt8],
        tag: [UInt8]?
    ) -> [UInt8]? {
        guard let context = unsafe EVP_CIPHER_CTX_new() else { return nil }
        defer { unsafe EVP_CIPHER_CTX_free(context) }
        let direction: Int32 = tag == nil ? 1 : 0
        guard
            unsafe EVP_CipherInit_ex(context, EVP_aes_256_gcm(), nil, key, nonce, direction) == 1
        else { return nil }
        var length: Int32 = 0
        if !bound.isEmpty {
            let done = unsafe EVP_CipherUpdate(context, nil, &length, bound, Int32(bound.count))
            guard done == 1 else { return nil }
        }
        var output = [UInt8](repeating: 0, count: input.count + 16)
        let isDone = unsafe output.withUnsafeMutableBufferPointer { output in
            unsafe input.withUnsafeBufferPointer { input in
                unsafe input.isEmpty
                    || EVP_CipherUpdate(
                        context,
                        output.baseAddress,
                        &length,
                        input.baseAddress,
                        Int32(input.count)
                    ) == 1
            }
        }
        guard isDone else { return nil }
        return if let tag {
            unsafe finishOpening(context, output, count: input.count, tag: tag)
        } else {
            unsafe finishSealing(context, output, count: input.count)
        }
    }

    private func finishSealing(
        _ context: OpaquePointer,
        _ sealed: [UInt8],
        count: Int
    ) -> [UInt8]? {
        var sealed = sealed
        var length: Int32 = 0
        let isDone = unsafe sealed.withUnsafeMutableBufferPointer { output in
            guard let start = output.baseAddress else { return false }
            return unsafe EVP_CipherFinal_ex(context, start + count, &length) == 1
                && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, 16, start + count) == 1
        }
        return isDone ? sealed : nil
    }

    private func finishOpening(
        _ context: OpaquePointer,
        _ plain: [UInt8],
        count: Int,
        tag: [UInt8]
    ) -> [UInt8]? {
        var tag = tag
        var end = [UInt8](repeating: 0, count: 16)
        var length: Int32 = 0
        guard
            unsafe EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, 16, &tag) == 1,
            unsafe EVP_CipherFinal_ex(context, &end, &length) == 1
        else { return nil }
        return Array(plain.prefix(count))
    }
}
