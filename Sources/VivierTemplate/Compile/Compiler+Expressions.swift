extension Compiler {
    /// Compiles an expression into nodes; `input` is the node that stands before
    /// the first bar of the filters of a block.
    ///
    /// - Returns: The number of its node.
    func compile(_ expression: Expression, _ frame: Frame, input: Int? = nil) -> Int {
        let range = expression.range
        func make(_ kind: Node.Kind, _ a: Int = 0, _ b: Int = 0, _ c: Int = 0, flag: Int = 0) -> Int
        {
            node(Node(kind, a, b, c, flag: flag), frame, range)
        }
        func each(_ expressions: [Expression]) -> Int {
            list(expressions.map { compile($0, frame) })
        }
        switch expression.kind {
        case .name(let name):
            if name == "loop" { loopEscapes = true }
            guard let found = frame.symbols.find(name) else {
                return make(.context, symbol(name), newCache())
            }
            return variable(found.identifier, of: found.scope, frame, range)
        case .constant(let value): return make(.constant, constant(value))
        case .list(let items): return make(.list, each(items), items.count)
        case .tuple(let items): return make(.tuple, each(items), items.count)
        case .map(let pairs):
            return make(.map, each(pairs.flatMap { [$0.key, $0.value] }), pairs.count)
        case .attribute(let base, let name):
            let field = LoopField.allCases.firstIndex { $0.rawValue == name }.map { $0 + 1 } ?? 0
            let base = compileBase(base, frame)
            return make(.attribute, base, string(name), newCache(), flag: field)
        case .item(let base, let key):
            let base = compile(base, frame)
            return make(.item, base, compile(key, frame))
        case .slice(let base, let start, let stop, let step):
            let base = compile(base, frame)
            let bounds = [start, stop, step].map { $0.map { compile($0, frame) } ?? -1 }
            return make(.slice, base, list(bounds))
        case .not(let operand): return make(.not, compile(operand, frame))
        case .negative(let operand): return make(.negative, compile(operand, frame))
        case .positive(let operand): return make(.positive, compile(operand, frame))
        case .arithmetic(let operation, let one, let two):
            let one = compile(one, frame)
            return make(.arithmetic, one, compile(two, frame), flag: Int(operation.rawValue))
        case .and(let one, let two):
            let one = compile(one, frame)
            return make(.and, one, compile(two, frame))
        case .or(let one, let two):
            let one = compile(one, frame)
            return make(.or, one, compile(two, frame))
        case .compare(let first, let rest): return compileComparison(first, rest, frame, range)
        case .concatenation(let items):
            return make(.concatenation, each(items), items.count, flag: frame.autoescape ? 1 : 0)
        case .conditional(let test, let then, let otherwise):
            let soft = frame.soft()
            let test = compile(test, soft)
            let then = compile(then, soft)
            return make(.conditional, test, then, otherwise.map { compile($0, soft) } ?? -1)
        case .filter(let base, let name, let arguments):
            let base = base.map { compile($0, frame, input: input) } ?? input
            return compileFilter(base, name, arguments, frame, range)
        case .test(let base, let name, let arguments):
            return compileTest(compile(base, frame), name, arguments, frame, range)
        case .call(let callee, let arguments):
            let nodes = compile(arguments, frame)
            parts.arguments.append(nodes)
            return compileCall(callee, parts.arguments.count - 1, frame, range)
        }
    }

    /// Compiles what is looked into or called: `loop` itself goes nowhere then.
    private func compileBase(_ base: Expression, _ frame: Frame) -> Int {
        let escapes = loopEscapes
        let node = compile(base, frame)
        if case .name("loop") = base.kind { loopEscapes = escapes }
        return node
    }

    private func compileComparison(
        _ first: Expression,
        _ rest: [(operation: Comparison, operand: Expression)],
        _ frame: Frame,
        _ range: Range<Int>
    )
        -> Int
    {
        let left = compile(first, frame)
        let pairs = rest.map { (number(of: $0.operation), compile($0.operand, frame)) }
        if let only = pairs.first, pairs.count == 1 {
            return node(Node(.compare, left, only.1, flag: only.0), frame, range)
        }
        let start = list(pairs.flatMap { [$0.0, $0.1] })
        return node(Node(.compareChain, left, start, pairs.count), frame, range)
    }

    private func number(of comparison: Comparison) -> Int {
        Comparison.allCases.firstIndex(of: comparison) ?? 0
    }

    func compile(_ arguments: Arguments, _ frame: Frame) -> ArgumentNodes {
        var nodes = ArgumentNodes()
        nodes.positional = arguments.positional.map { Int32(compile($0, frame)) }
        nodes.named = arguments.named.map { ($0.name, Int32(compile($0.value, frame))) }
        nodes.spread = arguments.spread.map { Int32(compile($0, frame)) } ?? -1
        nodes.spreadNamed = arguments.spreadNamed.map { Int32(compile($0, frame)) } ?? -1
        return nodes
    }

    /// Compiles a call whose arguments are already nodes.
    func compileCall(
        _ callee: Expression,
        _ arguments: Int,
        _ frame: Frame,
        _ range: Range<Int>
    ) -> Int {
        let flag = frame.autoescape ? 1 : 0
        switch callee.kind {
        case .name("super")
        where frame.block != nil && frame.symbols.find("super")?.scope.isReadOnly("super") != false:
            return node(Node(.parentBlock, symbol(frame.block ?? ""), flag: flag), frame, range)
        case .attribute(let base, let name):
            let base = compileBase(base, frame)
            return node(Node(.method, base, string(name), arguments, flag: flag), frame, range)
        default:
            let callee = compileBase(callee, frame)
            return node(Node(.call, callee, arguments, flag: flag), frame, range)
        }
    }

    private func compileFilter(
        _ base: Int?,
        _ name: String,
        _ arguments: Arguments,
        _ frame: Frame,
        _ range: Range<Int>
    )
        -> Int
    {
        let input = base ?? node(Node(.constant, constant(.none)), frame, range)
        guard let work = filterWork(name) else {
            if !frame.isSoft || options.contextual {
                report(
                    "unknown-filter",
                    "there is no filter '\(name)'",
                    arguments.nameRange,
                    hint: didYouMean(name, among: filterNames)
                )
            }
            return node(Node(.unknown, string(name)), frame, arguments.nameRange)
        }
        if name == "safe", !options.allowSafeFilter {
            report(
                "unsafe-output",
                "the filter 'safe' is not for the templates of a site",
                arguments.nameRange,
                hint: "HTML that is safe comes from the host as such; anything else is text"
            )
        }
        let nodes = compile(arguments, frame)
        let call = FilterCall(
            name: name,
            work: work,
            arguments: nodes,
            autoescape: frame.autoescape,
            place: place(arguments.nameRange)
        )
        parts.filterCalls.append(call)
        return node(Node(.filter, input, parts.filterCalls.count - 1), frame, range)
    }

    private func filterWork(_ name: String) -> FilterCall.Work? {
        if let position = host.position(of: name) { return .host(host.all[position]) }
        return BuiltInFilter(name: name).map { .builtIn($0) }
    }

    private var filterNames: [String] { host.all.map(\.name) + BuiltInFilter.names }

    private func compileTest(
        _ base: Int,
        _ name: String,
        _ arguments: Arguments,
        _ frame: Frame,
        _ range: Range<Int>
    )
        -> Int
    {
        guard let test = BuiltInTest(name: name) else {
            if !frame.isSoft || options.contextual {
                report(
                    "unknown-test",
                    "there is no test '\(name)'",
                    arguments.nameRange,
                    hint: didYouMean(name, among: BuiltInTest.names)
                )
            }
            return node(Node(.unknown, string(name), flag: 1), frame, arguments.nameRange)
        }
        let nodes = compile(arguments, frame)
        let call = FilterCall(
            name: name,
            work: .test(test),
            arguments: nodes,
            autoescape: frame.autoescape,
            place: place(arguments.nameRange)
        )
        parts.filterCalls.append(call)
        return node(Node(.test, base, parts.filterCalls.count - 1), frame, range)
    }
}
