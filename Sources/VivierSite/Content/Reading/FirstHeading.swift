/// The bytes of a body that are searched for its first heading.
private let headingSearchLimit = 16_384

/// The words of the first Markdown heading of a body, without its marks.
///
/// Only headings written with `#` at the head of a line count.
func firstHeading(_ bytes: [UInt8], from offset: Int) -> String? {
    let end = min(bytes.count, offset + headingSearchLimit)
    var index = offset
    while index < end {
        let lineEnd = bytes[index..<bytes.count].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        let marks = bytes[index..<lineEnd].prefix { $0 == UInt8(ascii: "#") }.count
        if marks > 0, marks < 7 {
            let line = bytes[(index + marks)..<lineEnd]
            let text = plainWords(String(decoding: line, as: UTF8.self))
            if !text.isEmpty { return text }
        }
        index = lineEnd + 1
    }
    return nil
}

/// A line of Markdown without emphasis, code marks and targets of links.
private func plainWords(_ line: String) -> String {
    var text = ""
    var rest = line[...]
    while let character = rest.popFirst() {
        switch character {
        case "*", "`", "#": continue
        case "]":
            if rest.first == "(", let close = rest.firstIndex(of: ")") {
                rest = rest[rest.index(after: close)...]
            }
        case "[", "!": if character == "!" && rest.first != "[" { text.append(character) }
        default: text.append(character)
        }
    }
    return cleanLine(text)
}
