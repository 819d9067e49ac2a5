internal import VivierCrypto

/// Words without a dot in them, and behind them a tag that only this store can write:
/// HMAC-SHA-256 of all that stands before it.
enum SignedWords {
    /// In bytes; what is longer was not written here.
    private static let longest = 400

    static func text(_ words: [String], _ keys: SpaceKeys) -> String {
        let signed = words.joined(separator: ".")
        return "\(signed).\(tag(signed, keys))"
    }

    /// - Returns: The words without the tag; `nil` for all that this store did not write, to the last
    ///   bit, and for another number of words.
    static func words(of text: String, count: Int, _ keys: SpaceKeys) -> [String]? {
        guard text.utf8.count < longest else { return nil }
        var words = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard words.count == count + 1, let sent = words.popLast() else { return nil }
        let tag = tag(words.joined(separator: "."), keys)
        return isEqualInConstantTime(Array(sent.utf8), Array(tag.utf8)) ? words : nil
    }

    private static func tag(_ words: String, _ keys: SpaceKeys) -> String {
        base32(hmacSHA256(Array(words.utf8), key: keys.action))
    }
}
