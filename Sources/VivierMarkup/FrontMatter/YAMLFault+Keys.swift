import VivierDiagnostics

/// Faults in keys, and in lines that should begin with one.
extension YAMLFault {
    static func duplicateKey(_ parser: YAMLParser, key: Int, first: Int) -> Diagnostic {
        let record = parser.records[key]
        let name = string(parser, record.content)
        return Diagnostic(
            .error,
            code: "duplicate-key",
            "the key '\(name)' is written twice",
            in: parser.source,
            at: record.range,
            hint: "keep one of the two"
        ).noting("first written here", in: parser.source, at: Int(parser.records[first].start))
    }

    static func keyTooLong(in source: SourceText, at range: Range<Int>) -> Diagnostic {
        Diagnostic(
            .error,
            code: "key-too-long",
            "a key and its colon must stand on one line, within \(YAMLParser.keyLimit) characters",
            in: source,
            at: range,
            hint: "if no key is meant, put the text in quotes"
        )
    }

    static func mergeKey(in source: SourceText, at range: Range<Int>) -> Diagnostic {
        Diagnostic(
            .error,
            code: "merge-key",
            "'<<' would copy another map, which is not read",
            in: source,
            at: range,
            hint: "write the keys out"
        )
    }

    static func noSpaceAfterColon(
        _ parser: YAMLParser,
        at start: Int,
        colon: Int,
        isInBrackets: Bool = false
    ) -> Diagnostic {
        let key = string(parser, start..<colon + 1)
        let line = parser.restOfLine(from: colon + 1)
        let end = isInBrackets ? parser.flowPlainEnd(from: colon + 1) : line.upperBound
        let rest = string(parser, line.lowerBound..<max(line.lowerBound, end))
        return Diagnostic(
            .error,
            code: "missing-space-after-colon",
            "a space is missing after the colon",
            in: parser.source,
            at: colon..<colon + 1,
            hint: rest.count > shownLength
                ? "put a space after '\(key)'" : "put a space after it: \(key) \(rest)"
        )
    }

    static func wrongIndentation(_ parser: YAMLParser, expected: Int) -> Diagnostic {
        Diagnostic(
            .error,
            code: "wrong-indentation",
            "this line has \(spaces(parser.indent)) before it, its neighbours have \(expected)",
            in: parser.source,
            at: parser.restOfLine(from: parser.position),
            hint: "give it the same indentation as the lines it belongs with"
        )
    }

    static func listBesideKey(_ parser: YAMLParser, at offset: Int) -> Diagnostic {
        Diagnostic(
            .error,
            code: "list-beside-key",
            "a list may not begin on the line of its key",
            in: parser.source,
            at: offset..<offset + 1,
            hint: "begin the list on the next line; for a text, "
                + quotingHint(parser, value: offset)
        )
    }

    static func notAnItem(_ parser: YAMLParser) -> Diagnostic {
        Diagnostic(
            .error,
            code: "key-among-items",
            "this line stands among the items of a list and does not begin with '- '",
            in: parser.source,
            at: parser.restOfLine(from: parser.position),
            hint: "begin it with '- ', or indent it by two more spaces to add to the item above"
        )
    }

    private static func spaces(_ count: Int) -> String {
        count == 1 ? "1 space" : "\(count) spaces"
    }
}
