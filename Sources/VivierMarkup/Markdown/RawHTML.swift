/// HTML that an author wrote among the Markdown, looked at only to say what is
/// left out.
struct RawHTML {
    /// The name of the first element, lower case, empty if it has none that can
    /// be shown; `nil` if there are only comments and closing tags, about which
    /// nobody need be told.
    let firstTag: String?

    /// Whether it is a line break, which Markdown can say as well.
    let isLineBreak: Bool

    init(_ text: ByteView) {
        let count = text.count
        var index = 0
        var first: String?
        while index < count, first == nil {
            guard text[index] == UInt8(ascii: "<") else {
                // Text inside of an HTML block is lost with it.
                if text[index] > 0x20 { first = "" }
                index += 1
                continue
            }
            if text.has("<!--", at: index) {
                index = end(of: "-->", in: text, from: index + 4)
            } else if text.has("</", at: index) {
                index = end(of: ">", in: text, from: index)
            } else {
                var name: [UInt8] = []
                var next = index + 1
                while next < count, name.count < 20, isNameByte(text[next]) {
                    name.append(text[next] | 0x20)
                    next += 1
                }
                first = String(decoding: name, as: UTF8.self)
            }
        }
        firstTag = first
        isLineBreak = first == "br"
    }
}

private func isNameByte(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == UInt8(ascii: "-")
}

/// The index after `word`, or the end.
private func end(of word: StaticString, in text: ByteView, from start: Int) -> Int {
    var index = start
    while index < text.count {
        if text.has(word, at: index) { return index + word.utf8CodeUnitCount }
        index += 1
    }
    return index
}
