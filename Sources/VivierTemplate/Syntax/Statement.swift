/// A statement as written.
struct Statement: Sendable {
    indirect enum Kind: Sendable {
        case output([OutputPart])
        case branch([(test: Expression, body: [Statement])], otherwise: [Statement])
        case loop(Loop)
        case set(Target, Expression)
        case setBlock(Target, filter: Expression?, body: [Statement])
        case with([(target: Target, value: Expression)], body: [Statement])
        case macro(String, Callable)
        case callBlock(Expression, Callable)
        case filterBlock(Expression, body: [Statement])
        case block(Block)
        case extends(Expression)
        case include(Expression, ignoreMissing: Bool, withContext: Bool)
        case importAll(Expression, as: String, withContext: Bool)
        case importNames(Expression, [ImportedName], withContext: Bool)
        case autoescape(Expression, body: [Statement])
    }

    let kind: Kind

    /// The bytes of the opening tag.
    let range: Range<Int>
}

/// A piece of what a template prints.
enum OutputPart: Sendable {
    case text(String, Range<Int>)
    case expression(Expression)
}

/// `{% for target in items if test recursive %}`.
struct Loop: Sendable {
    var target: Target
    var items: Expression
    var test: Expression?
    var isRecursive: Bool
    var body: [Statement]
    var otherwise: [Statement]
}

/// The parameters and the body of a macro, or of the block given to a call.
struct Callable: Sendable {
    var parameters: [(name: String, range: Range<Int>)]

    /// Defaults of the last parameters.
    var defaults: [Expression]
    var body: [Statement]
}

struct Block: Sendable {
    var name: String
    var isScoped: Bool
    var isRequired: Bool
    var body: [Statement]
    var nameRange: Range<Int>
}

struct ImportedName: Sendable {
    var name: String
    var alias: String
    var range: Range<Int>
}

/// What is written to by `set`, `for` or `with`.
indirect enum Target: Sendable {
    case name(String, Range<Int>)

    /// An attribute of a namespace.
    case attribute(String, String, Range<Int>)
    case tuple([Target], Range<Int>)

    var range: Range<Int> {
        switch self {
        case .name(_, let range), .attribute(_, _, let range), .tuple(_, let range): range
        }
    }

    /// The plain names in it, from left to right.
    var names: [String] {
        switch self {
        case .name(let name, _): [name]
        case .attribute: []
        case .tuple(let targets, _): targets.flatMap(\.names)
        }
    }
}
