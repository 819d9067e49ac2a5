import VivierDiagnostics

/// A line that should begin with `key:` and does not: what the author most
/// likely meant.
extension YAMLFault {
    static func notAKey(_ parser: YAMLParser, at start: Int) -> Diagnostic {
        let bytes = parser.bytes
        let line = parser.restOfLine(from: start)
        if let hidden = invisibleLength(bytes, at: start) {
            return invisibleAtStart(parser, start..<start + hidden, line: line)
        }
        if isRule(bytes, line) { return ruleOfDashes(parser, line) }
        if parser.isDash(at: start) { return itemAmongKeys(parser, at: start) }
        if !parser.canBeginPlain(bytes[start], at: start, inFlow: false),
            bytes[start] != UInt8(ascii: "["), bytes[start] != UInt8(ascii: "{"),
            bytes[start] != UInt8(ascii: "\""), bytes[start] != UInt8(ascii: "'")
        {
            return indicator(parser, at: start)
        }
        if bytes[start] == UInt8(ascii: "["), let end = keyBrackets(parser, line) {
            return bracketsAsKey(in: parser.source, at: start..<end)
        }
        if let colon = gluedColon(bytes, line) {
            if let length = invisibleLength(bytes, at: colon + 1) {
                return invisible(
                    parser,
                    at: colon + 1..<colon + 1 + length,
                    place: "after the colon"
                )
            }
            return noSpaceAfterColon(parser, at: start, colon: colon)
        }
        return bareText(parser, line)
    }

    private static func bareText(_ parser: YAMLParser, _ line: Range<Int>) -> Diagnostic {
        let text = string(parser, line)
        let hint: String
        if let equals = text.firstIndex(of: "="), isWord(text[..<equals]) {
            let key = text[..<equals].filter { $0 != " " }
            let value = text[text.index(after: equals)...].drop { $0 == " " }
            hint = "use a colon instead of '=': \(key): \(value.prefix(shownLength))"
        } else if text.hasPrefix("//") || text.hasPrefix("<!--") || text.hasPrefix(";") {
            hint = "a comment begins with '#'"
        } else if text.hasPrefix("[") || text.hasPrefix("{") {
            let isList = text.hasSuffix("]") || text.hasSuffix("}")
            let value = isList ? String(text.prefix(30)) : quoted(text)
            hint = "write a key before it, as in 'note: \(value)'"
        } else if text.contains(" ") {
            hint =
                "if it goes on from the line above, put two spaces before it; "
                + "otherwise write it as 'key: value'"
        } else {
            hint = "write it as 'key: value', or put '# ' before it if it is a note"
        }
        return Diagnostic(
            .error,
            code: "not-a-key",
            "this line has no 'key:'",
            in: parser.source,
            at: line,
            hint: hint
        )
    }

    private static func itemAmongKeys(_ parser: YAMLParser, at start: Int) -> Diagnostic {
        Diagnostic(
            .error,
            code: "item-among-keys",
            "an item of a list stands where a key is expected",
            in: parser.source,
            at: parser.restOfLine(from: start),
            hint: "write the key of the list on the line above, with nothing after its colon"
        )
    }

    private static func ruleOfDashes(_ parser: YAMLParser, _ line: Range<Int>) -> Diagnostic {
        Diagnostic(
            .error,
            code: "delimiter",
            "this line is made of dashes but is not '---'",
            in: parser.source,
            at: line,
            hint: "to close the front matter, write three hyphens and nothing else: ---"
        )
    }

    // MARK: Characters nobody sees

    static func invisibleInKey(_ parser: YAMLParser, at range: Range<Int>) -> Diagnostic {
        let isStart = range.lowerBound == start(of: range.lowerBound, parser)
        let place = isStart ? "before the key" : "between the key and the colon"
        return invisible(parser, at: range, place: place)
    }

    private static func invisibleAtStart(
        _ parser: YAMLParser,
        _ range: Range<Int>,
        line: Range<Int>
    ) -> Diagnostic {
        var end = range.upperBound
        while let length = invisibleLength(parser.bytes, at: end) { end += length }
        guard parser.trimmed(range.lowerBound, line.upperBound) <= end else {
            return invisible(parser, at: range.lowerBound..<end, place: "before the key")
        }
        var diagnostic = invisible(parser, at: line, place: "on this line, which looks empty")
        diagnostic.hint = "delete what is on this line"
        return diagnostic
    }

    private static func invisible(
        _ parser: YAMLParser,
        at range: Range<Int>,
        place: String
    ) -> Diagnostic {
        Diagnostic(
            .error,
            code: "invisible-character",
            "\(name(parser.bytes, at: range.lowerBound)) stands \(place)",
            in: parser.source,
            at: range,
            hint: "delete it and type an ordinary space, or none"
        )
    }

    private static func name(_ bytes: YAMLBytes, at offset: Int) -> String {
        switch (bytes[offset], bytes[offset + 1], bytes[offset + 2]) {
        case (0xC2, 0xA0, _): "a no-break space"
        case (0xE2, 0x80, 0xAF): "a narrow no-break space"
        case (0xE2, 0x80, 0x8B...0x8F), (0xEF, 0xBB, 0xBF), (0xE2, 0x81, 0xA0):
            "an invisible character"
        default: "a space of a special kind"
        }
    }

    /// Bytes of a character that shows nothing, if one stands at an offset:
    /// spaces other than U+0020, marks of no width.
    static func invisibleLength(_ bytes: YAMLBytes, at offset: Int) -> Int? {
        switch (bytes[offset], bytes[offset &+ 1], bytes[offset &+ 2]) {
        case (0xC2, 0xA0, _), (0xC2, 0xAD, _), (0xC2, 0x85, _): 2
        case (0xE2, 0x80, 0x80...0x8F), (0xE2, 0x80, 0xA8...0xAF), (0xE2, 0x81, 0x9F...0xA4),
            (0xE3, 0x80, 0x80), (0xEF, 0xBB, 0xBF), (0xE1, 0x9A, 0x80):
            3
        default: nil
        }
    }

    // MARK: Shapes of lines

    /// The end of `[word]` where a colon follows it.
    private static func keyBrackets(_ parser: YAMLParser, _ line: Range<Int>) -> Int? {
        let end = line.lowerBound + 1
        let close = (end..<line.upperBound).first { parser.bytes[$0] == UInt8(ascii: "]") }
        return close.flatMap { parser.colon(after: $0 + 1) == nil ? nil : $0 + 1 }
    }

    /// Whether a line is made of hyphens and dashes alone.
    static func isRule(_ bytes: YAMLBytes, _ line: Range<Int>) -> Bool {
        var index = line.lowerBound
        while index < line.upperBound {
            switch (bytes[index], bytes[index + 1], bytes[index + 2]) {
            case (UInt8(ascii: "-"), _, _): index += 1
            case (.space, _, _): index += 1
            case (0xE2, 0x80, 0x90...0x95): index += 3
            default: return false
            }
        }
        return index > line.lowerBound + 1
    }

    /// A colon after one word, with something other than a space behind it.
    private static func gluedColon(_ bytes: YAMLBytes, _ line: Range<Int>) -> Int? {
        var index = line.lowerBound
        if bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'") {
            let quote = bytes[index]
            index += 1
            while index < line.upperBound, bytes[index] != quote { index += 1 }
            index += 1
        } else {
            while index < line.upperBound, isWord(bytes[index]) { index += 1 }
        }
        guard index > line.lowerBound, index < line.upperBound, bytes[index] == UInt8(ascii: ":"),
            bytes[index + 1] != UInt8(ascii: "/")
        else { return nil }
        return index
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte.isDigit || byte >= 0xC3
            || byte & 0xC0 == 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }

    private static func isWord(_ text: Substring) -> Bool {
        !text.isEmpty && text.count <= 40
            && text.allSatisfy { $0.isLetter || $0 == "_" || $0 == "-" || $0 == " " }
    }
}
