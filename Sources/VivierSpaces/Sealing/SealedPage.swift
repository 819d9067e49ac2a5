internal import VivierCrypto

/// A page that any host can serve and none can read.
///
/// | bytes | what |
/// |---|---|
/// | 0..<8 | `vivier`, 0, 1 |
/// | 8..<20 | nonce |
/// | 20… | AES-256-GCM of the page, filled up with spaces, and its tag (16) |
package enum SealedPage {
    private static let mark: [UInt8] = Array("vivier".utf8) + [0, 1]
    private static let smallest = 16_384

    /// Seals a page.
    ///
    /// The nonce is made of the page, so that the same page always gives the same bytes, and two
    /// pages under one key never the same nonce (as in SIV, RFC 5297 §1).
    ///
    /// `plain`: JSON, which spaces at its end do not change.
    package static func seal(_ plain: [UInt8], with secret: PageSecret) -> [UInt8] {
        let padded = plain + [UInt8](repeating: 0x20, count: size(for: plain.count) - plain.count)
        let nonce = Array(hmacSHA256(padded, key: secret.nonceKey).prefix(12))
        let sealed = AESGCM(key: secret.key).seal(padded, nonce: nonce, bound: bound(secret))
        return mark + nonce + sealed
    }

    /// Opens it; `nil` for another secret, and for bytes that were changed.
    package static func open(_ sealed: [UInt8], with secret: PageSecret) -> [UInt8]? {
        guard sealed.count >= 36, sealed.starts(with: mark) else { return nil }
        return AESGCM(key: secret.key).open(
            sealed[20...],
            nonce: Array(sealed[8..<20]),
            bound: bound(secret)
        )
    }

    /// 16 KiB, or twice as much until it fits: how much happened does not show in the size.
    private static func size(for count: Int) -> Int {
        var size = smallest
        while size < count { size *= 2 }
        return size
    }

    /// The page belongs to its address: a host cannot serve it at another.
    private static func bound(_ secret: PageSecret) -> [UInt8] {
        mark + Array(secret.name.utf8)
    }
}
