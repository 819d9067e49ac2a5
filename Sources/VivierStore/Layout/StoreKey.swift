internal import VivierCrypto
internal import VivierFiles

/// The one secret of a store: 32 bytes in `keys/store.key`.
///
/// Every use has a key of its own, made from it, so that a code made for one use
/// means nothing in another.
package struct StoreKey: Sendable {
    enum Use: String {
        case dossierID = "vivier/store/1/dossier-id"
        case wrapping = "vivier/store/1/wrapping"
        case receipt = "vivier/store/1/receipt"
        case seal = "vivier/store/1/seal"
        case reader = "vivier/store/1/reader"
        case space = "vivier/store/1/space"
        case action = "vivier/store/1/action"
        case reply = "vivier/store/1/reply"
    }

    private let secret: [UInt8]

    /// - Precondition: 32 bytes.
    package init(_ secret: [UInt8]) {
        precondition(secret.count == 32, "a store key has 32 bytes")
        self.secret = secret
    }

    /// The key for one use: 32 bytes.
    func key(for use: Use) -> [UInt8] { hmacSHA256(Array(use.rawValue.utf8), key: secret) }

    /// The code of some bytes, for one use: 32 bytes.
    func code(for use: Use, _ bytes: [UInt8]) -> [UInt8] {
        hmacSHA256(bytes, key: key(for: use))
    }

    /// Reads `keys/store.key`: 64 digits and a line end.
    init(reading path: String) throws(StoreError) {
        let text = try onDisk { () throws(SystemCallError) in try readFile(path) }
        guard text.count == 65, text.last == UInt8(ascii: "\n"),
            let secret = bytes(hexadecimal: text.dropLast())
        else {
            throw .notAStore(path: path, reason: "the store key is not 64 digits and a line end")
        }
        self.init(secret)
    }
}
