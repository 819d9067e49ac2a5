/// What is wrong with the text of a template, with the words for it.
struct SyntaxFault: Error, Sendable {
    let code: String
    let message: String
    let range: Range<Int>
    var hint: String?

    /// A second place in the same template.
    var remark: (text: String, offset: Int)?

    init(
        _ code: String,
        _ message: String,
        _ range: Range<Int>,
        hint: String? = nil,
        remark: (text: String, offset: Int)? = nil
    ) {
        self.code = code
        self.message = message
        self.range = range
        self.hint = hint
        self.remark = remark
    }
}

extension SyntaxFault {
    static func expected(_ wanted: String, found token: Token, hint: String? = nil) -> SyntaxFault {
        if token.kind == .fault { return unreadable(token) }
        return SyntaxFault(
            "unexpected-token",
            "expected \(wanted), found \(token.forPeople)",
            token.range,
            hint: hint
        )
    }

    static func unreadable(_ token: Token) -> SyntaxFault {
        let isOpen = token.text.hasSuffix("never closed")
        return SyntaxFault(isOpen ? "unclosed-tag" : "bad-character", token.text, token.range)
    }

    static func tooDeep(_ range: Range<Int>) -> SyntaxFault {
        SyntaxFault(
            "nesting-too-deep",
            "more than \(Parser.maximumDepth) levels are nested here",
            range,
            hint: "move the inner part to a template of its own, or set a variable first"
        )
    }

    static func unclosedBlock(_ tag: String, _ range: Range<Int>, closing: String) -> SyntaxFault {
        SyntaxFault(
            "unclosed-block",
            "'{% \(tag) %}' is never closed",
            range,
            hint: "add '{% \(closing) %}' where it ends"
        )
    }

    static func misplacedTag(
        _ token: Token,
        innermost: (tag: String, range: Range<Int>),
        wanted: [String]
    ) -> SyntaxFault {
        SyntaxFault(
            "mismatched-tag",
            "'{% \(token.text) %}' does not belong to '{% \(innermost.tag) %}'",
            token.range,
            hint: "expected " + wanted.map { "'{% \($0) %}'" }.joined(separator: " or "),
            remark: ("'{% \(innermost.tag) %}' was opened here", innermost.range.lowerBound)
        )
    }

    static func unknownTag(_ token: Token) -> SyntaxFault {
        let isClosing = token.text.hasPrefix("end") || ["else", "elif"].contains(token.text)
        if isClosing, Parser.endTags.contains(token.text) {
            return SyntaxFault(
                "mismatched-tag",
                "'{% \(token.text) %}' closes nothing",
                token.range
            )
        }
        return SyntaxFault(
            "unknown-tag",
            "there is no tag '\(token.text)'",
            token.range,
            hint: didYouMean(token.text, among: Parser.tags)
                ?? "the tags are \(Parser.tags.sorted().joined(separator: ", "))"
        )
    }

    /// The fault with a remark about its tag, if that is not closed on its line: it
    /// is then probably why the rest makes no sense.
    func withMissingEnd(in bytes: [UInt8]) -> SyntaxFault {
        guard hint == nil, code == "unexpected-token" || code == "bad-character" else {
            return self
        }
        let fault = min(range.lowerBound, bytes.count)
        var open = fault - 2
        while open >= 0 {
            let isOpening =
                bytes[open] == Byte.openBrace
                && (bytes[open + 1] == Byte.openBrace || bytes[open + 1] == Byte.percent)
            if isOpening { break }
            open -= 1
        }
        guard open >= 0 else { return self }
        let closer = bytes[open + 1] == Byte.percent ? "%}" : "}}"
        let line = bytes[(open + 2)...].prefix { $0 != Byte.newline }
        guard !String(decoding: line, as: UTF8.self).contains(closer) else { return self }
        var copy = self
        copy.hint = "is '\(closer)' missing?"
        return copy
    }
}
