import VivierDiagnostics

/// The words of every fault the YAML reader can find, by what is at fault.
///
/// They are read by people who write job offers, not programs: each says what
/// to type instead, on the author's own line where that can be shown.
enum YAMLFault {
    /// Columns of the author's text repeated in a hint.
    static let shownLength = 70

    static func tab(in source: SourceText, at range: Range<Int>) -> Diagnostic {
        Diagnostic(
            .error,
            code: "tab-indentation",
            "a tab stands where only spaces may",
            in: source,
            at: range,
            hint: "replace the tab by spaces, two for each level"
        )
    }

    static func tooDeep(in source: SourceText, at offset: Int) -> Diagnostic {
        Diagnostic(
            .error,
            code: "nested-too-deep",
            "lists and maps are nested more than \(YAMLParser.depthLimit) deep",
            in: source,
            at: offset..<offset + 1,
            hint: "look for brackets or dashes repeated by mistake"
        )
    }

    /// Shows the line with its value in quotes: `title: "x : y"`.
    static func quotingHint(_ parser: YAMLParser, value: Int) -> String {
        "put the value in quotes: " + quotedLine(parser, value: value)
    }

    /// The line of `value`, from its first word, with everything from `value` on
    /// in quotes.
    static func quotedLine(
        _ parser: YAMLParser,
        value: Int,
        replacing text: String? = nil
    ) -> String {
        let before = start(of: value, parser)..<value
        let rest = text ?? string(parser, parser.restOfLine(from: value))
        return string(parser, before) + quoted(rest)
    }

    /// A text in the quotes it needs least help in.
    static func quoted(_ text: String) -> String {
        let text =
            text.count > shownLength ? text.prefix(shownLength - 1) + "…" : Substring(text)
        if !text.contains("\""), !text.contains("\\") { return "\"\(text)\"" }
        let doubled = text.map { $0 == "'" ? "''" : String($0) }.joined()
        return "'\(doubled)'"
    }

    /// The text of a range of the source.
    static func string(_ parser: YAMLParser, _ range: Range<Int>) -> String {
        let bytes = parser.source.bytes
        let low = min(max(range.lowerBound, 0), bytes.count)
        let high = min(max(range.upperBound, low), bytes.count)
        return String(decoding: bytes[low..<high], as: UTF8.self)
    }

    /// The first character of a line, by an offset on it.
    static func start(of offset: Int, _ parser: YAMLParser) -> Int {
        var start = min(offset, parser.bytes.end)
        while start > 0, parser.bytes[start - 1] != .lineFeed { start -= 1 }
        while parser.bytes[start].isBlank { start += 1 }
        return min(start, offset)
    }

    /// The key that stands before an offset on its line, in quotes, or a
    /// description where there is none.
    static func keyName(_ parser: YAMLParser, before offset: Int) -> String {
        var start = start(of: offset, parser)
        while parser.isDash(at: start) {
            start += 1
            while start < offset, parser.bytes[start].isBlank { start += 1 }
        }
        let end = parser.plainEnd(from: start)
        guard end < offset, parser.bytes[end] == UInt8(ascii: ":") else { return "this entry" }
        return "'\(string(parser, start..<parser.trimmed(start, end)))'"
    }

    /// One character as a message names it.
    static func character(_ parser: YAMLParser, at offset: Int) -> String {
        var end = offset + 1
        while parser.bytes[end] & 0xC0 == 0x80 { end += 1 }
        return string(parser, offset..<min(end, parser.bytes.end))
    }
}
