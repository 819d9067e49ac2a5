/// A content type: `type/subtype` in lower case, and its parameters.
package struct MediaType: Sendable {
    /// `type/subtype`.
    package let name: String
    private let parameters: [String: [UInt8]]

    /// Reads the value of a `Content-Type`.
    ///
    /// - Returns: `nil` if it cannot be read.
    package init?(_ text: String) { self.init(bytes: Array(text.utf8)) }

    init?(bytes: [UInt8]) {
        guard !bytes.contains(where: Ascii.isControl), let value = HeaderValue(bytes) else {
            return nil
        }
        let halves = value.word.utf8.split(
            separator: UInt8(ascii: "/"),
            omittingEmptySubsequences: false
        )
        guard halves.count == 2, halves.allSatisfy({ !$0.isEmpty && $0.allSatisfy(Ascii.isToken) })
        else { return nil }
        name = value.word
        parameters = value.parameters
    }

    /// The character set, in lower case.
    var charset: String? { parameters["charset"].map { Ascii.lowercased($0) } }

    /// The boundary of a multipart body (RFC 2046 §5.1.1); `nil` if it breaks that rule.
    var boundary: [UInt8]? {
        guard let boundary = parameters["boundary"], 1...70 ~= boundary.count,
            boundary.last != Ascii.space,
            boundary.allSatisfy({ Self.isBoundary($0) })
        else { return nil }
        return boundary
    }

    private static func isBoundary(_ byte: UInt8) -> Bool {
        Ascii.isToken(byte) || "(),/:=? ".utf8.contains(byte)
    }
}
