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
        for expression in statement.values + statement.tests { visit(expression) }
        if let target = statement.target { visit(target) }
        if let template = statement.template {
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
