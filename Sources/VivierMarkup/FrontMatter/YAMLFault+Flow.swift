import VivierDiagnostics

/// Faults in lists and maps in brackets.
extension YAMLFault {
    static func unclosedBracket(_ parser: YAMLParser, opening: Int) -> Diagnostic {
        Diagnostic(
            .error,
            code: "unclosed-bracket",
            "this '\(character(parser, at: opening))' is never closed",
            in: parser.source,
            at: opening..<opening + 1,
            hint: "add '\(closing(parser, opening))' at the end of the list; for a text, "
                + quotingHint(parser, value: opening)
        )
    }

    static func flowNotIndented(_ parser: YAMLParser, at offset: Int) -> Diagnostic {
        Diagnostic(
            .error,
            code: "wrong-indentation",
            "this line is inside brackets and must be indented more than its key",
            in: parser.source,
            at: parser.restOfLine(from: offset),
            hint: "put two spaces before it"
        )
    }

    static func textAfterBrackets(_ parser: YAMLParser, value: Int, after: Int) -> Diagnostic {
        var next = after
        while parser.bytes[next].isBlank { next += 1 }
        let opening = character(parser, at: value)
        let what = opening == "[" ? "a list" : "a map"
        return Diagnostic(
            .error,
            code: "text-after-brackets",
            "a value that begins with '\(opening)' is \(what), which ends before this",
            in: parser.source,
            at: parser.restOfLine(from: next),
            hint: "for a text, " + quotingHint(parser, value: value)
        )
    }

    static func missingComma(_ parser: YAMLParser, opening: Int) -> Diagnostic {
        let offset = parser.position
        let byte = parser.bytes[offset]
        if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") {
            return mismatch(parser, at: offset, opening: opening)
        }
        if byte == UInt8(ascii: ":") {
            return Diagnostic(
                .error,
                code: "colon-in-value",
                "a value between brackets holds a second ': '",
                in: parser.source,
                at: offset..<offset + 1,
                hint: "put the value in quotes, or a comma before the next key"
            )
        }
        return Diagnostic(
            .error,
            code: "missing-comma",
            "a comma or '\(closing(parser, opening))' is missing before this",
            in: parser.source,
            at: offset..<offset + 1,
            hint: "separate the items of a list in brackets by commas: [one, two]"
        ).noting("the brackets open here", in: parser.source, at: opening)
    }

    /// A character that may not stand here between brackets.
    static func flowIndicator(_ parser: YAMLParser, at offset: Int, opening: Int) -> Diagnostic {
        switch parser.bytes[offset] {
        case UInt8(ascii: "]"), UInt8(ascii: "}"):
            return mismatch(parser, at: offset, opening: opening)
        case UInt8(ascii: ","):
            return Diagnostic(
                .error,
                code: "empty-item",
                "nothing stands before this comma",
                in: parser.source,
                at: offset..<offset + 1,
                hint: "remove the comma, or write \"\" for an empty text"
            )
        case UInt8(ascii: "-"):
            return Diagnostic(
                .error,
                code: "dash-in-brackets",
                "a list in brackets has commas, not dashes",
                in: parser.source,
                at: offset..<offset + 1,
                hint: "write [one, two], or one '- item' a line without brackets"
            )
        case UInt8(ascii: "#"):
            return Diagnostic(
                .error,
                code: "comment-without-space",
                "a comment needs a space before its '#'",
                in: parser.source,
                at: offset..<offset + 1,
                hint: "put a space before '#', or the text in quotes"
            )
        default:
            var diagnostic = indicator(parser, at: offset)
            if diagnostic.code != "empty-key" {
                let end = parser.trimmed(offset, parser.flowPlainEnd(from: offset))
                diagnostic.hint =
                    "put the item in quotes: " + quoted(string(parser, offset..<end))
            }
            return diagnostic
        }
    }

    /// A bracket where a key of a map should stand.
    static func bracketsInMap(_ parser: YAMLParser, at offset: Int, opening: Int) -> Diagnostic {
        let isTemplate =
            parser.bytes[offset] == UInt8(ascii: "{") && offset == opening + 1
        return Diagnostic(
            .error,
            code: isTemplate ? "template-braces" : "brackets-as-key",
            isTemplate
                ? "a value may not begin with '{{'" : "a list or a map cannot be the key of a map",
            in: parser.source,
            at: isTemplate ? opening..<offset + 1 : offset..<offset + 1,
            hint: quotingHint(parser, value: opening)
        )
    }

    static func bracketsAsKey(in source: SourceText, at range: Range<Int>) -> Diagnostic {
        Diagnostic(
            .error,
            code: "brackets-as-key",
            "a list or a map cannot be a key",
            in: source,
            at: range,
            hint: "write the key without brackets; for a text that begins with one, use quotes"
        )
    }

    private static func mismatch(_ parser: YAMLParser, at offset: Int, opening: Int) -> Diagnostic {
        Diagnostic(
            .error,
            code: "bracket-mismatch",
            "'\(character(parser, at: offset))' closes what '\(character(parser, at: opening))' opened",
            in: parser.source,
            at: offset..<offset + 1,
            hint: "write '\(closing(parser, opening))' instead"
        ).noting("the bracket opens here", in: parser.source, at: opening)
    }

    private static func closing(_ parser: YAMLParser, _ opening: Int) -> String {
        parser.bytes[opening] == UInt8(ascii: "[") ? "]" : "}"
    }
}
