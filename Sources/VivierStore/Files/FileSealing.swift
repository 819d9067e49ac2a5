internal import VivierCrypto

/// How a file is sealed: 16 bytes of salt, then pieces of up to 64 KiB, each with
/// its tag of 16 bytes. The nonce of a piece is its number and whether it is the
/// last, so that pieces cannot be exchanged, left out or cut off.
enum SealedPieces {
    static let saltLength = 16
    static let plainLength = 65_536
    static let sealedLength = plainLength + 16

    static func nonce(_ number: Int, isLast: Bool) -> [UInt8] {
        [0, 0, 0]
            + stride(from: UInt64(56), through: 0, by: -8).map {
                UInt8(truncatingIfNeeded: UInt64(number) >> $0)
            } + [isLast ? 1 : 0]
    }
}

/// Seals a file that comes in pieces of any size.
struct FileSealer {
    private let cipher: AESGCM
    private var waiting: [UInt8] = []
    private var number = 0

    init(key: DossierKey, salt: [UInt8]) { cipher = key.fileCipher(salt: salt) }

    /// The sealed bytes that can be written now; the last piece is kept back.
    mutating func add(_ bytes: Span<UInt8>) -> [UInt8] {
        unsafe bytes.withUnsafeBytes { unsafe waiting.append(contentsOf: $0) }
        var sealed: [UInt8] = []
        var start = 0
        while waiting.count - start > SealedPieces.plainLength {
            let end = start + SealedPieces.plainLength
            sealed += seal(Array(waiting[start..<end]), isLast: false)
            start = end
        }
        waiting.removeFirst(start)
        return sealed
    }

    /// The last piece, which may be empty.
    mutating func finish() -> [UInt8] { seal(waiting, isLast: true) }

    private mutating func seal(_ plain: [UInt8], isLast: Bool) -> [UInt8] {
        defer { number += 1 }
        let nonce = SealedPieces.nonce(number, isLast: isLast)
        return cipher.seal(plain, nonce: nonce, bound: [])
    }
}
