/// A header line whose encoded words in base64 have become quoted-printable ones,
/// where they end with padding (RFC 2047 §4).
///
/// The library puts words that follow one another together before it decodes them,
/// and stops at the padding of the first: `=?utf-8?B?w6k=?= =?utf-8?B?w6k=?=` would
/// be `é`. Quoted-printable words have no padding.
///
/// - Returns: `nil` if there is nothing to change.
func withoutPaddedWords(_ line: ArraySlice<UInt8>) -> [UInt8]? {
    var output: [UInt8] = []
    var rest = line
    while let start = rest.firstRange(of: Array("=?".utf8))?.lowerBound {
        output += rest[..<start]
        rest = rest[start...]
        let fields = rest.split(
            separator: UInt8(ascii: "?"),
            maxSplits: 4,
            omittingEmptySubsequences: false
        )
        guard fields.count == 5, fields[4].first == UInt8(ascii: "="),
            fields[2].count == 1, (fields[2].first ?? 0) | 0x20 == UInt8(ascii: "b"),
            fields[3].last == UInt8(ascii: "="), let bytes = decodedBase64(fields[3])
        else {
            output += rest.prefix(2)
            rest = rest.dropFirst(2)
            continue
        }
        output += "=?".utf8
        output += fields[1]
        output += "?Q?".utf8
        for byte in bytes {
            let digits = Array("0123456789ABCDEF".utf8)
            output += [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
        output += "?=".utf8
        rest = fields[4].dropFirst()
    }
    output += rest
    return output.elementsEqual(line) ? nil : output
}

/// - Returns: `nil` for a byte that is none of base64.
private func decodedBase64(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    var bits = 0
    var count = 0
    for character in text where character != UInt8(ascii: "=") {
        let value: UInt8
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = character - 65
        case UInt8(ascii: "a")...UInt8(ascii: "z"): value = character - 71
        case UInt8(ascii: "0")...UInt8(ascii: "9"): value = character + 4
        case UInt8(ascii: "+"): value = 62
        case UInt8(ascii: "/"): value = 63
        default: return nil
        }
        bits = (bits << 6 | Int(value)) & 0xFFFF
        count += 6
        if count >= 8 {
            count -= 8
            bytes.append(UInt8(bits >> count & 0xFF))
        }
    }
    return bytes
}
