import VivierDiagnostics

/// What templates ask of the values that a page gives them.
///
/// It errs on one side only: a value that is used in any other way than `variable.field` counts
/// as used whole, since its fields may then be seen under another name, or without one.
package struct TemplateFields: Sendable {
    /// By name of a variable, the fields asked of it by their names.
    private var fields: [String: Set<String>] = [:]
    /// The variables that are printed, handed on, gone through, compared.
    private var whole: Set<String> = []
    /// Every name of a variable or a field, and every word of a text.
    private var words: Set<String> = []

    fileprivate init() {}

    /// Whether a template may see one of these fields of what pages call `variable`.
    package func see(_ wanted: Set<String>, of variable: String) -> Bool {
        usesWhole(variable) || !wanted.isDisjoint(with: fields[variable] ?? [])
    }

    /// Whether what pages call `variable` is used otherwise than by its fields.
    package func usesWhole(_ variable: String) -> Bool { whole.contains(variable) }

    /// Whether a template has one of these names, of whatever.
    package func mention(_ wanted: Set<String>) -> Bool { !wanted.isDisjoint(with: words) }
}

extension ParsedTemplates {
    /// What all templates ask.
    package var fields: TemplateFields { fields(of: Array(sources.indices)) }

    /// What one template asks, with all that it includes, imports or extends.
    package func fields(from name: String) -> TemplateFields {
        var reached: [Int] = []
        var waiting = sources.indices.filter { sources[$0].path == name }
        while let number = waiting.popLast() {
            reached.append(number)
            var reader = NameReader()
            reader.visit(trees[number] ?? [])
            let named = sources.indices.filter { other in
                reader.isDynamic || reader.templates.contains(sources[other].path)
            }
            for other in named where !reached.contains(other) && !waiting.contains(other) {
                waiting.append(other)
            }
        }
        return fields(of: reached)
    }

    private func fields(of templates: [Int]) -> TemplateFields {
        var fields = TemplateFields()
        for number in templates { fields.visit(trees[number] ?? []) }
        return fields
    }
}

extension TemplateFields {
    fileprivate mutating func visit(_ statements: [Statement]) {
        for statement in statements {
            for expression in statement.values { visit(expression) }
            for test in statement.tests { visit(test: test) }
            if let target = statement.target { visit(target) }
            if let template = statement.template { visit(template) }
            for body in statement.bodies { visit(body) }
        }
    }

    private mutating func visit(_ target: Target) {
        switch target {
        case .name: break
        case .attribute(let name, let field, _): words.formUnion([name, field])
        case .tuple(let targets, _):
            for target in targets { visit(target) }
        }
    }

    private mutating func visit(_ expression: Expression) {
        switch expression.kind {
        case .name(let name):
            words.insert(name)
            whole.insert(name)
        case .constant(.string(let text)): add(wordsOf: text)
        case .attribute(let base, let field): visit(field, of: base)
        case .item(let base, let key):
            if case .constant(.string(let field)) = key.kind {
                visit(field, of: base)
            } else {
                visit(base)
                visit(key)
            }
        case .call(let callee, let arguments):
            // `list.get('total')`: a method sees all.
            if case .attribute(let base, let field) = callee.kind {
                words.insert(field)
                visit(base)
            } else {
                visit(callee)
            }
            for argument in arguments.all { visit(argument) }
        case .conditional(let test, let then, let otherwise):
            visit(test: test)
            visit(then)
            if let otherwise { visit(otherwise) }
        case .test(let base, "defined", _), .test(let base, "undefined", _): visit(test: base)
        default:
            for child in expression.children { visit(child) }
        }
    }

    private mutating func visit(_ field: String, of base: Expression) {
        words.insert(field)
        guard case .name(let variable) = base.kind else { return visit(base) }
        words.insert(variable)
        fields[variable, default: []].insert(field)
    }

    /// An expression of which only the truth is asked: that a record is there says nothing of
    /// its fields.
    private mutating func visit(test expression: Expression) {
        switch expression.kind {
        case .name(let name): words.insert(name)
        case .not(let inner): visit(test: inner)
        case .and(let one, let other), .or(let one, let other):
            visit(test: one)
            visit(test: other)
        default: visit(expression)
        }
    }

    /// `map(attribute='place.town')`: a field may be named in a text.
    private mutating func add(wordsOf text: String) {
        for word in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "_" }) {
            words.insert(String(word))
        }
    }
}
