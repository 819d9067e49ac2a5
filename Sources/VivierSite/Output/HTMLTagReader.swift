/// Reads the tags of HTML that this program wrote, one after the other.
///
/// Text, comments and the inside of scripts and styles are passed over. It is no
/// parser for the HTML of others: our text has its `<` escaped.
struct HTMLTagReader {
    struct Tag {
        /// Lower case.
        var name: String
        var isClosing: Bool
        /// Name (lower case) and value as written, in order.
        var attributes: [(name: String, value: ArraySlice<UInt8>)] = []

        subscript(name: String) -> ArraySlice<UInt8>? {
            attributes.first { $0.name == name }?.value
        }
    }

    private static let comment = Array("!--".utf8)

    private let bytes: [UInt8]
    /// Where reading goes on.
    private(set) var index: Int

    /// Begins at the byte `start`.
    init(_ bytes: [UInt8], at start: Int = 0) {
        self.bytes = bytes
        index = start
    }

    /// The next tag.
    mutating func next() -> Tag? {
        while let open = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
            index = open + 1
            if bytes[index...].starts(with: Self.comment) {
                skip(past: "-->")
                continue
            }
            let isClosing = index < bytes.count && bytes[index] == UInt8(ascii: "/")
            if isClosing { index += 1 }
            guard index < bytes.count, (97...122).contains(bytes[index] | 0x20) else { continue }
            var tag = Tag(name: word(), isClosing: isClosing)
            readAttributes(of: &tag)
            if !isClosing, tag.name == "script" || tag.name == "style" { skip(to: "</\(tag.name)") }
            return tag
        }
        return nil
    }

    private mutating func readAttributes(of tag: inout Tag) {
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: ">") {
                index += 1
                return
            }
            let name = word()
            guard !name.isEmpty else {
                index += 1
                continue
            }
            let value = attributeValue()
            tag.attributes.append((name, value))
        }
    }

    /// What follows the name of an attribute: a quoted or bare value, or nothing.
    private mutating func attributeValue() -> ArraySlice<UInt8> {
        var next = index
        while next < bytes.count, isHTMLBlank(bytes[next]) { next += 1 }
        guard next < bytes.count, bytes[next] == UInt8(ascii: "=") else { return [] }
        index = next + 1
        while index < bytes.count, isHTMLBlank(bytes[index]) { index += 1 }
        guard index < bytes.count else { return [] }
        let quote = bytes[index]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            let start = index + 1
            let end = bytes[start...].firstIndex(of: quote) ?? bytes.count
            index = min(end + 1, bytes.count)
            return bytes[start..<end]
        }
        let start = index
        while index < bytes.count, !isHTMLBlank(bytes[index]), bytes[index] != UInt8(ascii: ">") {
            index += 1
        }
        return bytes[start..<index]
    }

    /// A name of letters, digits, `-`, `_`, `:` and `.`.
    private mutating func word() -> String {
        let start = index
        while index < bytes.count {
            let byte = bytes[index]
            let isName =
                (97...122).contains(byte | 0x20) || (48...57).contains(byte) || byte == 0x2D
                || byte == 0x3A || byte == 0x5F || byte == 0x2E
            if !isName { break }
            index += 1
        }
        let word = bytes[start..<index]
        let text = String(decoding: word, as: UTF8.self)
        return word.contains { (65...90).contains($0) } ? text.lowercased() : text
    }

    private mutating func skip(past text: String) {
        skip(to: text)
        index = min(index + text.utf8.count, bytes.count)
    }

    private mutating func skip(to text: String) {
        let wanted = Array(text.utf8)
        let start = index
        index = unsafe bytes.withUnsafeBufferPointer { buffer in
            var from = start
            while let first = unsafe firstPlace(of: wanted[0], in: buffer, from: from) {
                if unsafe buffer[first...].starts(with: wanted) { return first }
                from = first + 1
            }
            return buffer.count
        }
    }
}

/// Whether a byte parts words in HTML.
func isHTMLBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte) && byte != 0x0B
}
