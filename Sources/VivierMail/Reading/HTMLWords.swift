/// The words of an HTML text, for a mail that has no plain one.
///
/// It is read by people as plain text and never shown as HTML, so that a tag read
/// wrongly costs a word, not safety.
func wordsOfHTML(_ html: String) -> String {
    var words = HTMLWords()
    var rest = html.utf8[...]
    while let byte = rest.first {
        switch byte {
        case UInt8(ascii: "<"): words.tag(in: &rest)
        case UInt8(ascii: "&"): words.reference(in: &rest)
        default:
            words.append(byte)
            rest = rest.dropFirst()
        }
    }
    return words.text
}

private struct HTMLWords {
    private var bytes: [UInt8] = []

    var text: String {
        let lines = String(decoding: bytes, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false)
        var kept: [Substring] = []
        for line in lines.map({ $0.drop { $0 == " " } }) where !(line.isEmpty && kept.last == "") {
            kept.append(line)
        }
        return kept.drop { $0.isEmpty }.joined(separator: "\n")
    }

    /// Takes a byte of text; any run of white space is one space.
    mutating func append(_ byte: UInt8) {
        guard byte == 9 || byte == 10 || byte == 13 || byte == 32 else { return bytes.append(byte) }
        if bytes.last != 32, bytes.last != 10 { bytes.append(32) }
    }

    /// Takes a tag, a comment, or the whole of a style sheet or a script.
    mutating func tag(in rest: inout Substring.UTF8View) {
        if rest.starts(with: "<!--".utf8) { return skip(to: "-->", in: &rest) }
        let name = rest.dropFirst().prefix { $0 != 32 && $0 != 62 && $0 != 9 && $0 != 10 }
            .map { $0 | 0x20 }
        guard let first = name.first, first > 96 || first == 0x2F || first == 0x21 else {
            bytes.append(UInt8(ascii: "<"))
            rest = rest.dropFirst()
            return
        }
        let isHidden = name.elementsEqual("style".utf8) || name.elementsEqual("script".utf8)
        skip(to: ">", in: &rest)
        if isHidden { skip(to: "</", in: &rest, keepingEnd: true) }
        let plain = name.drop { $0 == 0x2F }
        let breaks = ["br", "p", "div", "tr", "li", "table", "h1", "h2", "h3", "blockquote"]
        let tag = String(decoding: plain, as: UTF8.self)
        if breaks.contains(where: { tag == $0 || tag == $0 + "/" }) { bytes.append(10) }
    }

    /// Takes a reference such as `&eacute;`; one that is not known stays as it is.
    mutating func reference(in rest: inout Substring.UTF8View) {
        let name = rest.dropFirst().prefix(10).prefix { $0 != UInt8(ascii: ";") }
        let text = String(decoding: name, as: UTF8.self)
        guard name.count < 10, let character = Self.character(text) else {
            bytes.append(UInt8(ascii: "&"))
            rest = rest.dropFirst()
            return
        }
        bytes += character.utf8
        rest = rest.dropFirst(name.count + 2)
    }

    private static func character(_ name: String) -> String? {
        if name.hasPrefix("#") {
            let digits = name.dropFirst()
            let number =
                digits.first == "x" || digits.first == "X"
                ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
            return number.flatMap { $0 == 0 ? nil : Unicode.Scalar($0) }.map { String($0) }
        }
        return names[name]
    }

    private static let names: [String: String] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ",
        "eacute": "é", "egrave": "è", "ecirc": "ê", "euml": "ë", "agrave": "à", "acirc": "â",
        "ccedil": "ç", "icirc": "î", "iuml": "ï", "ocirc": "ô", "ugrave": "ù", "ucirc": "û",
        "uuml": "ü", "ouml": "ö", "auml": "ä", "szlig": "ß", "oelig": "œ", "euro": "€",
        "Eacute": "É", "Egrave": "È", "Agrave": "À", "Ccedil": "Ç", "laquo": "«", "raquo": "»",
        "rsquo": "’", "lsquo": "‘", "ldquo": "“", "rdquo": "”", "ndash": "–", "mdash": "—",
        "hellip": "…", "bull": "•",
    ]

    private func skip(
        to end: String,
        in rest: inout Substring.UTF8View,
        keepingEnd: Bool = false
    ) {
        let mark = Array(end.utf8)
        while !rest.isEmpty {
            if rest.starts(with: mark) {
                if !keepingEnd { rest = rest.dropFirst(mark.count) }
                return
            }
            rest = rest.dropFirst()
        }
    }
}
