import VivierReception

/// What the beginning of a body says of its format; empty if it says nothing.
func guessedContentType(_ bytes: [UInt8]) -> String {
    if bytes.starts(with: Envelope.sealedMark) { return Envelope.sealed }
    let blanks: [UInt8] = [0x09, 0x0A, 0x0D, 0x20]
    let start = bytes.drop { blanks.contains($0) }
    if start.first == UInt8(ascii: "{") { return "application/json" }
    if bytes.starts(with: "%PDF-".utf8) { return "application/pdf" }
    let line = start.prefix { $0 != 0x0A && $0 != 0x0D }
    if line.starts(with: "--".utf8) {
        let boundary = String(decoding: line.dropFirst(2), as: UTF8.self)
        return "multipart/form-data; boundary=\"\(boundary)\""
    }
    if isMessage(start) { return "message/rfc822" }
    // A text editor may have ended the only line.
    let isOnlyLine = start.dropFirst(line.count).allSatisfy { blanks.contains($0) }
    let isPairs = line.contains(UInt8(ascii: "=")) && isOnlyLine
    return isPairs ? "application/x-www-form-urlencoded" : ""
}

/// Whether a text begins as a message does: with a line that names a header, one of those that
/// every message has among the first.
private func isMessage(_ bytes: ArraySlice<UInt8>) -> Bool {
    let lines = String(decoding: bytes.prefix(16_384), as: UTF8.self)
        .split(omittingEmptySubsequences: false) { $0.isNewline }
    let head = lines.drop { $0.hasPrefix("From ") }.prefix { !$0.isEmpty }
    let names = head.filter { $0.first != " " && $0.first != "\t" }.map { line in
        line.prefix { $0 != ":" }.lowercased()
    }
    let known: Set = ["from", "to", "subject", "message-id", "received", "return-path", "date"]
    return names.first?.allSatisfy { $0.isLetter || $0 == "-" || $0.isNumber } == true
        && head.first?.contains(":") == true && names.contains(where: known.contains)
}
