extension Interpreter {
    /// The answer of a test node.
    mutating func test(_ number: Int, _ activation: inout Activation) throws(Fault) -> Bool {
        let node = unsafe nodes[number]
        let call = program.parts.filterCalls[Int(node.b)]
        guard case .test(let test) = call.work else { return false }
        let value = try evaluate(Int(node.a), &activation)
        switch test {
        case .defined where call.arguments.isEmpty: return !value.isUndefined
        case .undefined where call.arguments.isEmpty: return value.isUndefined
        case .none where call.arguments.isEmpty: return value.isNone
        default: break
        }
        let arguments = try evaluate(call.arguments, &activation)
        if policy == .error, case .undefined(let undefined) = value, test.refusesUndefined {
            throw undefinedFault(undefined, Int(node.a))
        }
        do throws(FilterFailure) {
            return try answer(test, call.name, value, arguments)
        } catch {
            throw fault(error.code, error.message, at: call.place, hint: error.hint)
        }
    }

    /// The answer of a test named in a text, as `select` asks.
    func answer(
        named name: String,
        _ value: Value,
        _ arguments: CallArguments
    ) throws(FilterFailure) -> Bool {
        guard let test = BuiltInTest(name: name) else {
            throw FilterFailure(
                "there is no test '\(name)'",
                hint: didYouMean(name, among: BuiltInTest.names),
                code: "unknown-test"
            )
        }
        return try answer(test, name, value, arguments)
    }

    private func answer(
        _ test: BuiltInTest,
        _ name: String,
        _ value: Value,
        _ arguments: CallArguments
    ) throws(FilterFailure) -> Bool {
        let given = arguments.positional + arguments.named.map(\.1)
        guard given.count == test.argumentCount else {
            throw FilterFailure(
                test.argumentCount == 0
                    ? "the test '\(name)' takes no argument"
                    : "the test '\(name)' takes one argument",
                code: "bad-arguments"
            )
        }
        let other = given.first ?? .none
        switch test {
        case .boolean, .true, .false: return isBoolean(value, test)
        case .callable: return isCallable(value)
        case .defined: return !value.isUndefined
        case .undefined: return value.isUndefined
        case .none: return value.isNone
        case .divisibleby: return try remainder(value, other, name) == 0
        case .even: return try remainder(value, .int(2), name) == 0
        case .odd: return try remainder(value, .int(2), name) == 1
        case .eq: return areEqual(value, other)
        case .ne: return !areEqual(value, other)
        case .lt: return try ordered(value, other) < 0
        case .le: return try ordered(value, other) <= 0
        case .gt: return try ordered(value, other) > 0
        case .ge: return try ordered(value, other) >= 0
        case .in: return try isIn(value, other)
        case .filter:
            let name = pythonText(value)
            return program.parts.host.position(of: name) != nil || BuiltInFilter(name: name) != nil
        case .test: return BuiltInTest(name: pythonText(value)) != nil
        case .lower: return cased(value) { $0.lowercased() }
        case .upper: return cased(value) { $0.uppercased() }
        case .sameas: return isSame(value, other)
        default: return isKind(value, test)
        }
    }

    private func isBoolean(_ value: Value, _ test: BuiltInTest) -> Bool {
        guard case .bool(let flag) = value else { return false }
        return test == .boolean || flag == (test == .true)
    }

    private func isKind(_ value: Value, _ test: BuiltInTest) -> Bool {
        switch (test, value) {
        case (.escaped, .safe), (.string, .string), (.string, .safe), (.integer, .int),
            (.float, .double), (.mapping, .map), (.mapping, .record), (.number, .int),
            (.number, .double), (.number, .bool):
            return true
        case (.sequence, .list), (.sequence, .tuple), (.sequence, .string), (.sequence, .safe),
            (.sequence, .map), (.sequence, .record):
            return true
        case (.sequence, .object(let object)): return object.items != nil
        case (.iterable, _): return plainItems(value) != nil
        default: return false
        }
    }

    private func isCallable(_ value: Value) -> Bool {
        switch value {
        case .object(let object): return object.isCallable
        case .runtime(let handle): return [.macro, .function, .joiner, .loop].contains(handle.kind)
        default: return false
        }
    }

    private func remainder(
        _ value: Value,
        _ divisor: Value,
        _ name: String
    ) throws(FilterFailure) -> Double {
        guard let result = try Arithmetic.apply(.modulo, value, divisor)?.number else {
            throw FilterFailure(
                "the test '\(name)' needs a number, not \(value.kindForPeople)",
                code: "bad-filter-input"
            )
        }
        return result
    }

    private func ordered(_ value: Value, _ other: Value) throws(FilterFailure) -> Int {
        guard let order = order(value, other) else {
            throw FilterFailure(
                "\(value.kindForPeople) cannot be compared with \(other.kindForPeople)",
                code: "cannot-compare"
            )
        }
        return order
    }

    private func isIn(_ value: Value, _ container: Value) throws(FilterFailure) -> Bool {
        if let whole = container.text {
            guard let part = value.text else {
                throw FilterFailure("a text contains only texts", code: "cannot-contain")
            }
            return part.isEmpty || whole.contains(part)
        }
        if let map = mapping(container) { return map.value(of: value) != nil }
        guard let items = plainItems(container) else {
            throw FilterFailure(
                "\(container.kindForPeople) cannot be searched",
                code: "cannot-contain"
            )
        }
        return items.contains { areEqual($0, value) }
    }

    /// Whether a text has letters and a change of case would leave it as it is.
    private func cased(_ value: Value, _ change: (String) -> String) -> Bool {
        let text = pythonText(value)
        return text.lowercased() != text.uppercased() && change(text) == text
    }

    private func isSame(_ value: Value, _ other: Value) -> Bool {
        switch (value, other) {
        case (.none, .none): return true
        case (.bool(let one), .bool(let two)): return one == two
        case (.bool, _), (_, .bool), (.none, _), (_, .none): return false
        case (.object(let one), .object(let two)): return one === two
        case (.map(let one), .map(let two)): return one === two
        case (.record(let one), .record(let two)): return one.storage === two.storage
        default: return value.kindName == other.kindName && areEqual(value, other)
        }
    }
}

extension BuiltInTest {
    /// Whether asking it of a value that is not there is a fault.
    fileprivate var refusesUndefined: Bool {
        switch self {
        case .defined, .undefined, .none, .boolean, .true, .false, .sameas, .callable, .mapping,
            .string, .number, .integer, .float, .escaped, .filter, .test:
            false
        default: true
        }
    }
}
