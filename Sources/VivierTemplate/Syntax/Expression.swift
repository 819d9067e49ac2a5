/// An expression as written, with the bytes it covers.
struct Expression: Sendable {
    indirect enum Kind: Sendable {
        case name(String)
        case constant(Value)
        case list([Expression])
        case tuple([Expression])
        case map([(key: Expression, value: Expression)])
        case attribute(Expression, String)
        case item(Expression, Expression)
        case slice(Expression, start: Expression?, stop: Expression?, step: Expression?)
        case not(Expression)
        case negative(Expression)
        case positive(Expression)
        case arithmetic(Arithmetic.Operator, Expression, Expression)
        case and(Expression, Expression)
        case or(Expression, Expression)
        case compare(Expression, [(operation: Comparison, operand: Expression)])
        case concatenation([Expression])
        case conditional(test: Expression, then: Expression, otherwise: Expression?)

        /// The first is `nil` for the filter of a block.
        case filter(Expression?, String, Arguments)
        case test(Expression, String, Arguments)
        case call(Expression, Arguments)
    }

    let kind: Kind
    let range: Range<Int>

    /// How many expressions are inside one another, this one included.
    let depth: Int

    init(_ kind: Kind, _ range: Range<Int>) {
        self.kind = kind
        self.range = range
        self.depth = 1 + (kind.children.map(\.depth).max() ?? 0)
    }

    var children: [Expression] { kind.children }
}

/// What is between the parentheses of a call, a filter or a test.
struct Arguments: Sendable {
    var positional: [Expression] = []
    var named: [(name: String, value: Expression)] = []

    /// `*items` and `**pairs`.
    var spread: Expression?
    var spreadNamed: Expression?

    /// Where the name of the filter or test stands.
    var nameRange: Range<Int> = 0..<0

    var all: [Expression] {
        positional + named.map(\.value) + [spread, spreadNamed].compactMap(\.self)
    }
}

/// The comparisons of an expression, as written.
enum Comparison: String, Sendable, CaseIterable {
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case contained = "in"
    case notContained = "not in"
}

extension Expression.Kind {
    /// The expressions directly inside, in the order in which they are written.
    var children: [Expression] {
        switch self {
        case .name, .constant: []
        case .list(let items), .tuple(let items), .concatenation(let items): items
        case .map(let pairs): pairs.flatMap { [$0.key, $0.value] }
        case .attribute(let base, _), .not(let base), .negative(let base), .positive(let base):
            [base]
        case .item(let base, let key): [base, key]
        case .slice(let base, let start, let stop, let step):
            [base] + [start, stop, step].compactMap(\.self)
        case .arithmetic(_, let one, let two), .and(let one, let two), .or(let one, let two):
            [one, two]
        case .compare(let first, let rest): [first] + rest.map(\.operand)
        case .conditional(let test, let then, let otherwise):
            [test, then] + [otherwise].compactMap(\.self)
        case .filter(let base, _, let arguments): [base].compactMap(\.self) + arguments.all
        case .test(let base, _, let arguments): [base] + arguments.all
        case .call(let base, let arguments): [base] + arguments.all
        }
    }
}
