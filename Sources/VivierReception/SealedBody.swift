internal import VivierCrypto

/// A body that was sealed in the browser, opened while it comes: the type of what is in it, a line feed, and that.
///
/// What comes out may be read, and kept where nobody looks; nothing is done with it before ``isWhole()`` says that
/// nobody changed it.
struct SealedBody: ~Copyable {
    /// `multipart/form-data` with the longest boundary has half of that.
    private static let longestType = 256
    private var opening: SealedOpening
    private var head: [UInt8] = []
    private var isInside = false

    /// `purpose`: The form that it was sealed for, or ``actions``.
    init(_ key: SealingKey, for purpose: String) {
        opening = SealedOpening(key, for: purpose)
    }

    /// What forms in spaces are sealed for, whatever they are.
    ///
    /// No form has a name like that.
    static let actions = "/action"

    /// Takes the next bytes.
    ///
    /// - Returns: What they make known; and the type, in the one answer that comes to know it.
    mutating func open(_ bytes: Span<UInt8>) -> (type: String?, content: [UInt8]) {
        let plain = opening.open(bytes)
        if isInside { return (nil, plain) }
        return head(with: plain) ?? (nil, [])
    }

    /// The type and what follows it, once the line is complete.
    private mutating func head(with plain: [UInt8]) -> (type: String?, content: [UInt8])? {
        guard head.count <= Self.longestType else { return nil }
        head += plain
        guard let end = head.prefix(Self.longestType).firstIndex(of: UInt8(ascii: "\n")) else {
            return nil
        }
        isInside = true
        let (type, rest) = (head[..<end], head[(end + 1)...])
        head = []
        return (String(decoding: type, as: UTF8.self), Array(rest))
    }

    /// Whether all of it came, as it was sealed.
    consuming func isWhole() -> Bool {
        guard isInside else { return false }
        return opening.isWhole()
    }
}
