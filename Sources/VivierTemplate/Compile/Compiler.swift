import VivierDiagnostics

/// Turns the statements of all templates into one program.
///
/// A template is compiled once per kind of place in the HTML it is used at (a
/// unit): between tags for a page, perhaps inside an attribute for an include.
final class Compiler {
    let options: TemplateOptions
    let host: HostFilters
    let sources: [SourceText]

    /// Statements by template number, `nil` for one with a fault in its text.
    let trees: [[Statement]?]
    var parts = ProgramParts()

    /// Faults found so far, by template.
    var faults: [(template: Int, fault: Fault)] = []

    private var symbolNumbers: [String: Int] = [:]
    private var constantNumbers: [String: Int] = [:]
    private var stringNumbers: [String: Int] = [:]

    /// Units by template and kind of place.
    var units: [UnitKey: Int] = [:]

    /// What is known of a unit beyond what a renderer needs.
    var unitFacts: [UnitFacts] = []

    /// The unit being compiled.
    var unit = 0

    /// Where in the HTML the text being compiled stands.
    var html = HTMLState()

    /// Whether `loop` was used in the loop being compiled other than to ask it
    /// something.
    var loopEscapes = false

    struct UnitKey: Hashable {
        let template: Int
        let state: HTMLState
    }

    struct UnitFacts {
        var parent = -1
        var isComplete = false
        var hasExtends = false
        var hasKnownExtends = false

        /// Block name → the place in the HTML where it begins.
        var blockStates: [String: HTMLState] = [:]
        var blocks: [(block: Block, place: Place)] = []
    }

    init(
        _ sources: [SourceText],
        _ trees: [[Statement]?],
        _ options: TemplateOptions,
        _ host: HostFilters,
        _ globals: [String: Value]
    ) {
        self.options = options
        self.host = host
        self.sources = sources
        self.trees = trees
        for (number, source) in sources.enumerated() {
            parts.templateNumbers[source.path] = number
        }
        parts.host = host
        let functions = GlobalFunction.allCases.map { ($0.rawValue, $0.value) }
        let all = globals.merging(functions) { given, _ in given }
        for (name, value) in all.sorted(by: { $0.key < $1.key }) {
            let symbol = self.symbol(name)
            parts.globals[symbol] = Int32(constant(value))
        }
    }

    // MARK: Tables

    func symbol(_ name: String) -> Int {
        if let number = symbolNumbers[name] { return number }
        let number = parts.symbols.count
        symbolNumbers[name] = number
        parts.symbols.append(name)
        parts.globals.append(-1)
        parts.isDynamic.append(false)
        return number
    }

    func string(_ text: String) -> Int {
        if let number = stringNumbers[text] { return number }
        parts.strings.append(text)
        stringNumbers[text] = parts.strings.count - 1
        return parts.strings.count - 1
    }

    func constant(_ value: Value) -> Int {
        if case .string(let text) = value {
            if let number = constantNumbers[text] { return number }
            constantNumbers[text] = parts.constants.count
        }
        parts.constants.append(value)
        return parts.constants.count - 1
    }

    func list(_ numbers: [Int]) -> Int {
        parts.lists += numbers.map { Int32(truncatingIfNeeded: $0) }
        return parts.lists.count - numbers.count
    }

    func newCache() -> Int {
        parts.cacheCount += 1
        return parts.cacheCount - 1
    }

    func node(_ node: Node, _ frame: Frame, _ range: Range<Int>) -> Int {
        parts.nodes.append(node)
        parts.nodePlaces.append(place(range))
        parts.nodeFunctions.append(Int32(frame.function.number))
        return parts.nodes.count - 1
    }

    func place(_ range: Range<Int>) -> Place { Place(parts.units[unit].template, range) }

    func report(
        _ code: String,
        _ message: String,
        _ range: Range<Int>,
        hint: String? = nil,
        remarks: [Fault.Remark] = []
    ) {
        let fault = Fault(code, message, at: place(range), hint: hint, remarks: remarks)
        faults.append((parts.units[unit].template, fault))
    }

    // MARK: Functions

    func newFunction(_ kind: Function.Kind, _ name: String, in frame: Frame?) -> FunctionBuilder {
        var function = Function(kind: kind, name: name)
        function.unit = unit
        function.autoescape = frame?.autoescape ?? options.autoescape
        parts.functions.append(function)
        return FunctionBuilder(parts.functions.count - 1, parent: frame?.function, function)
    }

    /// Puts the steps of a finished function into the program.
    func finish(_ builder: FunctionBuilder) {
        builder.emit(Op(.end), Place(parts.units[unit].template, 0..<0))
        builder.function.start = parts.ops.count
        parts.ops += builder.ops
        parts.opPlaces += builder.places
        builder.function.end = parts.ops.count
        parts.functions[builder.number] = builder.function
    }

    // MARK: Scopes

    /// Writes the steps that give the variables of a scope their first values,
    /// unless they are known to be missing already.
    func enter(_ frame: Frame, isFresh: Bool, at range: Range<Int>) {
        let builder = frame.function
        for (identifier, load) in frame.symbols.sortedLoads {
            switch load {
            case .parameter: break
            case .undefined:
                if !isFresh {
                    builder.emit(Op(.clear, 0, builder.slot(of: identifier)), place(range))
                }
            case .resolve:
                guard !frame.symbols.isReadOnly(identifier.name) else { break }
                let op = Op(
                    .resolve,
                    symbol(identifier.name),
                    builder.slot(of: identifier),
                    newCache()
                )
                builder.emit(op, place(range))
            case .alias(let outer):
                guard let scope = frame.symbols.parent?.find(outer.name)?.scope else { break }
                let source = variable(outer, of: scope, frame, range)
                builder.emit(Op(.copy, source, builder.slot(of: identifier)), place(range))
            }
        }
    }

    /// The node that reads a variable of a scope from inside `frame`.
    func variable(
        _ identifier: Symbols.Identifier,
        of scope: Symbols,
        _ frame: Frame,
        _ range: Range<Int>
    )
        -> Int
    {
        let name = identifier.name
        if scope.load(of: identifier) == .resolve, scope.isReadOnly(name) {
            return node(Node(.context, symbol(name), newCache()), frame, range)
        }
        let slot = scope.function.slot(of: identifier)
        if scope.function === frame.function {
            return node(Node(.local, slot, string(name)), frame, range)
        }
        guard let hops = frame.function.hops(to: scope.function) else {
            return node(Node(.context, symbol(name), newCache()), frame, range)
        }
        return node(Node(.outer, slot, hops, string(name)), frame, range)
    }
}

/// A scope while it is being compiled, with what the statements in it must know.
struct Frame {
    var symbols: Symbols
    var function: FunctionBuilder
    var autoescape: Bool

    /// Whether this is the outermost scope of a template, where variables are
    /// seen by blocks and includes.
    var isTopLevel = false

    /// Whether this is that scope outside of any `if`.
    var isRootLevel = false

    /// Whether printing depends on there being no parent.
    var checksParent = false

    /// Whether an unknown filter is a fault only if it is reached.
    var isSoft = false

    /// The block this is part of.
    var block: String?

    /// A scope inside this one.
    func inner() -> Frame {
        var frame = self
        frame.symbols = Symbols(parent: symbols, function: function)
        frame.isTopLevel = false
        frame.isRootLevel = false
        frame.isSoft = false
        return frame
    }

    /// The same scope inside an `if`.
    func soft() -> Frame {
        var frame = self
        frame.isRootLevel = false
        frame.isSoft = true
        return frame
    }
}
