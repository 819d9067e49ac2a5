import VivierDiagnostics

/// Faults in texts without quotes.
extension YAMLFault {
    static func colonInValue(_ parser: YAMLParser, value: Int, colon: Int) -> Diagnostic {
        Diagnostic(
            .error,
            code: "colon-in-value",
            "the value of \(keyName(parser, before: value)) holds a second ': '",
            in: parser.source,
            at: colon..<colon + 1,
            hint: quotingHint(parser, value: value) + nestingHint(parser, value, colon)
        )
    }

    /// What to do if `location: town: Lyon` was meant to nest.
    private static func nestingHint(_ parser: YAMLParser, _ value: Int, _ colon: Int) -> String {
        let word = string(parser, value..<colon)
        let isKey = word.utf8.allSatisfy { $0 >= 0x61 && $0 <= 0x7A || $0 == UInt8(ascii: "_") }
        guard isKey else { return "" }
        return "; for a group, write '\(word): …' on the next line, indented by two spaces"
    }

    /// A further line of a text that holds a colon: a key indented by mistake,
    /// or a text that needs quotes.
    static func colonInText(_ parser: YAMLParser, line: Int, colon: Int, text: Int) -> Diagnostic {
        let isKey = parser.looksLikeKey(at: line) && !string(parser, line..<colon).contains(" ")
        let hint =
            isKey
            ? "for a key of its own, align the line with the key above; "
                + "for more of the text, put the whole text in quotes"
            : "put the whole text in quotes, from its first line to its last"
        return Diagnostic(
            .error,
            code: isKey ? "key-in-text" : "colon-in-text",
            "this line continues the text above, which may not hold ': '",
            in: parser.source,
            at: isKey ? line..<colon + 1 : colon..<colon + 1,
            hint: hint
        ).noting("the text begins here", in: parser.source, at: text)
    }

    static func commentInText(_ parser: YAMLParser, at range: Range<Int>) -> Diagnostic {
        Diagnostic(
            .error,
            code: "comment-in-text",
            "a comment cuts a text over several lines in two",
            in: parser.source,
            at: range,
            hint: "' #' begins a comment: put the text in quotes, or move the comment above the key"
        )
    }

    static func dashInText(_ parser: YAMLParser, at offset: Int, text: Int) -> Diagnostic {
        Diagnostic(
            .warning,
            code: "dash-in-text",
            "this line is read as more of the text above, not as an item of a list",
            in: parser.source,
            at: offset..<offset + 1,
            hint: "for a list, write nothing after the colon of its key; for a text, use quotes"
        ).noting("the text begins here", in: parser.source, at: text)
    }

    static func commentAsValue(_ parser: YAMLParser, at offset: Int) -> Diagnostic {
        Diagnostic(
            .warning,
            code: "comment-as-value",
            "what follows '#' is a comment: \(keyName(parser, before: offset)) has no value here",
            in: parser.source,
            at: parser.restOfLine(from: offset),
            hint: quotingHint(parser, value: offset)
        )
    }

    /// A value that begins with a character YAML keeps for itself.
    static func indicator(_ parser: YAMLParser, at offset: Int) -> Diagnostic {
        let found = character(parser, at: offset)
        let plain = "a text without quotes may not begin with '\(found)'"
        let (code, message): (String, String) =
            switch parser.bytes[offset] {
            case UInt8(ascii: "&"):
                ("anchor", plain)
            case UInt8(ascii: "*"): ("alias", plain)
            case UInt8(ascii: "!"): ("tag", plain)
            case UInt8(ascii: "?"): ("explicit-key", "'? ' would begin a key over several lines")
            case UInt8(ascii: ":"): ("empty-key", "nothing stands before the colon")
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                ("bracket-mismatch", "'\(found)' closes a bracket that was never opened")
            default: ("reserved-character", plain)
            }
        return Diagnostic(
            .error,
            code: code,
            message,
            in: parser.source,
            at: offset..<offset + 1,
            hint: code == "empty-key"
                ? "write a key before it, as in 'title: text'"
                : code == "explicit-key"
                    ? "write the key and its value on one line, as in 'key: value'"
                    : quotingHint(parser, value: offset)
        )
    }

    static func blockTextHeader(_ parser: YAMLParser, at start: Int, wrong: Int) -> Diagnostic {
        let sign = character(parser, at: start)
        return Diagnostic(
            .error,
            code: "block-text-header",
            "a text after '\(sign)' begins on the next line",
            in: parser.source,
            at: parser.restOfLine(from: wrong),
            hint: "write it on the lines below, indented by two spaces, or "
                + quotingHint(parser, value: start)
        )
    }

    static func textLineTooNarrow(_ parser: YAMLParser, at offset: Int, width: Int) -> Diagnostic {
        Diagnostic(
            .error,
            code: "block-text-indentation",
            "this line has fewer spaces before it than the text it belongs to",
            in: parser.source,
            at: parser.restOfLine(from: offset),
            hint: "put \(width) spaces before it, as before the first line of the text"
        )
    }

    static func blankLineTooWide(_ parser: YAMLParser, at offset: Int) -> Diagnostic {
        Diagnostic(
            .error,
            code: "block-text-indentation",
            "an empty line above has more spaces than the text it belongs to",
            in: parser.source,
            at: parser.restOfLine(from: offset),
            hint: "remove the spaces from the empty lines above"
        )
    }
}
