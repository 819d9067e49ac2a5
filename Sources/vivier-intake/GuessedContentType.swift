/// What the beginning of a body says of its format; empty if it says nothing.
func guessedContentType(_ bytes: [UInt8]) -> String {
    let blanks: [UInt8] = [0x09, 0x0A, 0x0D, 0x20]
    let start = bytes.drop { blanks.contains($0) }
    if start.first == UInt8(ascii: "{") { return "application/json" }
    let line = start.prefix { $0 != 0x0A && $0 != 0x0D }
    if line.starts(with: "--".utf8) {
        let boundary = String(decoding: line.dropFirst(2), as: UTF8.self)
        return "multipart/form-data; boundary=\"\(boundary)\""
    }
    // A text editor may have ended the only line.
    let isOnlyLine = start.dropFirst(line.count).allSatisfy { blanks.contains($0) }
    let isPairs = line.contains(UInt8(ascii: "=")) && isOnlyLine
    return isPairs ? "application/x-www-form-urlencoded" : ""
}
