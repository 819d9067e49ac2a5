extension Interpreter {
    /// The value of a node.
    mutating func evaluate(_ number: Int, _ activation: inout Activation) throws(Fault) -> Value {
        let node = unsafe nodes[number]
        switch node.kind {
        case .constant: return unsafe constants[Int(node.a)]
        case .local:
            let value = unsafe activation.slots[Int(node.a)]
            return value.isMissing ? undefinedVariable(number) : value
        case .outer, .context:
            let value = rawValue(number, activation)
            return value.isMissing ? undefinedVariable(number) : value
        case .attribute:
            let base = try evaluate(Int(node.a), &activation)
            if node.flag > 0, case .runtime(let handle) = base, handle.kind == .loop {
                let field = LoopField.allCases[Int(node.flag) - 1]
                return attribute(field, ofLoop: Int(handle.index), number)
            }
            return try attribute(base, number)
        case .item:
            let base = try evaluate(Int(node.a), &activation)
            let key = try evaluate(Int(node.b), &activation)
            return try item(base, key, number)
        case .and:
            let left = try evaluate(Int(node.a), &activation)
            guard try isTrue(left, Int(node.a)) else { return left }
            return try evaluate(Int(node.b), &activation)
        case .or:
            let left = try evaluate(Int(node.a), &activation)
            if try isTrue(left, Int(node.a)) { return left }
            return try evaluate(Int(node.b), &activation)
        case .not, .compare, .compareChain, .test:
            return .bool(try isTrue(number, &activation))
        case .conditional:
            if try isTrue(Int(node.a), &activation) {
                return try evaluate(Int(node.b), &activation)
            }
            return node.c >= 0 ? try evaluate(Int(node.c), &activation) : noElse(number)
        case .filter: return try filter(number, &activation)
        default: return try evaluateRare(number, &activation)
        }
    }

    /// The kinds of node that are seldom met, apart so that the others need little
    /// stack.
    @inline(never)
    private mutating func evaluateRare(
        _ number: Int,
        _ activation: inout Activation
    ) throws(Fault) -> Value {
        let node = unsafe nodes[number]
        switch node.kind {
        case .list: return .list(try values(Int(node.a), Int(node.b), &activation))
        case .tuple: return .tuple(try values(Int(node.a), Int(node.b), &activation))
        case .map:
            let flat = try values(Int(node.a), Int(node.b) * 2, &activation)
            let pairs = stride(from: 0, to: flat.count, by: 2).map { (flat[$0], flat[$0 + 1]) }
            return .map(ValueMap(pairs: pairs))
        case .slice: return try slice(number, &activation)
        case .negative, .positive: return try sign(number, &activation)
        case .arithmetic: return try arithmetic(number, &activation)
        case .concatenation: return try concatenate(number, &activation)
        case .call: return try call(number, &activation)
        case .method: return try callMethod(number, &activation)
        case .parentBlock: return try parentBlock(number, &activation)
        case .unknown:
            let kind = node.flag == 1 ? "test" : "filter"
            let name = program.parts.strings[Int(node.a)]
            throw fault("unknown-\(kind)", "there is no \(kind) '\(name)'", node: number)
        default: return .none
        }
    }

    private mutating func values(
        _ start: Int,
        _ count: Int,
        _ activation: inout Activation
    ) throws(Fault) -> [Value] {
        var result: [Value] = []
        result.reserveCapacity(count)
        for position in start..<start + count {
            result.append(try evaluate(Int(unsafe lists[position]), &activation))
        }
        return result
    }

    /// The value of a variable that has none.
    func undefinedVariable(_ number: Int) -> Value {
        let node = unsafe nodes[number]
        let name =
            switch node.kind {
            case .context: program.parts.symbols[Int(node.a)]
            case .outer: program.parts.strings[Int(node.c)]
            default: program.parts.strings[Int(node.b)]
            }
        let place = program.parts.nodePlaces[number]
        return .undefined(Undefined(Undefined.Details(name: name, place: place)))
    }

    private func noElse(_ number: Int) -> Value {
        .undefined(
            Undefined(
                Undefined.Details(
                    name: "else",
                    explanation: "the inline 'if' is false and has no 'else'",
                    place: program.parts.nodePlaces[number]
                )
            )
        )
    }

    // MARK: Truth

    /// Whether a node counts as true.
    mutating func isTrue(_ number: Int, _ activation: inout Activation) throws(Fault) -> Bool {
        let node = unsafe nodes[number]
        switch node.kind {
        case .not: return try !isTrue(Int(node.a), &activation)
        case .and:
            guard try isTrue(Int(node.a), &activation) else { return false }
            return try isTrue(Int(node.b), &activation)
        case .or:
            if try isTrue(Int(node.a), &activation) { return true }
            return try isTrue(Int(node.b), &activation)
        case .compare:
            let left = try evaluate(Int(node.a), &activation)
            let right = try evaluate(Int(node.b), &activation)
            return try compare(left, Int(node.flag), right, Int(node.a), Int(node.b))
        case .compareChain:
            var left = try evaluate(Int(node.a), &activation)
            var leftNode = Int(node.a)
            for pair in 0..<Int(node.c) {
                let operation = unsafe Int(lists[Int(node.b) + pair * 2])
                let rightNode = unsafe Int(lists[Int(node.b) + pair * 2 + 1])
                let right = try evaluate(rightNode, &activation)
                guard try compare(left, operation, right, leftNode, rightNode) else { return false }
                left = right
                leftNode = rightNode
            }
            return true
        case .test: return try test(number, &activation)
        default:
            // Apart from the next line, where it would cost a copy of the interpreter.
            let value = try evaluate(number, &activation)
            return try isTrue(value, number)
        }
    }

    /// Whether a value counts as true.
    func isTrue(_ value: Value, _ number: Int) throws(Fault) -> Bool {
        switch value {
        case .bool(let flag): return flag
        case .none: return false
        case .undefined(let undefined):
            if policy == .error, !isElse(undefined) { throw undefinedFault(undefined, number) }
            return false
        case .int(let number): return number != 0
        case .double(let number): return number != 0
        case .string(let text): return !text.isEmpty
        case .safe(let html): return !html.bytes.isEmpty
        case .list(let items), .tuple(let items): return !items.isEmpty
        case .record(let record): return !record.values.isEmpty
        case .map(let map): return map.count > 0
        case .object(let object): return object.items.map { !$0.isEmpty } ?? true
        case .runtime(let handle):
            return handle.kind == .loop ? !loopRecords[Int(handle.index)].items.isEmpty : true
        }
    }

    /// Whether an undefined value is that of an inline `if` without an `else`,
    /// which is never refused.
    func isElse(_ undefined: Undefined) -> Bool {
        undefined.details?.explanation != nil && undefined.details?.name == "else"
    }

    private func compare(
        _ left: Value,
        _ operation: Int,
        _ right: Value,
        _ leftNode: Int,
        _ rightNode: Int
    ) throws(Fault) -> Bool {
        if policy == .error {
            if case .undefined(let undefined) = left { throw undefinedFault(undefined, leftNode) }
            if case .undefined(let undefined) = right { throw undefinedFault(undefined, rightNode) }
        }
        switch Comparison.allCases[operation] {
        case .equal: return areEqual(left, right)
        case .notEqual: return !areEqual(left, right)
        case .less: return try ordered(left, right, leftNode, rightNode) < 0
        case .lessOrEqual: return try ordered(left, right, leftNode, rightNode) <= 0
        case .greater: return try ordered(left, right, leftNode, rightNode) > 0
        case .greaterOrEqual: return try ordered(left, right, leftNode, rightNode) >= 0
        case .contained: return try contains(right, left, rightNode)
        case .notContained: return try !contains(right, left, rightNode)
        }
    }

    private func ordered(
        _ left: Value,
        _ right: Value,
        _ leftNode: Int,
        _ rightNode: Int
    ) throws(Fault) -> Int {
        if let order = order(left, right) { return order }
        if case .undefined(let undefined) = left { throw undefinedFault(undefined, leftNode) }
        if case .undefined(let undefined) = right { throw undefinedFault(undefined, rightNode) }
        throw fault(
            "cannot-compare",
            "\(left.kindForPeople) cannot be compared with \(right.kindForPeople)",
            node: rightNode
        )
    }

    /// Whether a text, list or map contains a value.
    func contains(_ container: Value, _ value: Value, _ number: Int) throws(Fault) -> Bool {
        switch container {
        case .list(let items), .tuple(let items): return items.contains { areEqual($0, value) }
        case .map(let map): return map.value(of: value) != nil
        case .record(let record):
            return value.text.map { record.shape.slot(of: $0) != nil } ?? false
        case .object(let object):
            if let items = object.items { return items.contains { areEqual($0, value) } }
        case .undefined: return false
        case .string, .safe:
            if let whole = container.text, let part = value.text {
                return part.isEmpty || whole.contains(part)
            }
        default: break
        }
        throw fault(
            "cannot-contain",
            "\(container.kindForPeople) cannot be searched for \(value.kindForPeople)",
            node: number
        )
    }
}
