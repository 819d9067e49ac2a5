extension Parser {
    /// Reads the `.name`, `[key]` and `(…)` that follow an expression.
    mutating func parsePostfix(_ expression: Expression) throws(SyntaxFault) -> Expression {
        var expression = expression
        while current.kind == .symbol {
            switch current.text {
            case ".": expression = try parseAttribute(of: expression)
            case "[": expression = try parseItem(of: expression)
            case "(":
                let arguments = try parseArguments()
                expression = try make(
                    .call(expression, arguments),
                    from: expression.range.lowerBound
                )
            default: return expression
            }
        }
        return expression
    }

    /// Reads the filters and tests that follow an expression.
    mutating func parseFilterExpression(_ expression: Expression) throws(SyntaxFault) -> Expression
    {
        var expression = expression
        while true {
            if current.isSymbol("|") {
                expression = try parseFilters(on: expression)
            } else if current.isName("is") {
                expression = try parseTest(on: expression)
            } else if current.isSymbol("(") {
                let arguments = try parseArguments()
                expression = try make(
                    .call(expression, arguments),
                    from: expression.range.lowerBound
                )
            } else {
                return expression
            }
        }
    }

    private mutating func parseAttribute(of base: Expression) throws(SyntaxFault) -> Expression {
        advance()
        let start = base.range.lowerBound
        let token = current
        switch token.kind {
        case .name:
            advance()
            return try make(.attribute(base, token.text), from: start)
        case .integer:
            advance()
            let index = NumberLiteral.integer(token.text) ?? 0
            let key = Expression(.constant(.int(index)), token.range)
            return try make(.item(base, key), from: start)
        default: throw .expected("a name or a number after the dot", found: token)
        }
    }

    private mutating func parseItem(of base: Expression) throws(SyntaxFault) -> Expression {
        let open = try expect(symbol: "[")
        let start = base.range.lowerBound
        if current.isSymbol("]") { throw .expected("an expression", found: current) }
        var first: Expression?
        if !current.isSymbol(":") { first = try parseExpression() }
        if current.isSymbol(":") {
            advance()
            let ends = { (parser: Parser) in
                parser.current.isSymbol(":") || parser.current.isSymbol("]")
            }
            let stop: Expression? = ends(self) ? nil : try parseExpression()
            var step: Expression?
            if skip(symbol: ":"), !ends(self) { step = try parseExpression() }
            try expect(symbol: "]")
            return try make(.slice(base, start: first, stop: stop, step: step), from: start)
        }
        guard let first else { throw .expected("an expression", found: current) }
        var keys = [first]
        while skip(symbol: ",") {
            if current.isSymbol("]") { break }
            keys.append(try parseExpression())
        }
        try expect(symbol: "]")
        if keys.count == 1 { return try make(.item(base, first), from: start) }
        let key = Expression(.tuple(keys), open.range.lowerBound..<previousEnd)
        return try make(.item(base, key), from: start)
    }

    /// Reads the arguments between parentheses.
    mutating func parseArguments() throws(SyntaxFault) -> Arguments {
        let open = try expect(symbol: "(")
        var arguments = Arguments()
        var needsComma = false
        func require(_ isAllowed: Bool, _ message: String) throws(SyntaxFault) {
            guard !isAllowed else { return }
            throw SyntaxFault("bad-arguments", message, current.range)
        }
        while !current.isSymbol(")") {
            if needsComma {
                guard current.isSymbol(",") else { throw .expected("',' or ')'", found: current) }
                advance()
                if current.isSymbol(")") { break }
            }
            if current.isSymbol("*") {
                try require(
                    arguments.spread == nil && arguments.spreadNamed == nil,
                    "'*' comes once and before '**'"
                )
                advance()
                arguments.spread = try parseExpression()
            } else if current.isSymbol("**") {
                try require(arguments.spreadNamed == nil, "'**' comes once")
                advance()
                arguments.spreadNamed = try parseExpression()
            } else if current.kind == .name, following.isSymbol("=") {
                try require(arguments.spreadNamed == nil, "nothing comes after '**'")
                let name = advance().text
                advance()
                arguments.named.append((name, try parseExpression()))
            } else {
                try require(
                    arguments.spread == nil && arguments.spreadNamed == nil
                        && arguments.named.isEmpty,
                    "an argument without a name comes before those with one"
                )
                arguments.positional.append(try parseExpression())
            }
            needsComma = true
        }
        try expect(symbol: ")")
        arguments.nameRange = open.range
        return arguments
    }

    /// Reads `|filter(…)|filter(…)`; with `startsInline`, the first without its
    /// bar.
    mutating func parseFilters(
        on base: Expression?,
        startsInline: Bool = false
    ) throws(SyntaxFault) -> Expression {
        var expression = base
        var needsBar = !startsInline
        while !needsBar || current.isSymbol("|") {
            if needsBar { advance() }
            needsBar = true
            let (name, range) = try parseDottedName("the name of a filter")
            var arguments = current.isSymbol("(") ? try parseArguments() : Arguments()
            arguments.nameRange = range
            let start = expression?.range.lowerBound ?? range.lowerBound
            expression = try make(.filter(expression, name, arguments), from: start)
        }
        guard let expression else { throw .expected("a filter", found: current) }
        return expression
    }

    private mutating func parseDottedName(
        _ what: String
    ) throws(SyntaxFault) -> (String, Range<Int>) {
        let first = try expectName(what)
        var name = first.text
        while skip(symbol: ".") { name += "." + (try expectName(what).text) }
        return (name, first.range.lowerBound..<previousEnd)
    }

    private mutating func parseTest(on base: Expression) throws(SyntaxFault) -> Expression {
        let start = base.range.lowerBound
        advance()
        let isNegated = skip(name: "not")
        let (name, range) = try parseDottedName("the name of a test")
        var arguments = Arguments()
        if current.isSymbol("(") {
            arguments = try parseArguments()
        } else if beginsTestArgument {
            if current.isName("is") {
                throw SyntaxFault("chained-test", "a test cannot follow a test", current.range)
            }
            let operand = try parsePrimary()
            arguments.positional = [try parsePostfix(operand)]
        }
        arguments.nameRange = range
        let test = try make(.test(base, name, arguments), from: start)
        return isNegated ? try make(.not(test), from: start) : test
    }

    private var beginsTestArgument: Bool {
        switch current.kind {
        case .name: !["else", "or", "and"].contains(current.text)
        case .string, .integer, .float: true
        case .symbol: ["[", "{"].contains(current.text)
        default: false
        }
    }
}
