internal import CArgon2

/// What is kept of a password: an Argon2id hash (RFC 9106) in its usual text form.
///
/// `$argon2id$v=19$m=19456,t=2,p=1$SALT$HASH`: 19 MiB and two passes for each try, the least that
/// OWASP advises; it brings its own parameters, so that later ones can differ.
package struct PasswordHash: Sendable, Equatable {
    /// KiB of memory, passes, lanes.
    private static let cost: (memory: UInt32, passes: UInt32, lanes: UInt32) = (19_456, 2, 1)
    private static let length = 32

    package let text: String

    /// One that was kept.
    package init(kept text: String) { self.text = text }

    /// Hashes a password.
    ///
    /// `salt`: 16 bytes, each password its own.
    /// - Returns: `nil` if there is no memory for it.
    package init?(_ password: String, salt: [UInt8]) {
        let bytes = Array(password.utf8)
        let room = argon2_encodedlen(
            Self.cost.passes,
            Self.cost.memory,
            Self.cost.lanes,
            UInt32(salt.count),
            UInt32(Self.length),
            Argon2_id
        )
        var encoded = [CChar](repeating: 0, count: room)
        // argon2.h: nothing of what is handed over is kept.
        let code = unsafe argon2id_hash_encoded(
            Self.cost.passes,
            Self.cost.memory,
            Self.cost.lanes,
            bytes,
            bytes.count,
            salt,
            salt.count,
            Self.length,
            &encoded,
            room
        )
        guard code == ARGON2_OK.rawValue else { return nil }
        text = String(
            decoding: encoded.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) },
            as: UTF8.self
        )
    }

    /// Whether it is the hash of a password; takes as long whatever the answer.
    package func isOf(_ password: String) -> Bool {
        let bytes = Array(password.utf8)
        return unsafe argon2id_verify(text, bytes, bytes.count) == ARGON2_OK.rawValue
    }
}
