/// Python's ways with texts, on code points.
enum TextWork {
    /// A text without the scalars at its ends that fit.
    static func stripped(
        _ text: String,
        leading: Bool,
        trailing: Bool,
        _ fits: (Unicode.Scalar) -> Bool
    )
        -> String
    {
        var scalars = text.unicodeScalars[...]
        if leading { while let first = scalars.first, fits(first) { scalars.removeFirst() } }
        if trailing { while let last = scalars.last, fits(last) { scalars.removeLast() } }
        return String(String.UnicodeScalarView(scalars))
    }

    /// The test for `strip`: the given characters, or white space.
    static func stripTest(_ characters: String?) -> (Unicode.Scalar) -> Bool {
        guard let characters else { return Whitespace.contains }
        let set = Set(characters.unicodeScalars)
        return { set.contains($0) }
    }

    /// The lines of a text, without their breaks; a break at the end begins no
    /// line.
    static func lines(_ text: String) -> [String] {
        var lines: [String] = []
        var line = String.UnicodeScalarView()
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            if scalar == "\n", previous == "\r" {
                previous = scalar
                continue
            }
            previous = scalar
            switch scalar.value {
            case 0x0A...0x0D, 0x1C...0x1E, 0x85, 0x2028, 0x2029:
                lines.append(String(line))
                line = String.UnicodeScalarView()
            default: line.append(scalar)
            }
        }
        if !line.isEmpty { lines.append(String(line)) }
        return lines
    }

    /// The words of a text: what is between white space.
    static func words(_ text: String) -> [String] {
        text.unicodeScalars.split(whereSeparator: Whitespace.contains)
            .map { String(String.UnicodeScalarView($0)) }
    }

    static func capitalized(_ text: String) -> String {
        guard let first = text.first else { return text }
        return first.uppercased() + text.dropFirst().lowercased()
    }

    /// Every word begun with a capital; a word begins after white space, a hyphen
    /// or an opening bracket.
    static func titled(_ text: String) -> String {
        var result = ""
        var startsWord = true
        for character in text {
            let scalar = character.unicodeScalars.first ?? " "
            let separates = Whitespace.contains(scalar) || "-({[<".unicodeScalars.contains(scalar)
            result += startsWord ? character.uppercased() : character.lowercased()
            startsWord = separates
        }
        return result
    }

    /// A text with all, or the first `limit`, of a part replaced.
    static func replacing(_ text: String, _ old: String, _ new: String, limit: Int) -> String {
        let bytes = Array(text.utf8)
        let wanted = Array(old.utf8)
        var result: [UInt8] = []
        var left = limit < 0 ? Int.max : limit
        guard !wanted.isEmpty else { return interleaving(text, new, left) }
        var index = 0
        while index < bytes.count {
            let fits =
                left > 0 && bytes[index] == wanted[0] && index + wanted.count <= bytes.count
                && bytes[index..<index + wanted.count].elementsEqual(wanted)
            if fits {
                result += new.utf8
                index += wanted.count
                left -= 1
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// What replacing nothing by something does: it comes between all.
    private static func interleaving(_ text: String, _ new: String, _ limit: Int) -> String {
        var result = ""
        var left = limit
        for scalar in text.unicodeScalars {
            if left > 0 {
                result += new
                left -= 1
            }
            result.unicodeScalars.append(scalar)
        }
        return left > 0 ? result + new : result
    }

    /// How often a part occurs, not overlapping.
    static func count(_ text: String, _ part: String) -> Int {
        guard !part.isEmpty else { return text.unicodeScalars.count + 1 }
        return text.split(separator: part, omittingEmptySubsequences: false).count - 1
    }

    /// A text in the middle of `width` code points, more of the padding before it.
    static func centered(_ text: String, _ width: Int) -> String {
        let count = text.unicodeScalars.count
        guard width > count else { return text }
        let padding = width - count
        let left = padding / 2 + (padding & width & 1)
        return String(repeating: " ", count: left) + text
            + String(repeating: " ", count: padding - left)
    }

    /// Lines of at most `width` code points, broken between words.
    static func wrapped(
        _ text: String,
        width: Int,
        breaksWords: Bool,
        breaksHyphens: Bool
    ) -> [String] {
        var lines: [String] = []
        var line: [Unicode.Scalar] = []
        for chunk in chunks(text, breaksHyphens) {
            var chunk = chunk
            let isSpace = chunk.first.map(Whitespace.contains) ?? true
            if isSpace, line.isEmpty, !lines.isEmpty { continue }
            if line.count + chunk.count > width {
                trimEnd(&line)
                if !line.isEmpty { lines.append(Self.text(line)) }
                line = []
                if isSpace { continue }
                while breaksWords, chunk.count > width {
                    lines.append(Self.text(Array(chunk.prefix(width))))
                    chunk = Array(chunk.dropFirst(width))
                }
            }
            line += chunk
        }
        trimEnd(&line)
        if !line.isEmpty { lines.append(Self.text(line)) }
        return lines
    }

    private static func text(_ scalars: [Unicode.Scalar]) -> String {
        String(String.UnicodeScalarView(scalars))
    }

    private static func trimEnd(_ line: inout [Unicode.Scalar]) {
        while let last = line.last, Whitespace.contains(last) { line.removeLast() }
    }

    /// Words and the white space between them, words cut after a hyphen.
    private static func chunks(_ text: String, _ breaksHyphens: Bool) -> [[Unicode.Scalar]] {
        var chunks: [[Unicode.Scalar]] = []
        var chunk: [Unicode.Scalar] = []
        for scalar in text.unicodeScalars {
            if let last = chunk.last {
                let changes = Whitespace.contains(last) != Whitespace.contains(scalar)
                let breaks =
                    breaksHyphens && last == "-" && chunk.count > 1
                    && scalar.properties.isAlphabetic
                if changes || breaks {
                    chunks.append(chunk)
                    chunk = []
                }
            }
            chunk.append(scalar)
        }
        return chunk.isEmpty ? chunks : chunks + [chunk]
    }
}
