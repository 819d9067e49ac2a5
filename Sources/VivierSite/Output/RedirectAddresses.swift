/// The bytes of an address, `%C3%A9` being two of them.
func percentDecoded(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
        let digits = String(decoding: rest.prefix(2), as: UTF8.self)
        // `+1` is a number to Swift.
        if byte == UInt8(ascii: "%"), digits.utf8.count == 2, digits.allSatisfy(\.isHexDigit),
            let value = UInt8(digits, radix: 16)
        {
            bytes.append(value)
            rest = rest.dropFirst(2)
        } else {
            bytes.append(byte)
        }
    }
    return bytes
}

/// A path as it stands in a request (RFC 3986 §3.3), `*` and `:` encoded as well: they begin a
/// rule where hosts read `_redirects`.
func requestPath(_ path: [UInt8]) -> String {
    let plain = Array("/-._~!$&'()+,;=@".utf8)
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in path {
        let isAlphanumeric = (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10
        if isAlphanumeric || plain.contains(byte) {
            bytes.append(byte)
        } else {
            bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
    }
    return String(decoding: bytes, as: UTF8.self)
}

/// A redirect in the language of nginx, as bytes: an old address need not be UTF-8.
///
/// `location =` is compared with the decoded path, slashes that follow each other being one.
/// The address to go to stands in `return`, where `$` would begin a variable: it is encoded.
func nginxRedirect(from: String, to: String) -> [UInt8] {
    var path: [UInt8] = []
    for byte in percentDecoded(from) where byte != 0x2F || path.last != 0x2F { path.append(byte) }
    // nginx answers 400 to such a request before it looks for a location.
    guard !path.contains(0) else { return [] }
    let target = requestPath(percentDecoded(to)).split(
        separator: "$",
        omittingEmptySubsequences: false
    )
    .joined(separator: "%24")
    return Array("location = ".utf8) + quotedForNginx(path)
        + Array(" { return 301 ".utf8) + quotedForNginx(Array(target.utf8)) + Array("; }\n".utf8)
}

/// An argument between quotes: only `"`, `\` and line ends need care there.
private func quotedForNginx(_ text: [UInt8]) -> [UInt8] {
    var result = Array("\"".utf8)
    for byte in text {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): result += [UInt8(ascii: "\\"), byte]
        case 0x0A: result += "\\n".utf8
        case 0x0D: result += "\\r".utf8
        case 0x09: result += "\\t".utf8
        default: result.append(byte)
        }
    }
    return result + [UInt8(ascii: "\"")]
}
