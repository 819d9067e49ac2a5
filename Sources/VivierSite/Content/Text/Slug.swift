/// The longest slug made from a text, in bytes: a folder name may have 255.
private let slugLimit = 120

/// A text as it stands in an address: lower case, ASCII, `-` between words.
///
/// `Éducateur·rice, cœur de métier` gives `educateur-rice-coeur-de-metier`. A text
/// without any Latin letter or digit gives a code computed from it, and a very
/// long one is cut and given such a code, so that two texts rarely meet.
package func slug(of text: String) -> String {
    if isSlug(text) { return text }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    var isBetweenWords = false
    var start = 0
    for scalar in text.unicodeScalars {
        let before = bytes.count
        guard appendFolded(scalar, to: &bytes) else {
            isBetweenWords = bytes.count > start
            continue
        }
        if isBetweenWords, bytes.count > before {
            bytes.insert(UInt8(ascii: "-"), at: before)
            start = before
            isBetweenWords = false
        }
    }
    if bytes.isEmpty { return text.isEmpty ? "" : "x" + fingerprint(text) }
    guard bytes.count > slugLimit else { return String(decoding: bytes, as: UTF8.self) }
    var cut = bytes[..<(slugLimit - 9)]
    if let dash = cut.lastIndex(of: UInt8(ascii: "-")), dash > slugLimit / 2 { cut = cut[..<dash] }
    return String(decoding: cut, as: UTF8.self) + "-" + fingerprint(text)
}

/// Whether a text is a slug already: `a-z`, `0-9` and single `-` between them.
func isSlug(_ text: String) -> Bool {
    var previous = UInt8(ascii: "-")
    var count = 0
    for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): break
        case UInt8(ascii: "-"): guard previous != byte else { return false }
        default: return false
        }
        previous = byte
        count += 1
    }
    return count > 0 && count <= slugLimit && previous != UInt8(ascii: "-")
}

/// Eight hexadecimal digits (FNV-1a, 32 bits).
private func fingerprint(_ text: String) -> String {
    var hash: UInt32 = 2_166_136_261
    for byte in text.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 8 - digits.utf8.count) + digits
}
