/// Appends a letter or digit without accent and in lower case, as ASCII.
///
/// `É` gives `e`, `œ` gives `oe`, `ß` gives `ss`. Signs that leave no trace in
/// reading (combining accents, soft hyphens, zero-width spaces) give nothing.
///
/// - Returns: Whether the scalar belongs inside a word; `false` for spaces,
///   punctuation and scripts that have no ASCII counterpart.
func appendFolded(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) -> Bool {
    let value = scalar.value
    switch value {
    case 0x30...0x39, 0x61...0x7A:
        bytes.append(UInt8(truncatingIfNeeded: value))
        return true
    case 0x41...0x5A:
        bytes.append(UInt8(truncatingIfNeeded: value) | 0x20)
        return true
    case 0x00..<0x80: return false
    case 0xAD, 0x200B...0x200D, 0x2060, 0xFEFF, 0x300...0x36F: return true
    case 0xC6, 0xE6, 0x1FC, 0x1FD, 0x1E2, 0x1E3: return append("ae", to: &bytes)
    case 0x152, 0x153: return append("oe", to: &bytes)
    case 0xDF, 0x1E9E: return append("ss", to: &bytes)
    case 0xDE, 0xFE: return append("th", to: &bytes)
    case 0x132, 0x133: return append("ij", to: &bytes)
    case 0xD8, 0xF8, 0x1FE, 0x1FF: return append("o", to: &bytes)
    case 0xC0..<0x250: return append(latin[Int(value) - 0xC0], to: &bytes)
    case 0x1E00..<0x1F00: return append(latinAdditional[Int(value) - 0x1E00], to: &bytes)
    default: return false
    }
}

private func append(_ letters: StaticString, to bytes: inout [UInt8]) -> Bool {
    letters.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
    return true
}

private func append(_ letter: UInt8, to bytes: inout [UInt8]) -> Bool {
    guard letter != UInt8(ascii: "-"), letter != UInt8(ascii: "?") else { return false }
    bytes.append(letter)
    return true
}

/// The base letter of U+00C0 to U+024F; `-` for signs, `?` for letters without one.
private let latin = Array(
    ("aaaaaa?ceeeeiiiidnooooo-ouuuuy??aaaaaa?ceeeeiiiidnooooo-ouuuuy?yaaaaaaccccccccdd"
        + "ddeeeeeeeeeegggggggghhhhiiiiiiiiii??jjkkkllllllllllnnnnnnnnnoooooo??rrrrrrssssss"
        + "ssttttttuuuuuuuuuuuuwwyyyzzzzzzsbb???????????????ff????i????????oo?????????????u"
        + "u????zz??????????????????????aaiioouuuuuuuuuu?aaaa??ggggkkoooo??j???gg??nnaa????"
        + "aaaaeeeeiiiioooorrrruuuusstt??hh??????aaeeooooooooyy???????????????b????????????")
        .utf8
)

/// The base letter of U+1E00 to U+1EFF.
private let latinAdditional = Array(
    ("aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooo"
        + "oooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy?s????"
        + "aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuu"
        + "uuyyyyyyyy??????").utf8
)
