/// The text of HTML that our own renderer wrote.
///
/// Not for HTML from elsewhere: tags are what stands between `<` and `>`, and
/// only the five references that we write are resolved. A block ends a line, a
/// cell of a table is followed by a space.
package func plainText(ofHTML html: ArraySlice<UInt8>) -> String {
    var text = ByteSink(capacity: html.count)
    var isCode = false
    unsafe html.withUnsafeBufferPointer { buffer in
        let html = unsafe ByteView(buffer)
        var index = 0
        while index < html.count {
            let byte = html[index]
            if byte == UInt8(ascii: "<") {
                let end = html.firstIndex(of: UInt8(ascii: ">"), from: index)
                let tag = html.part((index + 1)..<end)
                if tag.has("pre", at: 0) { isCode = true }
                if tag.has("/pre", at: 0) { isCode = false }
                text.separate(after: tag)
                index = end + 1
            } else if byte == UInt8(ascii: "&") {
                let (character, width) = reference(html, at: index)
                text.append(character)
                index += width
            } else if isBlank(byte), !isCode {
                // Line ends between the tags are ours, those in a text are spaces.
                if text.count > 0, !isBlank(text.last) { text.append(0x20) }
                index += 1
            } else {
                let start = index
                while index < html.count, !isMark(html[index]) { index += 1 }
                // Whatever it is, it is text once.
                if index == start { index += 1 }
                text.append(html.part(start..<index))
            }
        }
    }
    while text.count > 0, isBlank(text.last) { text.truncate(to: text.count - 1) }
    return text.withView(\.text)
}

extension ByteSink {
    /// Ends a line, or a word, where a tag does.
    fileprivate mutating func separate(after tag: ByteView) {
        guard count > 0, last != 0x0A else { return }
        if tag.count == 3, tag.has("/td", at: 0) || tag.has("/th", at: 0) {
            append(0x20)
        } else if endsLine(tag) {
            while last == 0x20 { truncate(to: count - 1) }
            append(0x0A)
        }
    }
}

private func isMark(_ byte: UInt8) -> Bool {
    isBlank(byte) || byte == UInt8(ascii: "<") || byte == UInt8(ascii: "&")
}

/// Whether a tag, without its brackets, stands at the end of a line of text.
private func endsLine(_ tag: ByteView) -> Bool {
    switch tag.count {
    case 2:
        return tag.has("/p", at: 0) || tag.has("br", at: 0) || tag.has("ul", at: 0)
            || tag.has("ol", at: 0)
    case 3:
        let isHeading = tag.has("/h", at: 0) && tag[2] &- 0x31 < 6
        return isHeading || tag.has("/li", at: 0) || tag.has("/tr", at: 0)
    default: return tag.has("/pre", at: 0) || tag.has("blockquote", at: 0)
    }
}

private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A }

/// The character of a reference that we write; `&` itself if it is another one.
private func reference(_ html: ByteView, at index: Int) -> (UInt8, Int) {
    if html.has("&amp;", at: index) { return (UInt8(ascii: "&"), 5) }
    if html.has("&lt;", at: index) { return (UInt8(ascii: "<"), 4) }
    if html.has("&gt;", at: index) { return (UInt8(ascii: ">"), 4) }
    if html.has("&quot;", at: index) { return (UInt8(ascii: "\""), 6) }
    if html.has("&#x27;", at: index) { return (UInt8(ascii: "'"), 6) }
    return (UInt8(ascii: "&"), 1)
}

/// Cuts a text between words, with `…` in place of the rest.
///
/// - Parameters:
///   - text: One line.
///   - limit: Code points, the ellipsis included; at least 2.
/// - Returns: The text itself if it is short enough.
package func shortened(_ text: String, to limit: Int) -> String {
    guard text.utf8.count > limit else { return text }
    let scalars = text.unicodeScalars
    guard
        let end = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex),
        end < scalars.endIndex
    else { return text }
    // The place of the ellipsis, then back to the end of a word.
    let last = scalars.index(before: end)
    var cut = scalars[..<last]
    if scalars[last] != " " {
        cut = cut.lastIndex(of: " ").map { cut[..<$0] } ?? cut
    }
    while let scalar = cut.last, " ,;:–—-\u{A0}\u{202F}".unicodeScalars.contains(scalar) {
        cut.removeLast()
    }
    return String(cut) + "…"
}
