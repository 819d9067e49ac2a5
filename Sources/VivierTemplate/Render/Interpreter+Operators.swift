extension Interpreter {
    mutating func arithmetic(_ number: Int, _ activation: inout Activation) throws(Fault) -> Value {
        let node = unsafe nodes[number]
        let left = try evaluate(Int(node.a), &activation)
        let right = try evaluate(Int(node.b), &activation)
        guard let operation = Arithmetic.Operator(rawValue: node.flag) else { return .none }
        if case .undefined(let undefined) = left { throw undefinedFault(undefined, Int(node.a)) }
        if case .undefined(let undefined) = right { throw undefinedFault(undefined, Int(node.b)) }
        do throws(FilterFailure) {
            if let result = try Arithmetic.apply(operation, left, right) { return result }
            if let result = try sequences(operation, left, right) { return result }
        } catch {
            throw fault(error, node: number)
        }
        throw fault(
            "bad-operands",
            "'\(operation.symbol)' does not work on \(left.kindForPeople) and \(right.kindForPeople)",
            node: number,
            hint: left.text != nil || right.text != nil ? "'~' joins texts" : nil
        )
    }

    /// `+`, `*` and `%` on texts and lists.
    private func sequences(
        _ operation: Arithmetic.Operator,
        _ left: Value,
        _ right: Value
    ) throws(FilterFailure) -> Value? {
        switch (operation, left, right) {
        case (.add, .list(let one), .list(let two)):
            return try .list(limited(one.count + two.count) { one + two })
        case (.add, .tuple(let one), .tuple(let two)):
            return try .tuple(limited(one.count + two.count) { one + two })
        case (.add, .string(let one), .string(let two)):
            return try .string(limited(one.utf8.count + two.utf8.count) { one + two })
        case (.add, .safe, .string), (.add, .string, .safe), (.add, .safe, .safe):
            let bytes = escapedBytes(left) + escapedBytes(right)
            return try .safe(SafeHTML(limited(bytes.count) { bytes }))
        case (.multiply, _, _):
            if let count = right.integer { return try repeated(left, count) }
            if let count = left.integer { return try repeated(right, count) }
            return nil
        case (.modulo, .string, _), (.modulo, .safe, _):
            var arguments = [right]
            if case .tuple(let items) = right { arguments = items }
            return try formatted(left, arguments, [])
        default: return nil
        }
    }

    private func repeated(_ value: Value, _ count: Int) throws(FilterFailure) -> Value? {
        let times = max(0, count)
        switch value {
        case .string(let text):
            return try .string(
                limited(text.utf8.count, times) { String(repeating: text, count: times) }
            )
        case .safe(let html):
            let text = html.text
            return try .safe(
                SafeHTML(
                    text: limited(html.bytes.count, times) { String(repeating: text, count: times) }
                )
            )
        case .list(let items):
            return try .list(limited(items.count, times) { repeatedItems(items, times) })
        case .tuple(let items):
            return try .tuple(limited(items.count, times) { repeatedItems(items, times) })
        default: return nil
        }
    }

    private func repeatedItems(_ items: [Value], _ times: Int) -> [Value] {
        Array(repeatElement(items, count: times).joined())
    }

    /// The result of `make`, unless it would be larger than a page may be.
    func limited<Result>(
        _ size: Int,
        _ times: Int = 1,
        _ make: () -> Result
    ) throws(FilterFailure) -> Result {
        let (total, overflow) = size.multipliedReportingOverflow(by: times)
        guard !overflow, total <= program.options.limits.outputBytes, times <= 1 << 24 else {
            throw FilterFailure("the result is too large", code: "value-too-large")
        }
        return make()
    }

    mutating func sign(_ number: Int, _ activation: inout Activation) throws(Fault) -> Value {
        let node = unsafe nodes[number]
        let operand = try evaluate(Int(node.a), &activation)
        let isNegative = node.kind == .negative
        switch operand {
        case .int, .bool:
            let integer = operand.integer ?? 0
            guard isNegative else { return .int(integer) }
            guard integer != .min else { throw fault(Arithmetic.tooLarge, node: number) }
            return .int(-integer)
        case .double(let number): return .double(isNegative ? -number : number)
        case .undefined(let undefined): throw undefinedFault(undefined, Int(node.a))
        default:
            throw fault(
                "bad-operands",
                "\(operand.kindForPeople) has no sign",
                node: number
            )
        }
    }

    mutating func concatenate(_ number: Int, _ activation: inout Activation) throws(Fault) -> Value
    {
        let node = unsafe nodes[number]
        var values: [Value] = []
        for position in Int(node.a)..<Int(node.a) + Int(node.b) {
            let part = unsafe Int(lists[position])
            let value = try evaluate(part, &activation)
            if case .undefined(let undefined) = value, refuses(undefined) {
                throw undefinedFault(undefined, part)
            }
            values.append(value)
        }
        let hasSafe = values.contains { value in
            if case .safe = value { return true }
            return false
        }
        let isSafe = node.flag == 1 && hasSafe
        var bytes: [UInt8] = []
        for value in values {
            bytes += isSafe ? escapedBytes(value) : Array(printedText(value).utf8)
            guard bytes.count <= program.options.limits.outputBytes else {
                throw fault("value-too-large", "the text is too large", node: number)
            }
        }
        return isSafe ? .safe(SafeHTML(bytes)) : .string(String(decoding: bytes, as: UTF8.self))
    }

    /// Whether using an undefined value as a text or a list is a fault.
    func refuses(_ undefined: Undefined) -> Bool { policy == .error && !isElse(undefined) }

    /// A value as it prints before escaping.
    func printedText(_ value: Value) -> String {
        if case .undefined(let undefined) = value, policy == .debug, !isElse(undefined) {
            return undefined.debugText
        }
        return pythonText(value)
    }

    /// A value as it prints between tags.
    func escapedBytes(_ value: Value) -> [UInt8] {
        if case .safe(let html) = value { return html.bytes }
        return escapedHTML(printedText(value))
    }

    /// A text with `& < > " '` escaped.
    func escapedHTML(_ text: String) -> [UInt8] {
        var text = text
        return text.withUTF8 { source in
            guard let base = source.baseAddress else { return [] }
            let room = source.count * Escaper.growth + OutputBuffer.slack
            return unsafe Array(unsafeUninitializedCapacity: room) { target, count in
                guard let start = target.baseAddress else { return }
                count = unsafe escaper.html(base, source.count, start)
            }
        }
    }

    mutating func slice(_ number: Int, _ activation: inout Activation) throws(Fault) -> Value {
        let node = unsafe nodes[number]
        let base = try evaluate(Int(node.a), &activation)
        var bounds: [Int?] = []
        for offset in 0..<3 {
            let bound = unsafe Int(lists[Int(node.b) + offset])
            guard bound >= 0 else {
                bounds.append(nil)
                continue
            }
            let value = try evaluate(bound, &activation)
            guard value.isNone || value.integer != nil else {
                throw fault("bad-slice", "a slice goes from number to number", node: bound)
            }
            bounds.append(value.integer)
        }
        switch base {
        case .list(let items): return .list(try sliced(items, bounds, number))
        case .tuple(let items): return .tuple(try sliced(items, bounds, number))
        case .string(let text):
            let scalars = try sliced(Array(text.unicodeScalars), bounds, number)
            return .string(String(String.UnicodeScalarView(scalars)))
        case .safe(let html):
            let scalars = try sliced(Array(html.text.unicodeScalars), bounds, number)
            return .safe(SafeHTML(text: String(String.UnicodeScalarView(scalars))))
        case .undefined(let undefined):
            return try chained(undefined, "slice", Int(node.a))
        default:
            throw fault("bad-slice", "\(base.kindForPeople) has no parts to cut out", node: number)
        }
    }

    private func sliced<Element>(
        _ items: [Element],
        _ bounds: [Int?],
        _ number: Int
    ) throws(Fault) -> [Element] {
        let step = bounds[2] ?? 1
        guard step != 0 else {
            throw fault("bad-slice", "the step of a slice is not zero", node: number)
        }
        let count = items.count
        func position(_ bound: Int?, _ standard: Int) -> Int {
            guard let bound else { return standard }
            let fromStart = bound < 0 ? max(bound, -count) + count : min(bound, count)
            if step > 0 { return fromStart }
            return bound < -count ? -1 : min(fromStart, count - 1)
        }
        let start = position(bounds[0], step > 0 ? 0 : count - 1)
        let stop = position(bounds[1], step > 0 ? count : -1)
        // A step beyond the ends would overflow the stride.
        let stride = max(-count - 1, min(count + 1, step))
        return Swift.stride(from: start, to: stop, by: stride).map { items[$0] }
    }
}
