internal import VivierCrypto
internal import VivierFiles

/// The key of one dossier: 32 bytes. Who destroys it destroys every copy of the
/// dossier, those in backups included.
struct DossierKey: Sendable {
    private let secret: [UInt8]

    init(secret: [UInt8]) { self.secret = secret }

    /// A key that nobody had before.
    static func make() throws(StoreError) -> DossierKey {
        DossierKey(secret: try onDisk { () throws(SystemCallError) in try randomBytes(32) })
    }

    /// Seals the data of an event into a JSON string of hexadecimal digits.
    ///
    /// - Parameter envelope: The rest of the line, which cannot be exchanged afterwards.
    /// - Parameter nonce: 12 bytes, new for every event.
    func seal(_ data: [UInt8], envelope: [UInt8], nonce: [UInt8]) -> [UInt8] {
        let sealed = cipher("vivier/dossier/1/event").seal(data, nonce: nonce, bound: envelope)
        return Array("\"\(hexadecimal(nonce + sealed))\"".utf8)
    }

    /// What ``seal(_:envelope:nonce:)`` sealed; `nil` if it is not that.
    func open(_ data: ArraySlice<UInt8>, envelope: ArraySlice<UInt8>) -> [UInt8]? {
        guard data.count > 2, data.first == UInt8(ascii: "\""), data.last == UInt8(ascii: "\""),
            let sealed = bytes(hexadecimal: data.dropFirst().dropLast()), sealed.count > 12
        else { return nil }
        return cipher("vivier/dossier/1/event").open(
            sealed[12...],
            nonce: Array(sealed[..<12]),
            bound: Array(envelope)
        )
    }

    /// The cipher of one file.
    ///
    /// - Parameter salt: 16 bytes, new for every file.
    func fileCipher(salt: [UInt8]) -> AESGCM {
        AESGCM(key: hmacSHA256(Array("vivier/dossier/1/file".utf8) + salt, key: secret))
    }

    /// The name that a file has on the disk: its hash would tell who already has the
    /// same file that it was sent.
    func fileName(sha256: String) -> String {
        hexadecimal(hmacSHA256(Array("vivier/dossier/1/name\(sha256)".utf8), key: secret))
    }

    private func cipher(_ use: String) -> AESGCM {
        AESGCM(key: hmacSHA256(Array(use.utf8), key: secret))
    }

    /// What a `.key` file holds: the secret under the store's key, bound to its owner.
    func wrapped(for owner: String, by key: StoreKey, nonce: [UInt8]) -> [UInt8] {
        let cipher = AESGCM(key: key.key(for: .wrapping))
        let sealed = cipher.seal(secret, nonce: nonce, bound: Array(owner.utf8))
        return Array("vivier-key 1 \(hexadecimal(nonce + sealed))\n".utf8)
    }

    /// Reads what ``wrapped(for:by:nonce:)`` wrote; `nil` if it is not that.
    init?(wrapped text: [UInt8], for owner: String, by key: StoreKey) {
        let start = Array("vivier-key 1 ".utf8)
        guard text.starts(with: start), text.last == UInt8(ascii: "\n"),
            let sealed = bytes(hexadecimal: text[start.count...].dropLast()), sealed.count == 60,
            let secret = AESGCM(key: key.key(for: .wrapping)).open(
                sealed[12...],
                nonce: Array(sealed[..<12]),
                bound: Array(owner.utf8)
            )
        else { return nil }
        self.secret = secret
    }
}
