extension Parser {
    /// Reads an expression, with an `if … else` around it if there is one.
    mutating func parseExpression(withConditional: Bool = true) throws(SyntaxFault) -> Expression {
        guard withConditional else {
            return try nested { parser throws(SyntaxFault) in try parser.parseOr() }
        }
        return try nested { parser throws(SyntaxFault) in
            var expression = try parser.parseOr()
            while parser.skip(name: "if") {
                let test = try parser.parseOr()
                let otherwise: Expression? =
                    parser.skip(name: "else") ? try parser.parseExpression() : nil
                let kind = Expression.Kind.conditional(
                    test: test,
                    then: expression,
                    otherwise: otherwise
                )
                expression = try parser.make(kind, from: expression.range.lowerBound)
            }
            return expression
        }
    }

    /// Makes an expression that began at `start` and ends with the last token.
    func make(_ kind: Expression.Kind, from start: Int) throws(SyntaxFault) -> Expression {
        let expression = Expression(kind, start..<max(start, previousEnd))
        guard expression.depth <= Self.maximumDepth else { throw .tooDeep(expression.range) }
        return expression
    }

    private mutating func parseOr() throws(SyntaxFault) -> Expression {
        var left = try parseAnd()
        while skip(name: "or") {
            left = try make(.or(left, try parseAnd()), from: left.range.lowerBound)
        }
        return left
    }

    private mutating func parseAnd() throws(SyntaxFault) -> Expression {
        var left = try parseNot()
        while skip(name: "and") {
            left = try make(.and(left, try parseNot()), from: left.range.lowerBound)
        }
        return left
    }

    private mutating func parseNot() throws(SyntaxFault) -> Expression {
        guard current.isName("not") else { return try parseComparison() }
        let start = advance().range.lowerBound
        let operand = try nested { parser throws(SyntaxFault) in try parser.parseNot() }
        return try make(.not(operand), from: start)
    }

    private mutating func parseComparison() throws(SyntaxFault) -> Expression {
        let first = try parseSum()
        var rest: [(operation: Comparison, operand: Expression)] = []
        while true {
            if current.kind == .symbol, let comparison = Comparison(rawValue: current.text) {
                advance()
                rest.append((comparison, try parseSum()))
            } else if skip(name: "in") {
                rest.append((.contained, try parseSum()))
            } else if current.isName("not"), following.isName("in") {
                advance()
                advance()
                rest.append((.notContained, try parseSum()))
            } else {
                break
            }
        }
        return rest.isEmpty ? first : try make(.compare(first, rest), from: first.range.lowerBound)
    }

    private mutating func parseSum() throws(SyntaxFault) -> Expression {
        var left = try parseConcatenation()
        while current.isSymbol("+") || current.isSymbol("-") {
            let operation: Arithmetic.Operator = advance().text == "+" ? .add : .subtract
            let right = try parseConcatenation()
            left = try make(.arithmetic(operation, left, right), from: left.range.lowerBound)
        }
        return left
    }

    private mutating func parseConcatenation() throws(SyntaxFault) -> Expression {
        let first = try parseProduct()
        guard current.isSymbol("~") else { return first }
        var items = [first]
        while skip(symbol: "~") { items.append(try parseProduct()) }
        return try make(.concatenation(items), from: first.range.lowerBound)
    }

    private mutating func parseProduct() throws(SyntaxFault) -> Expression {
        var left = try parsePower()
        let operators: [String: Arithmetic.Operator] = [
            "*": .multiply, "/": .divide, "//": .floorDivide, "%": .modulo,
        ]
        while current.kind == .symbol, let operation = operators[current.text] {
            advance()
            let right = try parsePower()
            left = try make(.arithmetic(operation, left, right), from: left.range.lowerBound)
        }
        return left
    }

    /// As in Jinja2, a sign binds closer than a power: `-2 ** 2` is 4.
    private mutating func parsePower() throws(SyntaxFault) -> Expression {
        var left = try parseUnary()
        while skip(symbol: "**") {
            let right = try parseUnary()
            left = try make(.arithmetic(.power, left, right), from: left.range.lowerBound)
        }
        return left
    }

    private mutating func parseUnary(withFilter: Bool = true) throws(SyntaxFault) -> Expression {
        var expression: Expression
        let start = current.range.lowerBound
        if current.isSymbol("-") || current.isSymbol("+") {
            let isNegative = advance().text == "-"
            let operand = try nested { parser throws(SyntaxFault) in
                try parser.parseUnary(withFilter: false)
            }
            expression = try make(isNegative ? .negative(operand) : .positive(operand), from: start)
        } else {
            expression = try parsePrimary()
        }
        expression = try parsePostfix(expression)
        return withFilter ? try parseFilterExpression(expression) : expression
    }

    // MARK: Literals and names

    mutating func parsePrimary() throws(SyntaxFault) -> Expression {
        let token = current
        switch token.kind {
        case .name:
            advance()
            return try make(constant(token.text) ?? .name(token.text), from: token.range.lowerBound)
        case .string:
            var text = ""
            while current.kind == .string { text += advance().text }
            return try make(.constant(.string(text)), from: token.range.lowerBound)
        case .integer:
            guard let number = NumberLiteral.integer(token.text) else {
                throw SyntaxFault(
                    "number-too-large",
                    "the number is too large",
                    token.range,
                    hint: "whole numbers go up to 9223372036854775807"
                )
            }
            advance()
            return try make(.constant(.int(number)), from: token.range.lowerBound)
        case .float:
            advance()
            let number = NumberLiteral.float(token.text) ?? 0
            return try make(.constant(.double(number)), from: token.range.lowerBound)
        case .symbol where token.text == "(":
            advance()
            let inner = try parseTuple(isParenthesized: true)
            try expect(symbol: ")")
            // The parentheses belong to what is underlined in a diagnostic.
            return try make(inner.kind, from: token.range.lowerBound)
        case .symbol where token.text == "[": return try parseList()
        case .symbol where token.text == "{": return try parseMap()
        case .fault: throw .unreadable(token)
        default: throw .expected("an expression", found: token)
        }
    }

    private func constant(_ name: String) -> Expression.Kind? {
        switch name {
        case "true", "True": .constant(.bool(true))
        case "false", "False": .constant(.bool(false))
        case "none", "None": .constant(.none)
        default: nil
        }
    }

    /// Reads one expression, or several with commas between them as a tuple.
    mutating func parseTuple(
        withConditional: Bool = true,
        endingAt word: String? = nil,
        isParenthesized: Bool = false
    ) throws(SyntaxFault) -> Expression {
        let start = current.range.lowerBound
        var items: [Expression] = []
        var isTuple = false
        while !isTupleEnd(word) {
            items.append(try parseExpression(withConditional: withConditional))
            guard skip(symbol: ",") else { break }
            isTuple = true
        }
        if !isTuple, let only = items.first { return only }
        guard isTuple || isParenthesized else { throw .expected("an expression", found: current) }
        return try make(.tuple(items), from: start)
    }

    private func isTupleEnd(_ word: String?) -> Bool {
        switch current.kind {
        case .variableEnd, .blockEnd: true
        case .symbol: current.text == ")"
        case .name: word.map { current.text == $0 } ?? false
        default: false
        }
    }

    private mutating func parseList() throws(SyntaxFault) -> Expression {
        let start = try expect(symbol: "[").range.lowerBound
        var items: [Expression] = []
        while !current.isSymbol("]") {
            if !items.isEmpty { try expect(symbol: ",") }
            if current.isSymbol("]") { break }
            items.append(try parseExpression())
        }
        try expect(symbol: "]")
        return try make(.list(items), from: start)
    }

    private mutating func parseMap() throws(SyntaxFault) -> Expression {
        let start = try expect(symbol: "{").range.lowerBound
        var pairs: [(key: Expression, value: Expression)] = []
        while !current.isSymbol("}") {
            if !pairs.isEmpty { try expect(symbol: ",") }
            if current.isSymbol("}") { break }
            let key = try parseExpression()
            try expect(symbol: ":")
            pairs.append((key, try parseExpression()))
        }
        try expect(symbol: "}")
        return try make(.map(pairs), from: start)
    }

    // MARK: Targets

    /// Reads what `set`, `for` or `with` assigns to.
    mutating func parseTarget(
        endingAt word: String?,
        allowsAttributes: Bool = false
    ) throws(SyntaxFault) -> Target {
        let start = current.range.lowerBound
        var targets: [Target] = []
        var isTuple = false
        while !isTupleEnd(word) {
            if current.isSymbol("=") { break }
            targets.append(try parseSingleTarget(allowsAttributes))
            guard skip(symbol: ",") else { break }
            isTuple = true
        }
        if !isTuple, let only = targets.first { return only }
        guard isTuple else { throw .expected("a name", found: current) }
        return .tuple(targets, start..<max(start, previousEnd))
    }

    private mutating func parseSingleTarget(_ allowsAttributes: Bool) throws(SyntaxFault) -> Target
    {
        let start = current.range.lowerBound
        if skip(symbol: "(") {
            return try nested { parser throws(SyntaxFault) in
                var targets: [Target] = []
                var isTuple = false
                while !parser.current.isSymbol(")") {
                    targets.append(try parser.parseSingleTarget(allowsAttributes))
                    guard parser.skip(symbol: ",") else { break }
                    isTuple = true
                }
                try parser.expect(symbol: ")")
                if !isTuple, let only = targets.first { return only }
                return .tuple(targets, start..<parser.previousEnd)
            }
        }
        let name = try expectName("a name to assign to")
        try refuseConstant(name)
        if allowsAttributes, skip(symbol: ".") {
            let attribute = try expectName("the name of an attribute")
            return .attribute(name.text, attribute.text, start..<attribute.range.upperBound)
        }
        return .name(name.text, name.range)
    }

    func refuseConstant(_ name: Token) throws(SyntaxFault) {
        guard constant(name.text) != nil else { return }
        throw SyntaxFault(
            "reserved-name",
            "'\(name.text)' is a constant and cannot be assigned to",
            name.range
        )
    }
}
