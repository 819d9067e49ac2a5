/// Which addresses a text may link to.
///
/// Works on the destination after cmark resolved entities and backslashes, and
/// reads it as a browser would: controls and spaces at both ends do not count,
/// nor do tabs and line ends anywhere. An address whose first segment has a
/// colon has a scheme, and only schemes of the list pass; anything else is a
/// path, a query or a fragment of this site.
enum LinkPolicy {
    /// What is wrong with an address.
    enum Refusal: Equatable {
        /// Nothing in it.
        case empty

        /// `//host`: takes the visitor to another site under the name of a path.
        case otherHost

        /// A scheme that is not on the list; the name is lower case and short.
        case scheme(String)

        /// `https:` without a host, or with one that cannot be.
        case badHost

        /// A picture that the reader's browser would fetch from somebody else.
        case otherSite
    }

    /// What an address is.
    enum Verdict: Equatable {
        case inside
        case outside
        case refused(Refusal)
    }

    /// Judges a destination.
    static func judge(_ destination: ByteView, isImage: Bool) -> Verdict {
        if let verdict = judgePlain(destination, isImage: isImage) { return verdict }
        let seen = unsafe asSeen(destination).withUnsafeBufferPointer { address in
            judgeSeen(unsafe ByteView(address), isImage: isImage)
        }
        return seen
    }

    /// The verdict on the forms that nearly every address has.
    private static func judgePlain(_ destination: ByteView, isImage: Bool) -> Verdict? {
        switch destination[0] {
        case UInt8(ascii: "#"): return .inside
        case UInt8(ascii: "/"): return isAlphanumeric(destination[1]) ? .inside : nil
        case UInt8(ascii: "m") where !isImage:
            let isMail = destination.has("mailto:", at: 0) && isAlphanumeric(destination[7])
            return isMail ? .outside : nil
        default:
            guard destination.has("https://", at: 0) else { return nil }
            return hasHost(destination.part(8..<destination.count)) ? .outside : nil
        }
    }

    /// What a browser makes of an address before it looks at it: no controls and
    /// spaces at the ends, no tabs and line ends, small letters.
    private static func asSeen(_ destination: ByteView) -> [UInt8] {
        var bytes: [UInt8] = []
        for index in 0..<destination.count {
            let byte = destination[index]
            let isIgnored = byte == 0x09 || byte == 0x0A || byte == 0x0D
            if isIgnored || byte <= 0x20 && bytes.isEmpty { continue }
            bytes.append(byte &- 0x41 < 26 ? byte | 0x20 : byte)
        }
        while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
        return bytes
    }

    private static func judgeSeen(_ address: ByteView, isImage: Bool) -> Verdict {
        guard address.count > 0 else { return .refused(.empty) }
        // A browser takes `\` for `/` in `https:` addresses.
        if isSlash(address[0]), isSlash(address[1]) { return .refused(.otherHost) }
        var end = 0
        while end < address.count, !":/?#".utf8.contains(address[end]) { end += 1 }
        guard address[end] == UInt8(ascii: ":") else { return .inside }
        if address.has("https://", at: 0) || address.has("http://", at: 0) {
            let rest = address.part((end + 3)..<address.count)
            return hasHost(rest) ? .outside : .refused(.badHost)
        }
        if address.has("https:", at: 0) || address.has("http:", at: 0) {
            return .refused(.badHost)
        }
        if !isImage, address.has("mailto:", at: 0) || address.has("tel:", at: 0) {
            return end + 1 < address.count ? .outside : .refused(.empty)
        }
        return .refused(.scheme(shown(address.part(0..<end))))
    }

    /// The name of a scheme for a message.
    private static func shown(_ scheme: ByteView) -> String {
        let name = scheme.part(0..<20).bytes.filter { $0 > 0x20 && $0 < 0x7F }
        return String(decoding: name, as: UTF8.self) + (scheme.count > 20 ? "…" : "")
    }

    private static func isSlash(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\")
    }

    static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10
    }
}
