/// Reads the tokens of one template into statements, by the grammar of Jinja2.
///
/// Stops at the first fault. Nesting is bounded, so that no text can exhaust the
/// stack.
struct Parser {
    static let maximumDepth = 100

    static let tags: Set<String> = [
        "autoescape", "block", "call", "extends", "filter", "for", "from", "if", "import",
        "include", "macro", "print", "raw", "set", "with",
    ]

    static let endTags: Set<String> = [
        "else", "elif", "endautoescape", "endblock", "endcall", "endfilter", "endfor", "endif",
        "endmacro", "endraw", "endset", "endwith",
    ]

    private let tokens: [Token]
    private var index = 0

    /// How many statements or expressions are being read inside one another.
    var depth = 0

    /// The tags that are open, innermost last, with what may close each.
    var openTags: [(tag: String, range: Range<Int>, closers: [String])] = []

    init(_ tokens: [Token]) { self.tokens = tokens }

    /// Reads a whole template.
    static func parse(_ bytes: [UInt8], options: TemplateOptions) throws(SyntaxFault) -> [Statement]
    {
        var lexer = Lexer(bytes, options: options)
        var parser = Parser(lexer.tokenize())
        do throws(SyntaxFault) {
            return try parser.parseBody()
        } catch {
            throw error.withMissingEnd(in: bytes)
        }
    }

    // MARK: The stream

    var current: Token { tokens[index] }

    /// The token after the current one.
    var following: Token { tokens[min(index + 1, tokens.count - 1)] }

    /// Takes the current token and goes on; the last one is never left.
    @discardableResult
    mutating func advance() -> Token {
        let token = tokens[index]
        if index + 1 < tokens.count { index += 1 }
        return token
    }

    mutating func skip(name: String) -> Bool {
        guard current.isName(name) else { return false }
        advance()
        return true
    }

    mutating func skip(symbol: String) -> Bool {
        guard current.isSymbol(symbol) else { return false }
        advance()
        return true
    }

    @discardableResult
    mutating func expect(symbol: String) throws(SyntaxFault) -> Token {
        guard current.isSymbol(symbol) else { throw .expected("'\(symbol)'", found: current) }
        return advance()
    }

    @discardableResult
    mutating func expect(name: String) throws(SyntaxFault) -> Token {
        guard current.isName(name) else { throw .expected("'\(name)'", found: current) }
        return advance()
    }

    mutating func expectName(_ what: String) throws(SyntaxFault) -> Token {
        guard current.kind == .name else { throw .expected(what, found: current) }
        return advance()
    }

    /// The end of the token that was taken last.
    var previousEnd: Int { index > 0 ? tokens[index - 1].range.upperBound : 0 }

    /// Runs `body` one level deeper.
    mutating func nested<Result>(
        _ body: (inout Parser) throws(SyntaxFault) -> Result
    ) throws(SyntaxFault) -> Result {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else { throw .tooDeep(current.range) }
        return try body(&self)
    }

    // MARK: Bodies

    /// Reads text, prints and tags up to a tag that closes the innermost open
    /// one, or to the end.
    ///
    /// - Returns: The statements; the name of the closing tag is then current.
    mutating func parseBody() throws(SyntaxFault) -> [Statement] {
        var statements: [Statement] = []
        var output: [OutputPart] = []
        func flush() {
            if let first = output.first {
                statements.append(Statement(kind: .output(output), range: first.range))
                output = []
            }
        }
        while true {
            switch current.kind {
            case .data:
                output.append(.text(current.text, current.range))
                advance()
            case .variableBegin:
                advance()
                output.append(.expression(try parseTuple()))
                guard current.kind == .variableEnd else { throw .expected("'}}'", found: current) }
                advance()
            case .blockBegin:
                flush()
                advance()
                if let innermost = openTags.last, current.kind == .name,
                    innermost.closers.contains(current.text)
                {
                    return statements
                }
                statements.append(
                    try nested { parser throws(SyntaxFault) in
                        try parser.parseStatement()
                    }
                )
                guard current.kind == .blockEnd else { throw .expected("'%}'", found: current) }
                advance()
            case .end:
                flush()
                if let open = openTags.last {
                    throw .unclosedBlock(open.tag, open.range, closing: "end" + open.tag)
                }
                return statements
            default: throw .unreadable(current)
            }
        }
    }

    /// Reads the body of a tag: the rest of its opening, and all up to one of
    /// `closers`.
    mutating func parseBody(
        of tag: Token,
        until closers: [String]
    ) throws(SyntaxFault) -> [Statement] {
        _ = skip(symbol: ":")
        guard current.kind == .blockEnd else { throw .expected("'%}'", found: current) }
        advance()
        openTags.append((tag.text, tag.range, closers))
        defer { openTags.removeLast() }
        return try parseBody()
    }
}

extension OutputPart {
    var range: Range<Int> {
        switch self {
        case .text(_, let range): range
        case .expression(let expression): expression.range
        }
    }
}
