import VivierDiagnostics

/// A front matter that is not closed, or whose first line is not where it must.
extension FrontMatterFault {
    /// Lines looked at for a sign of what was meant.
    private static let searchedLines = 200

    static func notClosed(
        _ bytes: YAMLBytes,
        of source: SourceText,
        opening: Int
    ) -> Diagnostic {
        var diagnostic = Diagnostic(
            .error,
            code: "front-matter-not-closed",
            "the front matter that begins here is never closed",
            in: source,
            at: opening..<opening + 3,
            hint: "add a line --- after the last key, above the text of the page"
        )
        let parser = YAMLParser(bytes, of: source, from: opening)
        for line in lines(bytes, after: opening) {
            let range = parser.restOfLine(from: line)
            let text = String(decoding: source.bytes[range], as: UTF8.self)
            if YAMLFault.isRule(bytes, range) || text == "...." {
                diagnostic.hint = "the closing line must be three hyphens and nothing else: ---"
                return diagnostic.noting("this line is not '---'", in: source, at: line)
            }
            if text.hasSuffix("---") {
                diagnostic.hint = "put the closing --- on a line of its own"
                let end = range.upperBound - 3
                return diagnostic.noting("'---' is glued to a text here", in: source, at: end)
            }
            if text.hasPrefix("---") {
                diagnostic.hint = "put the closing --- on a line of its own"
                return diagnostic.noting("a text is glued to '---' here", in: source, at: line)
            }
            if isBody(parser, line) {
                return diagnostic.noting("the text seems to begin here", in: source, at: line)
            }
        }
        return diagnostic
    }

    /// A front matter without its opening line, or with text above it.
    static func misplaced(
        _ bytes: YAMLBytes,
        of source: SourceText,
        from start: Int
    ) -> Diagnostic? {
        let parser = YAMLParser(bytes, of: source, from: start)
        guard let first = lines(bytes, from: start).first(where: { !isBlank(parser, $0) }) else {
            return nil
        }
        let range = parser.restOfLine(from: first)
        let following = lines(bytes, after: first).first { !isBlank(parser, $0) }
        let opensKeys = following.map { parser.looksLikeKey(at: $0) } ?? false
        if opensKeys, YAMLFault.isRule(bytes, trimmedLeft(parser, range)) {
            let isIndented = bytes[first].isBlank
            return Diagnostic(
                .error,
                code: "delimiter",
                isIndented
                    ? "spaces stand before the line that opens the front matter"
                    : "this line is made of dashes but is not '---'",
                in: source,
                at: range,
                hint: "to open the front matter, write three hyphens and nothing else: ---"
            )
        }
        let text = String(decoding: source.bytes[range], as: UTF8.self)
        if opensKeys, text.hasSuffix("---") || text.hasPrefix("---") {
            return Diagnostic(
                .error,
                code: "text-before-front-matter",
                "'---' must stand on a line of its own to open the front matter",
                in: source,
                at: range,
                hint: "remove '\(text.replacing("---", with: ""))' from this line"
            )
        }
        return unopened(parser, first: first) ?? preceded(parser, first: first)
    }

    /// Keys from the first line on, and a closing line, but no opening one.
    private static func unopened(_ parser: YAMLParser, first: Int) -> Diagnostic? {
        var hasKey = false
        for line in lines(parser.bytes, from: first) {
            if TextScan.isMarker(parser.bytes, at: line) {
                guard hasKey else { return nil }
                return Diagnostic(
                    .error,
                    code: "front-matter-not-opened",
                    "the front matter has a closing '---' but no line '---' above it",
                    in: parser.source,
                    at: parser.restOfLine(from: first),
                    hint: "add a line --- above this one"
                ).noting("closed here", in: parser.source, at: line)
            }
            if parser.looksLikeKey(at: line) {
                hasKey = true
            } else if isBody(parser, line) {
                return nil
            }
        }
        return nil
    }

    /// A few lines of text, then what looks in every way like a front matter.
    private static func preceded(_ parser: YAMLParser, first: Int) -> Diagnostic? {
        let bytes = parser.bytes
        var opening: Int?
        for (count, line) in lines(bytes, from: first).enumerated() {
            if TextScan.isMarker(bytes, at: line), bytes[line] == UInt8(ascii: "-") {
                if let opening {
                    return Diagnostic(
                        .error,
                        code: "text-before-front-matter",
                        "text stands above the front matter",
                        in: parser.source,
                        at: parser.restOfLine(from: first),
                        hint: "remove it: the first line of the file must be ---"
                    ).noting("the front matter begins here", in: parser.source, at: opening)
                }
                let next = bytes.lineEnd(from: line) + 1
                guard parser.looksLikeKey(at: next) else { return nil }
                opening = line
            } else if opening == nil {
                let isFence = bytes[line] == UInt8(ascii: "`") || bytes[line] == UInt8(ascii: "~")
                guard count < 6, !isFence else { return nil }
            } else if isBody(parser, line) {
                return nil
            }
        }
        return nil
    }

    // MARK: Lines

    /// Offsets of lines, the first at `start`.
    private static func lines(_ bytes: YAMLBytes, from start: Int) -> [Int] {
        var found: [Int] = []
        var line = start
        while line < bytes.end, found.count < searchedLines {
            found.append(line)
            line = bytes.lineEnd(from: line) + 1
        }
        return found
    }

    private static func lines(_ bytes: YAMLBytes, after line: Int) -> [Int] {
        lines(bytes, from: bytes.lineEnd(from: line) + 1)
    }

    private static func isBlank(_ parser: YAMLParser, _ line: Int) -> Bool {
        parser.restOfLine(from: line).isEmpty
    }

    private static func trimmedLeft(_ parser: YAMLParser, _ range: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        while start < range.upperBound, parser.bytes[start].isBlank { start += 1 }
        return start..<range.upperBound
    }

    /// Whether a line cannot be one of a front matter: neither blank, nor
    /// indented, nor a comment, a key or an item.
    private static func isBody(_ parser: YAMLParser, _ line: Int) -> Bool {
        let bytes = parser.bytes
        let byte = bytes[line]
        guard !isBlank(parser, line), !byte.isBlank else { return false }
        if byte == UInt8(ascii: "#") {
            // `## Title` is Markdown; `# note` may be either.
            return bytes[line + 1] == UInt8(ascii: "#")
        }
        return !parser.looksLikeKey(at: line) && !parser.isDash(at: line)
            && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "'")
    }
}
