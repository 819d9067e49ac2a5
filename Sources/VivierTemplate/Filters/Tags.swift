/// Taking the tags out of HTML.
enum Tags {
    /// The text of a piece of HTML: without comments and tags, white space run
    /// together, entities turned into what they mean.
    static func stripped(_ html: String) -> String {
        var text = removing(html, from: "<!--", to: "-->")
        text = removing(text, from: "<", to: ">")
        return unescaped(TextWork.words(text).joined(separator: " "))
    }

    /// A text without what is between two marks; an opening mark that nothing
    /// closes stays.
    private static func removing(_ text: String, from open: String, to close: String) -> String {
        var result = ""
        var rest = text[...]
        while let start = rest.firstRange(of: open) {
            guard let end = rest[start.upperBound...].firstRange(of: close) else { break }
            result += rest[..<start.lowerBound]
            rest = rest[end.upperBound...]
        }
        return result + rest
    }

    private static let named: [String: String] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}",
        "laquo": "«", "raquo": "»", "hellip": "…", "ndash": "–", "mdash": "—", "lsquo": "‘",
        "rsquo": "’", "ldquo": "“", "rdquo": "”", "euro": "€", "middot": "·", "copy": "©",
        "eacute": "é", "egrave": "è", "ecirc": "ê", "agrave": "à", "acirc": "â", "ccedil": "ç",
        "ocirc": "ô", "ucirc": "û", "ugrave": "ù", "icirc": "î", "oelig": "œ", "thinsp": "\u{2009}",
        "times": "×", "deg": "°",
    ]

    /// A text with its entities replaced; one that is not known stays as it is.
    static func unescaped(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        var result = ""
        var rest = text[...]
        while let start = rest.firstIndex(of: "&") {
            result += rest[..<start]
            let after = rest[rest.index(after: start)...]
            if let end = after.prefix(12).firstIndex(of: ";"),
                let meaning = meaning(of: String(after[..<end]))
            {
                result += meaning
                rest = after[after.index(after: end)...]
            } else {
                result += "&"
                rest = after
            }
        }
        return result + rest
    }

    private static func meaning(of name: String) -> String? {
        if let known = named[name] { return known }
        guard name.hasPrefix("#") else { return nil }
        let isHex = name.hasPrefix("#x") || name.hasPrefix("#X")
        guard let value = UInt32(name.dropFirst(isHex ? 2 : 1), radix: isHex ? 16 : 10),
            let scalar = Unicode.Scalar(value), value != 0
        else { return nil }
        return String(Character(scalar))
    }
}
