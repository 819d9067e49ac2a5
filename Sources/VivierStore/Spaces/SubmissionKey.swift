package import VivierCrypto
internal import VivierFiles

extension Store {
    /// What submissions are opened with that were sealed in a browser; `nil` if there is none here, or if others on this
    /// machine may read it.
    package func submissionKey() throws(StoreError) -> SealingKey? {
        guard exists(layout.submissionKey), isPrivate(layout.submissionKey) else { return nil }
        let text = try onDisk { () throws(SystemCallError) in try readFile(layout.submissionKey) }
        let words = String(decoding: text, as: UTF8.self).split(separator: " ")
        guard words.count == 3, words[0] == "vivier-submission-key", words[1] == "1",
            let bytes = bytes(base64URL: words[2].filter { !$0.isWhitespace }),
            let key = SealingKey(privateKey: bytes)
        else { throw .notAStore(path: layout.submissionKey, reason: "the key cannot be read") }
        return key
    }

    /// Makes one, durably, unless there is one.
    ///
    /// - Returns: The public key of the store from now on, a point of P-256 in base64url; `nil` if others may read its key.
    package func makeSubmissionKey() throws(StoreError) -> String? {
        if !exists(layout.submissionKey), let key = SealingKey() {
            try onDisk { () throws(SystemCallError) in
                try publishFile(
                    Array("vivier-submission-key 1 \(base64URL(key.privateKey))\n".utf8),
                    at: layout.submissionKey,
                    temporary: "\(layout.temporary)/submission-key.\(processNumber())"
                )
            }
        }
        return try publicSubmissionKey()
    }

    /// The public key of the store, a point of P-256 in base64url; `nil` if there is none, or others may read its key.
    package func publicSubmissionKey() throws(StoreError) -> String? {
        try submissionKey().map { base64URL($0.publicKey) }
    }
}
