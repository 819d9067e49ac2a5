internal import VivierCrypto
internal import VivierFiles

/// A stored file that is read piece by piece, and opened if there is a key.
final class FileReader {
    private let file: DurableFile
    private let cipher: AESGCM?
    private let digest = SHA256()
    private var size = 0
    private var number = 0
    private var waiting: [UInt8]

    init(_ path: String, key: DossierKey?) throws(SystemCallError) {
        file = try DurableFile.open(reading: path)
        guard let key else {
            cipher = nil
            waiting = try file.read(upTo: SealedPieces.plainLength)
            return
        }
        cipher = key.fileCipher(salt: try file.read(upTo: SealedPieces.saltLength))
        waiting = try file.read(upTo: SealedPieces.sealedLength)
    }

    enum Piece {
        case bytes([UInt8])
        case end(StoredFile)
        /// The file was changed, cut, or sealed with another key.
        case damage
    }

    /// The next piece. At level 0 only the hash at the end tells whether all of them
    /// are what was written.
    func next() throws(SystemCallError) -> Piece {
        guard !waiting.isEmpty else {
            let isWhole = cipher == nil || number > 0
            let result = StoredFile(sha256: hexadecimal(digest.finish()), size: size)
            return isWhole ? .end(result) : .damage
        }
        let piece = waiting
        waiting = try file.read(
            upTo: cipher == nil ? SealedPieces.plainLength : SealedPieces.sealedLength
        )
        guard let cipher else { return add(piece) }
        let nonce = SealedPieces.nonce(number, isLast: waiting.isEmpty)
        number += 1
        guard let plain = cipher.open(piece[...], nonce: nonce, bound: []) else { return .damage }
        return add(plain)
    }

    private func add(_ bytes: [UInt8]) -> Piece {
        digest.update(bytes.span)
        size += bytes.count
        return .bytes(bytes)
    }

    /// Reads to the end.
    ///
    /// - Returns: `nil` for a damaged file.
    func all() throws(SystemCallError) -> (bytes: [UInt8], file: StoredFile)? {
        var bytes: [UInt8] = []
        while true {
            switch try next() {
            case .bytes(let more): bytes += more
            case .end(let file): return (bytes, file)
            case .damage: return nil
            }
        }
    }
}
