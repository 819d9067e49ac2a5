/// What statements are put together from, for whoever walks through templates.
extension Statement {
    /// The bodies directly inside.
    var bodies: [[Statement]] {
        switch kind {
        case .branch(let branches, let otherwise): branches.map(\.body) + [otherwise]
        case .loop(let loop): [loop.body, loop.otherwise]
        case .setBlock(_, _, let body), .with(_, let body), .filterBlock(_, let body),
            .autoescape(_, let body):
            [body]
        case .macro(_, let callable), .callBlock(_, let callable): [callable.body]
        case .block(let block): [block.body]
        case .output, .set, .extends, .include, .importAll, .importNames: []
        }
    }

    /// The expressions whose values are printed, handed on or gone through; no tests, and none that
    /// name a template.
    var values: [Expression] {
        switch kind {
        case .output(let parts):
            parts.compactMap { part in
                if case .expression(let expression) = part { expression } else { nil }
            }
        case .loop(let loop): [loop.items]
        case .set(_, let value): [value]
        case .setBlock(_, let filter, _): filter.map { [$0] } ?? []
        case .with(let assignments, _): assignments.map(\.value)
        case .macro(_, let callable): callable.defaults
        case .callBlock(let call, let callable): [call] + callable.defaults
        case .filterBlock(let filter, _): [filter]
        case .autoescape(let flag, _): [flag]
        case .branch, .block, .extends, .include, .importAll, .importNames: []
        }
    }

    /// The expressions that are only asked whether they are true.
    var tests: [Expression] {
        switch kind {
        case .branch(let branches, _): branches.map(\.test)
        case .loop(let loop): loop.test.map { [$0] } ?? []
        default: []
        }
    }

    /// What is assigned by it in its own scope.
    var target: Target? {
        switch kind {
        case .set(let target, _), .setBlock(let target, _, _): target
        default: nil
        }
    }

    /// What names another template.
    var template: Expression? {
        switch kind {
        case .extends(let template), .include(let template, _, _),
            .importAll(let template, _, _), .importNames(let template, _, _):
            template
        default: nil
        }
    }
}
