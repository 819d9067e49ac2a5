extension Parser {
    /// Reads one tag, whose name is current, with its body.
    ///
    /// - Returns: The statement; the end of its last tag is then current.
    mutating func parseStatement() throws(SyntaxFault) -> Statement {
        let tag = current
        guard tag.kind == .name else { throw .expected("the name of a tag", found: tag) }
        if let innermost = openTags.last, Self.endTags.contains(tag.text) {
            throw .misplacedTag(
                tag,
                innermost: (innermost.tag, innermost.range),
                wanted: innermost.closers
            )
        }
        guard Self.tags.contains(tag.text), tag.text != "raw" else { throw .unknownTag(tag) }
        advance()
        let kind: Statement.Kind =
            switch tag.text {
            case "if": try parseBranch(tag)
            case "for": try parseLoop(tag)
            case "set": try parseSet(tag)
            case "with": try parseWith(tag)
            case "block": try parseBlock(tag)
            case "macro": try parseMacro(tag)
            case "call": try parseCallBlock(tag)
            case "filter": try parseFilterBlock(tag)
            case "extends": .extends(try parseExpression())
            case "include": try parseInclude()
            case "import": try parseImport()
            case "from": try parseFromImport()
            case "autoescape": try parseAutoescape(tag)
            default: try parsePrint()
            }
        return Statement(kind: kind, range: tag.range)
    }

    private mutating func parseBranch(_ tag: Token) throws(SyntaxFault) -> Statement.Kind {
        var branches: [(test: Expression, body: [Statement])] = []
        var otherwise: [Statement] = []
        while true {
            let test = try parseTuple(withConditional: false)
            let body = try parseBody(of: tag, until: ["elif", "else", "endif"])
            branches.append((test, body))
            let closing = advance()
            if closing.text == "elif" { continue }
            if closing.text == "else" {
                otherwise = try parseBody(of: tag, until: ["endif"])
                advance()
            }
            return .branch(branches, otherwise: otherwise)
        }
    }

    private mutating func parseLoop(_ tag: Token) throws(SyntaxFault) -> Statement.Kind {
        let target = try parseTarget(endingAt: "in")
        try refuseLoop(target)
        try expect(name: "in")
        let items = try parseTuple(withConditional: false, endingAt: "recursive")
        let test: Expression? = skip(name: "if") ? try parseExpression() : nil
        let isRecursive = skip(name: "recursive")
        let body = try parseBody(of: tag, until: ["endfor", "else"])
        var otherwise: [Statement] = []
        if advance().text == "else" {
            otherwise = try parseBody(of: tag, until: ["endfor"])
            advance()
        }
        return .loop(
            Loop(
                target: target,
                items: items,
                test: test,
                isRecursive: isRecursive,
                body: body,
                otherwise: otherwise
            )
        )
    }

    private func refuseLoop(_ target: Target) throws(SyntaxFault) {
        guard target.names.contains("loop") else { return }
        throw SyntaxFault(
            "reserved-name",
            "'loop' is the loop itself and cannot be its variable",
            target.range
        )
    }

    private mutating func parseSet(_ tag: Token) throws(SyntaxFault) -> Statement.Kind {
        let target = try parseTarget(endingAt: nil, allowsAttributes: true)
        if skip(symbol: "=") { return .set(target, try parseTuple()) }
        guard current.kind == .blockEnd || current.isSymbol("|") else {
            throw .expected("'=' or '%}'", found: current)
        }
        let filter = current.isSymbol("|") ? try parseFilters(on: nil) : nil
        let body = try parseBody(of: tag, until: ["endset"])
        advance()
        return .setBlock(target, filter: filter, body: body)
    }

    private mutating func parseWith(_ tag: Token) throws(SyntaxFault) -> Statement.Kind {
        var assignments: [(target: Target, value: Expression)] = []
        while current.kind != .blockEnd {
            if !assignments.isEmpty { try expect(symbol: ",") }
            let target = try parseTarget(endingAt: nil)
            try expect(symbol: "=")
            assignments.append((target, try parseExpression()))
        }
        let body = try parseBody(of: tag, until: ["endwith"])
        advance()
        return .with(assignments, body: body)
    }

    private mutating func parseBlock(_ tag: Token) throws(SyntaxFault) -> Statement.Kind {
        let name = try expectName("the name of the block")
        let isScoped = skip(name: "scoped")
        let isRequired = skip(name: "required")
        if current.isSymbol("-") {
            throw SyntaxFault(
                "bad-name",
                "the name of a block has no hyphen",
                current.range,
                hint: "use an underscore"
            )
        }
        let body = try parseBody(of: tag, until: ["endblock"])
        advance()
        if isRequired { try checkRequired(body) }
        _ = skip(name: name.text)
        return .block(
            Block(
                name: name.text,
                isScoped: isScoped,
                isRequired: isRequired,
                body: body,
                nameRange: name.range
            )
        )
    }

    /// A required block holds nothing but white space and comments.
    private func checkRequired(_ body: [Statement]) throws(SyntaxFault) {
        for statement in body {
            var isBlank = false
            if case .output(let parts) = statement.kind {
                isBlank = parts.allSatisfy { part in
                    guard case .text(let text, _) = part else { return false }
                    return text.unicodeScalars.allSatisfy(Whitespace.contains)
                }
            }
            guard !isBlank else { continue }
            throw SyntaxFault(
                "required-block-not-empty",
                "a required block holds only white space and comments",
                statement.range,
                hint: "drop 'required' to give the block a default"
            )
        }
    }

    private mutating func parseMacro(_ tag: Token) throws(SyntaxFault) -> Statement.Kind {
        let name = try expectName("the name of the macro")
        try refuseConstant(name)
        var callable = try parseSignature()
        callable.body = try parseBody(of: tag, until: ["endmacro"])
        advance()
        return .macro(name.text, callable)
    }

    private mutating func parseCallBlock(_ tag: Token) throws(SyntaxFault) -> Statement.Kind {
        var callable = Callable(parameters: [], defaults: [], body: [])
        if current.isSymbol("(") { callable = try parseSignature() }
        let call = try parseExpression()
        guard case .call = call.kind else {
            throw SyntaxFault("expected-call", "'call' needs a call of a macro", call.range)
        }
        callable.body = try parseBody(of: tag, until: ["endcall"])
        advance()
        return .callBlock(call, callable)
    }

    private mutating func parseSignature() throws(SyntaxFault) -> Callable {
        try expect(symbol: "(")
        var callable = Callable(parameters: [], defaults: [], body: [])
        while !current.isSymbol(")") {
            if !callable.parameters.isEmpty { try expect(symbol: ",") }
            let name = try expectName("the name of a parameter")
            try refuseConstant(name)
            if skip(symbol: "=") {
                callable.defaults.append(try parseExpression())
            } else if !callable.defaults.isEmpty {
                throw SyntaxFault(
                    "default-missing",
                    "parameter '\(name.text)' has no default but follows one that has",
                    name.range
                )
            }
            callable.parameters.append((name.text, name.range))
        }
        try expect(symbol: ")")
        return callable
    }

    private mutating func parseFilterBlock(_ tag: Token) throws(SyntaxFault) -> Statement.Kind {
        let filter = try parseFilters(on: nil, startsInline: true)
        let body = try parseBody(of: tag, until: ["endfilter"])
        advance()
        return .filterBlock(filter, body: body)
    }

    private mutating func parseAutoescape(_ tag: Token) throws(SyntaxFault) -> Statement.Kind {
        let flag = try parseExpression()
        let body = try parseBody(of: tag, until: ["endautoescape"])
        advance()
        return .autoescape(flag, body: body)
    }

    private mutating func parsePrint() throws(SyntaxFault) -> Statement.Kind {
        var parts: [OutputPart] = []
        while current.kind != .blockEnd {
            if !parts.isEmpty { try expect(symbol: ",") }
            parts.append(.expression(try parseExpression()))
        }
        return .output(parts)
    }

    // MARK: Other templates

    private mutating func parseContext(default withContext: Bool) -> Bool {
        guard current.isName("with") || current.isName("without"), following.isName("context")
        else {
            return withContext
        }
        let isWith = advance().text == "with"
        advance()
        return isWith
    }

    private mutating func parseInclude() throws(SyntaxFault) -> Statement.Kind {
        let template = try parseExpression()
        var ignoreMissing = false
        if current.isName("ignore"), following.isName("missing") {
            advance()
            advance()
            ignoreMissing = true
        }
        let withContext = parseContext(default: true)
        return .include(template, ignoreMissing: ignoreMissing, withContext: withContext)
    }

    private mutating func parseImport() throws(SyntaxFault) -> Statement.Kind {
        let template = try parseExpression()
        try expect(name: "as")
        let name = try expectName("a name for the imported template")
        try refuseConstant(name)
        let withContext = parseContext(default: false)
        return .importAll(template, as: name.text, withContext: withContext)
    }

    private mutating func parseFromImport() throws(SyntaxFault) -> Statement.Kind {
        let template = try parseExpression()
        try expect(name: "import")
        var names: [ImportedName] = []
        var withContext = false
        while true {
            if !names.isEmpty { try expect(symbol: ",") }
            let isContext = current.isName("with") || current.isName("without")
            if isContext, following.isName("context") {
                withContext = parseContext(default: false)
                break
            }
            let name = try expectName("the name of a macro")
            if name.text.hasPrefix("_") {
                throw SyntaxFault(
                    "private-name",
                    "'\(name.text)' begins with an underscore and cannot be imported",
                    name.range
                )
            }
            var alias = name
            if skip(name: "as") { alias = try expectName("another name") }
            try refuseConstant(alias)
            names.append(ImportedName(name: name.text, alias: alias.text, range: name.range))
            if current.isName("with") || current.isName("without"), following.isName("context") {
                withContext = parseContext(default: false)
                break
            }
            guard current.isSymbol(",") else { break }
        }
        return .importNames(template, names, withContext: withContext)
    }
}
