internal import VivierCrypto
internal import VivierFiles

/// Writes one file into a staging folder, hashing it, and sealing it if there is a key.
final class FileWriter {
    let file: DurableFile
    private let digest = SHA256()
    private var sealer: FileSealer?
    private(set) var size = 0

    init(_ path: String, key: DossierKey?) throws(SystemCallError) {
        file = try DurableFile.create(path)
        guard let key else { return }
        let salt = try randomBytes(SealedPieces.saltLength)
        try file.write(salt)
        sealer = FileSealer(key: key, salt: salt)
    }

    func write(_ bytes: Span<UInt8>) throws(SystemCallError) {
        digest.update(bytes)
        size += bytes.count
        if let sealed = sealer?.add(bytes) {
            if !sealed.isEmpty { try file.write(sealed) }
        } else {
            try file.write(bytes)
        }
    }

    /// Writes what was kept back; the file is not flushed yet.
    func finish() throws(SystemCallError) -> StoredFile {
        if let last = sealer?.finish() { try file.write(last) }
        file.beginSync()
        return StoredFile(sha256: hexadecimal(digest.finish()), size: size)
    }
}
