import VivierDiagnostics

/// Faults in texts in quotes.
extension YAMLFault {
    static func unclosedQuote(_ parser: YAMLParser, opening: Int) -> Diagnostic {
        let quote = character(parser, at: opening)
        let text = string(parser, parser.restOfLine(from: opening + 1))
        return Diagnostic(
            .error,
            code: "unclosed-quote",
            "this quote is never closed",
            in: parser.source,
            at: opening..<opening + 1,
            hint: text.count > shownLength
                ? "add \(quote) at the end of the text"
                : "add \(quote) at the end of the text: "
                    + string(parser, start(of: opening, parser)..<opening) + quote + text + quote
        )
    }

    /// A line of a text in quotes that is not indented, or less than it must.
    static func quotedTextNotIndented(
        _ parser: YAMLParser,
        at offset: Int,
        closing: Int
    ) -> Diagnostic {
        Diagnostic(
            .error,
            code: "quoted-text-not-indented",
            "this line continues a text in quotes and must be indented more than its key",
            in: parser.source,
            at: parser.restOfLine(from: offset),
            hint: "put two spaces before it, or write the whole text on one line"
        ).noting("the text begins here", in: parser.source, at: parser.position)
    }

    static func textAfterQuote(_ parser: YAMLParser, scalar: YAMLScalar) -> Diagnostic {
        let after = scalar.end
        var next = after
        while parser.bytes[next].isBlank { next += 1 }
        let range = parser.restOfLine(from: next)
        if parser.bytes[after] == UInt8(ascii: ":") {
            return noSpaceAfterColon(parser, at: scalar.start, colon: after)
        }
        if parser.bytes[after] == UInt8(ascii: "#") {
            return Diagnostic(
                .error,
                code: "comment-without-space",
                "a comment needs a space before its '#'",
                in: parser.source,
                at: range,
                hint: "put a space before '#'"
            )
        }
        let isSingle = scalar.style == .single
        let isApostrophe = isSingle && !parser.bytes[after].isBlankOrEnd
        return Diagnostic(
            .error,
            code: "text-after-quote",
            isApostrophe
                ? "the apostrophe ends the text in single quotes here"
                : "the text in quotes ends before the end of the line",
            in: parser.source,
            at: isApostrophe ? after - 1..<after : range,
            hint: (isApostrophe ? "use double quotes: " : "put the whole value in quotes: ")
                + quotedLine(parser, value: scalar.start, replacing: inner(parser, scalar))
        )
    }

    /// What an author meant who wrote quotes within quotes of the same kind: all
    /// between the first and the last of the line.
    private static func inner(_ parser: YAMLParser, _ scalar: YAMLScalar) -> String? {
        guard !scalar.spansLines else { return nil }
        let line = parser.restOfLine(from: scalar.start)
        let quote = parser.bytes[scalar.start]
        let isWhole = parser.bytes[line.upperBound - 1] == quote
        guard isWhole || scalar.style == .single && !parser.bytes[scalar.end].isBlank else {
            return nil
        }
        return string(parser, scalar.start + 1..<(isWhole ? line.upperBound - 1 : line.upperBound))
    }

    static func unknownEscape(_ parser: YAMLParser, at start: Int, opening: Int) -> Diagnostic {
        let letter = character(parser, at: start + 1)
        let isHex = letter == "x" || letter == "u" || letter == "U"
        let hint: String
        if letter == "'" {
            let line = string(parser, parser.restOfLine(from: opening))
            let corrected = line.replacing("\\'", with: "'")
            hint =
                line.count > shownLength
                ? "an apostrophe needs no backslash: leave it out"
                : "an apostrophe needs no backslash: "
                    + string(parser, self.start(of: opening, parser)..<opening) + corrected
        } else if isHex {
            let digits = letter == "x" ? 2 : letter == "u" ? 4 : 8
            hint = "write \\\(letter) and \(digits) hexadecimal digits, or the character itself"
        } else {
            hint = backslashHint(parser, opening: opening)
        }
        return Diagnostic(
            .error,
            code: "unknown-escape",
            isHex
                ? "this escape names no character"
                : "a backslash before '\(letter)' means nothing in double quotes",
            in: parser.source,
            at: start..<start + 2,
            hint: hint
        )
    }

    /// What to write for a text that holds backslashes.
    private static func backslashHint(_ parser: YAMLParser, opening: Int) -> String {
        let line = string(parser, parser.restOfLine(from: opening + 1))
        guard line.hasSuffix("\""), line.count <= shownLength, !line.contains("'") else {
            return "for a backslash, write it twice (\\\\)"
        }
        let before = string(parser, start(of: opening, parser)..<opening)
        return "use single quotes, where a backslash is a letter: \(before)'\(line.dropLast())'"
    }

    static func escapedControl(in source: SourceText, at range: Range<Int>) -> Diagnostic {
        Diagnostic(
            .error,
            code: "control-character",
            "this escape stands for a control character, which no page can show",
            in: source,
            at: range,
            hint: "leave it out"
        )
    }
}
