internal import VivierCrypto

/// What opens one sealed page: 256 bits, and with them its address and its key.
///
/// Who has it can find and read the page; who has the address cannot find it.
/// `docs/sealed-pages.md` gives every byte.
package struct PageSecret: Sendable, Hashable {
    private let bytes: [UInt8]

    /// - Precondition: 32 bytes.
    package init(_ bytes: [UInt8]) {
        precondition(bytes.count == 32, "a page secret has 32 bytes")
        self.bytes = bytes
    }

    /// Reads a code however it was typed or cut out of a link: `v1.…`, in capitals, in groups.
    package init?(code text: String) {
        var code = text.lowercased().filter { $0 != "-" && !$0.isWhitespace }
        if let start = code.lastIndex(of: "#") { code = String(code[code.index(after: start)...]) }
        if code.hasPrefix("v1.") { code.removeFirst(3) }
        guard let bytes = VivierCrypto.bytes(base32: code), bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    /// 52 characters of base 32: what is typed by hand.
    package var code: String { base32(bytes) }

    /// What stands behind the `#` of a link.
    package var fragment: String { "v1.\(code)" }

    /// Name of the file: 26 characters of base 32.
    package var name: String { base32(hkdfSHA256(bytes, info: "vivier/page/1/id", count: 16)) }

    var key: [UInt8] { hkdfSHA256(bytes, info: "vivier/page/1/key") }
    var nonceKey: [UInt8] { hkdfSHA256(bytes, info: "vivier/page/1/nonce") }
}
