internal import VivierCrypto
internal import VivierFiles

extension Store {
    /// The hash of the password that a reader chose; `nil` if none.
    ///
    /// Reads one file in either case: how long it takes does not tell whether there is one.
    package func password(of reader: ReaderID) throws(StoreError) -> String? {
        let path = layout.account(reader)
        let isThere = exists(path)
        let text = try onDisk { () throws(SystemCallError) in
            try readFile(isThere ? path : layout.version)
        }
        guard isThere else { return nil }
        let words = String(decoding: text, as: UTF8.self).split(separator: " ")
        guard words.count == 3, words[0] == "vivier-account", words[1] == "1",
            words[2].hasSuffix("\n")
        else { throw .notAStore(path: path, reason: "the password cannot be read") }
        return String(words[2].dropLast())
    }

    /// Keeps the hash of a password, durably, in place of an earlier one.
    package func setPassword(_ hash: String, for reader: ReaderID) throws(StoreError) {
        try onDisk { () throws(SystemCallError) in
            if try makePrivateFolder(layout.accounts) { try syncFolder(root) }
            let shard = "\(layout.accounts)/\(reader.shard)"
            if try makePrivateFolder(shard) { try syncFolder(layout.accounts) }
            try publishFile(
                Array("vivier-account 1 \(hash)\n".utf8),
                at: layout.account(reader),
                temporary: "\(layout.temporary)/account.\(processNumber()).\(reader)"
            )
        }
    }

    /// Forgets the password of a reader.
    package func deletePassword(of reader: ReaderID) throws(StoreError) {
        guard exists(layout.account(reader)) else { return }
        try onDisk { () throws(SystemCallError) in
            try deleteFile(layout.account(reader))
            try syncFolder("\(layout.accounts)/\(reader.shard)")
        }
    }

    /// What counts attempts by an address or a network know it by: 26 characters.
    package func attemptCode(_ text: String) -> String {
        base32(key.code(for: .attempt, Array(text.utf8)).prefix(16))
    }
}
