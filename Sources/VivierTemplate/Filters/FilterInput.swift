/// A built-in filter at work: its name, what it is applied to, its arguments.
struct FilterInput {
    let filter: BuiltInFilter
    let value: Value

    /// By parameter, `nil` for one that was not given.
    var arguments: [Value?] = []

    /// All arguments of a filter that takes any.
    var call = CallArguments()
    let autoescape: Bool

    /// The node of the filter, for faults.
    let node: Int

    init(
        _ filter: BuiltInFilter,
        _ value: Value,
        _ call: CallArguments,
        autoescape: Bool,
        node: Int
    ) throws(FilterFailure) {
        self.filter = filter
        self.value = value
        self.autoescape = autoescape
        self.node = node
        self.call = call
        guard let parameters = filter.parameters else { return }
        let name = filter.rawValue
        guard call.positional.count <= parameters.count else {
            throw FilterFailure(
                parameters.isEmpty
                    ? "the filter '\(name)' takes no argument"
                    : "the filter '\(name)' takes at most \(parameters.count) arguments",
                hint: parameters.isEmpty ? nil : "they are \(parameters.joined(separator: ", "))",
                code: "bad-arguments"
            )
        }
        arguments = call.positional
        while arguments.count < parameters.count { arguments.append(nil) }
        for (argument, value) in call.named {
            guard let position = parameters.firstIndex(of: argument) else {
                throw FilterFailure(
                    "the filter '\(name)' has no argument '\(argument)'",
                    hint: parameters.isEmpty
                        ? nil : "they are \(parameters.joined(separator: ", "))",
                    code: "bad-arguments"
                )
            }
            arguments[position] = value
        }
    }

    /// An argument; `nil` if it is not given or none.
    subscript(position: Int) -> Value? {
        guard arguments.indices.contains(position), let value = arguments[position] else {
            return nil
        }
        return value.isNone ? nil : value
    }

    /// A whole number; a standard one if it is not given.
    func integer(_ position: Int, _ standard: Int) throws(FilterFailure) -> Int {
        guard let value = self[position] else { return standard }
        guard let integer = value.integer else {
            throw wrongKind(position, "a whole number", value)
        }
        return integer
    }

    /// A count that is not negative and fits a page.
    func count(_ position: Int, _ standard: Int) throws(FilterFailure) -> Int {
        let count = try integer(position, standard)
        guard (0...1_000_000).contains(count) else {
            throw FilterFailure(
                "the argument \(count) of '\(filter.rawValue)' is out of bounds",
                code: "bad-arguments"
            )
        }
        return count
    }

    func flag(_ position: Int, _ standard: Bool = false) -> Bool {
        guard let value = self[position] else { return standard }
        return isTruthy(value)
    }

    func text(_ position: Int, _ standard: String) -> String {
        self[position].map(pythonText) ?? standard
    }

    func wrongKind(_ position: Int, _ wanted: String, _ value: Value) -> FilterFailure {
        let name = filter.parameters.map { $0[position] } ?? ""
        return FilterFailure(
            "the argument '\(name)' of '\(filter.rawValue)' is \(wanted), not \(value.kindForPeople)",
            code: "bad-arguments"
        )
    }

    /// A failure because of what the filter was applied to.
    func unfit(_ wanted: String) -> FilterFailure {
        FilterFailure(
            "the filter '\(filter.rawValue)' needs \(wanted), not \(value.kindForPeople)",
            code: "bad-filter-input"
        )
    }

    /// A text made from the one the filter was applied to: safe if that was.
    func retext(_ text: String) -> Value {
        if case .safe = value { return .safe(SafeHTML(text: text)) }
        return .string(text)
    }
}

/// Whether a value counts as true, an undefined one being false.
func isTruthy(_ value: Value) -> Bool {
    switch value {
    case .undefined, .none: false
    case .bool(let flag): flag
    case .int(let number): number != 0
    case .double(let number): number != 0
    case .string(let text): !text.isEmpty
    case .safe(let html): !html.bytes.isEmpty
    case .list(let items), .tuple(let items): !items.isEmpty
    case .record(let record): !record.values.isEmpty
    case .map(let map): map.count > 0
    case .object, .runtime: true
    }
}
