/// Gathers every name that a template reads and every template that it names.
struct NameReader {
    private(set) var names: Set<String> = []
    private(set) var templates: [String] = []

    /// Whether a template is named by something other than a text in quotes.
    private(set) var isDynamic = false

    mutating func visit(_ statements: [Statement]) {
        for statement in statements { visit(statement) }
    }

    private mutating func visit(_ statement: Statement) {
        switch statement.kind {
        case .output(let parts):
            for case .expression(let expression) in parts { visit(expression) }
        case .branch(let branches, _):
            for branch in branches { visit(branch.test) }
        case .loop(let loop):
            visit(loop.items)
            if let test = loop.test { visit(test) }
        case .set(let target, let value):
            visit(target)
            visit(value)
        case .setBlock(let target, let filter, _):
            visit(target)
            if let filter { visit(filter) }
        case .with(let assignments, _):
            for assignment in assignments { visit(assignment.value) }
        case .macro(_, let callable):
            for value in callable.defaults { visit(value) }
        case .callBlock(let call, let callable):
            visit(call)
            for value in callable.defaults { visit(value) }
        case .filterBlock(let filter, _): visit(filter)
        case .block: break
        case .autoescape(let flag, _): visit(flag)
        case .extends(let template), .include(let template, _, _),
            .importAll(let template, _, _), .importNames(let template, _, _):
            if let found = template.literalNames {
                templates += found
            } else {
                isDynamic = true
                visit(template)
            }
        }
        for body in statement.bodies { visit(body) }
    }

    private mutating func visit(_ target: Target) {
        switch target {
        case .name: break
        case .attribute(let name, _, _): names.insert(name)
        case .tuple(let targets, _):
            for target in targets { visit(target) }
        }
    }

    private mutating func visit(_ expression: Expression) {
        if case .name(let name) = expression.kind { names.insert(name) }
        for child in expression.children { visit(child) }
    }
}
