/// The text of an attribute value or of a title: references resolved.
///
/// Numbers and the names that our own pages use; others stay as they are, which
/// a comparison of addresses survives.
func resolveReferences(_ value: ByteView) -> String {
    var start = value.firstIndex(of: UInt8(ascii: "&"), from: 0)
    guard start < value.count else { return value.text }
    var text: [UInt8] = value.part(0..<start).bytes
    while start < value.count {
        let end = value.firstIndex(of: UInt8(ascii: ";"), from: start)
        let name = value.part((start + 1)..<min(end, start + 12)).text
        if end < value.count, end - start <= 12, let character = character(named: name) {
            text.append(contentsOf: String(character).utf8)
            start = end + 1
        } else {
            text.append(UInt8(ascii: "&"))
            start += 1
        }
        let next = value.firstIndex(of: UInt8(ascii: "&"), from: start)
        text.append(contentsOf: value.part(start..<next).bytes)
        start = next
    }
    return String(decoding: text, as: UTF8.self)
}

private func character(named name: String) -> Character? {
    switch name {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    case "nbsp": return "\u{A0}"
    default: break
    }
    guard name.first == "#" else { return nil }
    let digits = name.dropFirst()
    let isHex = digits.first == "x" || digits.first == "X"
    let number = isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits, radix: 10)
    return number.flatMap(Unicode.Scalar.init).map(Character.init)
}
