internal import CGMime

/// A text in the character set that its part claims.
///
/// Bytes that mean nothing in it become `�`. A set that is unknown, or a claim of
/// UTF-8 or ASCII that the bytes belie, is read as Windows-1252, which is what such
/// mails nearly always are.
func decodeText(_ bytes: [UInt8], charset: String?) -> String {
    let name = (charset ?? "utf-8").lowercased()
    if ["utf-8", "utf8", "us-ascii", "ascii"].contains(name) {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        // A text mostly in UTF-8 has a damaged place, another is in another set.
        let repaired = String(decoding: bytes, as: UTF8.self)
        let damage = repaired.unicodeScalars.count { $0 == "\u{FFFD}" }
        let foreign = repaired.unicodeScalars.count { $0.value > 127 } - damage
        return foreign > damage ? repaired : convert(bytes, from: "windows-1252") ?? repaired
    }
    return convert(bytes, from: name) ?? convert(bytes, from: "windows-1252")
        ?? String(decoding: bytes, as: UTF8.self)
}

/// - Returns: `nil` if the C library does not know the character set.
private func convert(_ bytes: [UInt8], from charset: String) -> String? {
    startLibrary()
    // g_mime_charset_iconv_name lends a name of its own table out.
    guard charset.utf8.allSatisfy({ $0 > 32 && $0 < 127 }),
        let name = unsafe g_mime_charset_iconv_name(charset),
        let converter = unsafe g_iconv_open("UTF-8", name),
        Int(bitPattern: converter) != -1
    else { return nil }
    defer { unsafe g_iconv_close(converter) }
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count + bytes.count / 2)
    var chunk = [CChar](repeating: 0, count: 4096)
    var input = bytes.map { CChar(bitPattern: $0) }
    unsafe input.withUnsafeMutableBufferPointer { source in
        unsafe chunk.withUnsafeMutableBufferPointer { target in
            var from = source.baseAddress
            var left = source.count
            while left > 0 {
                var to = target.baseAddress
                var room = target.count
                let done = unsafe g_iconv(converter, &from, &left, &to, &room)
                unsafe output.append(
                    contentsOf: target.prefix(target.count - room)
                        .lazy.map { UInt8(bitPattern: $0) }
                )
                if done == Int.max || Int(bitPattern: UInt(done)) == -1, room > 64, left > 0 {
                    // Not for want of room: the next byte means nothing.
                    output += "\u{FFFD}".utf8
                    unsafe from = from.map { unsafe $0 + 1 }
                    left -= 1
                }
            }
        }
    }
    return String(decoding: output, as: UTF8.self)
}
