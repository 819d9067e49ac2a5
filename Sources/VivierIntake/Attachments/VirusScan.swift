/// The protocol of ClamAV's `clamd`: `INSTREAM`, with its NUL-ended commands (clamd(8)).
///
/// Bytes only; the socket is somebody else's.
package enum VirusScan {
    /// What the scanner says of a file.
    package enum Reply: Sendable, Equatable {
        case clean
        case infected(name: String)

        /// It could not tell: too large for it, or a fault of its own.
        case failed
    }

    /// What is sent first.
    package static let opening = Array("zINSTREAM\0".utf8)

    /// What is sent last.
    package static let closing: [UInt8] = [0, 0, 0, 0]

    /// What is sent before each piece of the file.
    package static func frameHeader(for count: Int) -> [UInt8] {
        let length = UInt32(truncatingIfNeeded: count)
        return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> $0) }
    }

    /// Reads the answer, `stream: OK`, `stream: NAME FOUND` or something with `ERROR`.
    package static func reply(_ bytes: [UInt8]) -> Reply {
        let text = String(decoding: bytes.prefix { $0 != 0 && $0 != Ascii.lineFeed }, as: UTF8.self)
        let prefix = "stream: "
        guard text.hasPrefix(prefix) else { return .failed }
        let verdict = text.dropFirst(prefix.count)
        if verdict == "OK" { return .clean }
        guard verdict.hasSuffix(" FOUND") else { return .failed }
        return .infected(name: String(verdict.dropLast(" FOUND".count)))
    }
}
