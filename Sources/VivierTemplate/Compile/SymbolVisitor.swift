/// Walks the statements of one scope and notes what they do to its names.
///
/// It stops where another scope begins: the body of a loop, a macro or a block.
struct SymbolVisitor {
    private(set) var symbols: Symbols

    init(_ symbols: Symbols) { self.symbols = symbols }

    mutating func visit(_ statements: [Statement]) {
        for statement in statements { visit(statement) }
    }

    mutating func visit(_ statement: Statement) {
        switch statement.kind {
        case .output(let parts):
            for case .expression(let expression) in parts { visit(expression) }
        case .branch(let branches, let otherwise): visit(branches, otherwise)
        case .loop(let loop): visit(loop.items)
        case .set(let target, let value):
            visit(value)
            visit(target)
        case .setBlock(let target, _, _): visit(target)
        case .with(let assignments, _):
            for assignment in assignments { visit(assignment.value) }
        case .macro(let name, _): symbols.store(name)
        case .callBlock(let call, _): visit(call)
        case .filterBlock(let filter, _): visit(filter)
        case .block, .autoescape: break
        case .extends(let template), .include(let template, _, _): visit(template)
        case .importAll(let template, let name, _):
            visit(template)
            symbols.store(name)
        case .importNames(let template, let names, _):
            visit(template)
            for name in names { symbols.store(name.alias) }
        }
    }

    private mutating func visit(
        _ branches: [(test: Expression, body: [Statement])],
        _ otherwise: [Statement]
    ) {
        guard let first = branches.first else { return }
        visit(first.test)
        let original = symbols
        func inside(_ body: (inout SymbolVisitor) -> Void) -> Symbols {
            var visitor = SymbolVisitor(original.copy())
            body(&visitor)
            return visitor.symbols
        }
        let main = inside { $0.visit(first.body) }
        // The later tests are one scope to Jinja2, each body in it another.
        let others = inside { visitor in
            for branch in branches.dropFirst() { visitor.visit([branch], []) }
        }
        let last = inside { $0.visit(otherwise) }
        original.merge([main, others, last])
    }

    mutating func visit(_ target: Target) {
        switch target {
        case .name(let name, _): symbols.store(name)
        case .attribute(let name, _, _): symbols.load(name)
        case .tuple(let targets, _):
            for target in targets { visit(target) }
        }
    }

    mutating func visit(_ expression: Expression) {
        if case .name(let name) = expression.kind { symbols.load(name) }
        for child in expression.children { visit(child) }
    }

    mutating func declare(_ target: Target) {
        switch target {
        case .name(let name, _): symbols.declareParameter(name)
        case .attribute(let name, _, _): symbols.load(name)
        case .tuple(let targets, _):
            for target in targets { declare(target) }
        }
    }
}

/// Which of some special names a body reads without assigning them first.
///
/// Blocks are scopes of their own and are not looked into.
struct UndeclaredNames {
    private var wanted: Set<String>
    private(set) var found: Set<String> = []

    init(_ names: Set<String>) { self.wanted = names }

    static func find(_ names: Set<String>, in body: [Statement]) -> Set<String> {
        var search = UndeclaredNames(names)
        search.visit(body)
        return search.found
    }

    private mutating func visit(_ statements: [Statement]) {
        for statement in statements { visit(statement) }
    }

    private mutating func visit(_ expression: Expression) {
        if case .name(let name) = expression.kind {
            if wanted.contains(name) { found.insert(name) }
        }
        for child in expression.children { visit(child) }
    }

    private mutating func visit(_ target: Target) {
        wanted.subtract(target.names)
    }

    private mutating func visit(_ statement: Statement) {
        switch statement.kind {
        case .output(let parts):
            for case .expression(let expression) in parts { visit(expression) }
        case .branch(let branches, let otherwise):
            for branch in branches {
                visit(branch.test)
                visit(branch.body)
            }
            visit(otherwise)
        case .loop(let loop):
            visit(loop.target)
            visit(loop.items)
            visit(loop.body)
            visit(loop.otherwise)
            if let test = loop.test { visit(test) }
        case .set(let target, let value):
            visit(target)
            visit(value)
        case .setBlock(let target, let filter, let body):
            visit(target)
            if let filter { visit(filter) }
            visit(body)
        case .with(let assignments, let body):
            for assignment in assignments { visit(assignment.target) }
            for assignment in assignments { visit(assignment.value) }
            visit(body)
        case .macro(_, let callable): visit(callable)
        case .callBlock(let call, let callable):
            visit(call)
            visit(callable)
        case .filterBlock(let filter, let body):
            visit(body)
            visit(filter)
        case .block: break
        case .extends(let template), .include(let template, _, _),
            .importAll(let template, _, _), .importNames(let template, _, _):
            visit(template)
        case .autoescape(let flag, let body):
            visit(flag)
            visit(body)
        }
    }

    private mutating func visit(_ callable: Callable) {
        wanted.subtract(callable.parameters.map(\.name))
        for value in callable.defaults { visit(value) }
        visit(callable.body)
    }
}
