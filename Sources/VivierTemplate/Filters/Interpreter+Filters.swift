extension Interpreter {
    /// The value of a filter node.
    mutating func filter(_ number: Int, _ activation: inout Activation) throws(Fault) -> Value {
        let node = unsafe nodes[number]
        let call = program.parts.filterCalls[Int(node.b)]
        if case .builtIn(.default) = call.work, policy != .chainable {
            // The only filter for which looking for something in vain is no fault.
            let value = try evaluate(Int(node.a), &activation)
            return try applyDefault(value, call, number, &activation)
        }
        let value = try evaluate(Int(node.a), &activation)
        let arguments = try evaluate(call.arguments, &activation)
        if policy == .error {
            for (position, argument) in arguments.positional.enumerated() {
                guard case .undefined(let undefined) = argument,
                    position < call.arguments.positional.count
                else { continue }
                throw undefinedFault(undefined, Int(call.arguments.positional[position]))
            }
        }
        return try apply(call, value, arguments, number, inputNode: Int(node.a))
    }

    private mutating func applyDefault(
        _ value: Value,
        _ call: FilterCall,
        _ number: Int,
        _ activation: inout Activation
    ) throws(Fault) -> Value {
        let arguments = try evaluate(call.arguments, &activation)
        return try apply(call, value, arguments, number, inputNode: number)
    }

    /// Applies a filter to a value.
    private mutating func apply(
        _ call: FilterCall,
        _ value: Value,
        _ arguments: CallArguments,
        _ number: Int,
        inputNode: Int
    ) throws(Fault) -> Value {
        do throws(FilterFailure) {
            switch call.work {
            case .host(let filter):
                if case .undefined(let undefined) = value, refuses(undefined) {
                    throw FilterFailure.undefined(undefined)
                }
                return try filter.apply(value, arguments.positional, arguments.named)
            case .builtIn(let filter):
                if case .undefined(let undefined) = value, refuses(undefined),
                    !filter.takesUndefined
                {
                    throw FilterFailure.undefined(undefined)
                }
                let input = try FilterInput(
                    filter,
                    value,
                    arguments,
                    autoescape: call.autoescape,
                    node: number
                )
                return try apply(input)
            case .test: return .none
            }
        } catch {
            if case .undefined(let undefined) = value, error.code == FilterFailure.undefinedCode {
                throw undefinedFault(undefined, inputNode)
            }
            throw fault(error.code, error.message, at: call.place, hint: error.hint)
        }
    }

    /// Applies a filter named in a text, as `map` does.
    mutating func apply(
        named name: String,
        _ value: Value,
        _ arguments: CallArguments,
        _ input: FilterInput
    ) throws(FilterFailure) -> Value {
        if let position = program.parts.host.position(of: name) {
            return try program.parts.host.all[position].apply(
                value,
                arguments.positional,
                arguments.named
            )
        }
        guard let filter = BuiltInFilter(name: name),
            filter != .safe || program.options.allowSafeFilter
        else {
            let known = BuiltInFilter.names + program.parts.host.all.map(\.name)
            throw FilterFailure(
                "there is no filter '\(name)'",
                hint: didYouMean(name, among: known),
                code: "unknown-filter"
            )
        }
        let inner = try FilterInput(
            filter,
            value,
            arguments,
            autoescape: input.autoescape,
            node: input.node
        )
        return try apply(inner)
    }

    /// The value of a filter.
    private mutating func apply(_ input: FilterInput) throws(FilterFailure) -> Value {
        switch input.filter {
        case .abs, .filesizeformat, .float, .int, .round: return try numberFilter(input)
        case .batch, .dictsort, .first, .groupby, .items, .join, .last, .length, .list, .max, .min,
            .reverse, .slice, .sort, .sum, .unique:
            return try listFilter(input)
        case .map, .reject, .rejectattr, .select, .selectattr: return try choiceFilter(input)
        case .escape, .forceescape, .safe, .striptags, .tojson, .urlencode, .urlize, .xmlattr:
            return try markupFilter(input)
        case .attr: return try attributeFilter(input)
        case .default:
            let isAbsent = input.value.isUndefined || (input.flag(1) && !isTruthy(input.value))
            return isAbsent ? input.arguments.first.flatMap(\.self) ?? .string("") : input.value
        default: return try textFilter(input)
        }
    }

    private func attributeFilter(_ input: FilterInput) throws(FilterFailure) -> Value {
        let name = input.text(0, "")
        if case .object(let object) = input.value, let value = object.attribute(name) {
            return value
        }
        if let value = input.value.member(name) { return value }
        return absent(name, in: input.value, input.node)
    }

    /// Takes some of the steps a page may take, on behalf of a filter.
    mutating func charge(_ steps: Int) throws(FilterFailure) {
        stepsLeft &-= steps
        guard stepsLeft >= 0 else {
            throw FilterFailure(
                "the page takes more than \(program.options.limits.steps) steps",
                hint: "a loop or a filter goes over far too many items",
                code: "too-many-steps"
            )
        }
    }

    /// The items a filter goes over.
    mutating func filterItems(_ input: FilterInput) throws(FilterFailure) -> [Value] {
        guard let items = plainItems(input.value) else { throw input.unfit("a list") }
        try charge(items.count)
        return items
    }
}

extension FilterFailure {
    static let undefinedCode = "undefined-variable"

    static func undefined(_ undefined: Undefined) -> FilterFailure {
        FilterFailure(undefined.message, code: undefinedCode)
    }
}
