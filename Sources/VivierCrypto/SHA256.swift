internal import CCrypto

/// SHA-256 (FIPS 180-4) of bytes that come in pieces.
@safe
package final class SHA256 {
    private let context: OpaquePointer

    package init() {
        // We own the context and free it in `deinit` (EVP_DigestInit(3)).
        guard let context = unsafe EVP_MD_CTX_new() else {
            preconditionFailure("no memory for a digest")
        }
        unsafe self.context = unsafe context
        let done = unsafe EVP_DigestInit_ex(context, algorithm, nil)
        precondition(done == 1, "libcrypto has no SHA-256")
    }

    deinit { unsafe EVP_MD_CTX_free(context) }

    package func update(_ bytes: Span<UInt8>) {
        let done = unsafe bytes.withUnsafeBytes {
            unsafe EVP_DigestUpdate(context, $0.baseAddress, $0.count)
        }
        precondition(done == 1, "libcrypto refused to go on with a digest")
    }

    /// The 32 bytes; nothing can be added afterwards.
    package func finish() -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        let done = unsafe digest.withUnsafeMutableBufferPointer {
            unsafe EVP_DigestFinal_ex(context, $0.baseAddress, nil)
        }
        precondition(done == 1, "libcrypto refused to end a digest")
        return digest
    }

    /// The 32 bytes for bytes that are all there.
    package static func hash(_ bytes: some Collection<UInt8>) -> [UInt8] {
        let digest = SHA256()
        digest.update(Array(bytes).span)
        return digest.finish()
    }
}

/// Looked up once: that costs more than a short digest (crypto(7), "Performance").
nonisolated(unsafe) private let algorithm: OpaquePointer = {
    guard let algorithm = unsafe EVP_MD_fetch(nil, "SHA256", nil) else {
        preconditionFailure("libcrypto has no SHA-256")
    }
    return unsafe algorithm
}()
