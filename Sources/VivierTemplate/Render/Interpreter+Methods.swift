extension Interpreter {
    /// The result of `base.name(…)`.
    mutating func callMethod(_ number: Int, _ activation: inout Activation) throws(Fault) -> Value {
        let node = unsafe nodes[number]
        let base = try evaluate(Int(node.a), &activation)
        let arguments = try evaluate(program.parts.arguments[Int(node.c)], &activation)
        let name = program.parts.strings[Int(node.b)]
        switch base {
        case .runtime(let handle):
            return try callMethod(name, of: handle, arguments, number)
        case .map, .record:
            if let result = mapMethod(name, base, arguments) { return result }
            let member = base.member(name)
            return try call(member ?? absent(name, in: base, number), arguments, number)
        case .object(let object):
            let member = object.attribute(name)
            return try call(member ?? absent(name, in: base, number), arguments, number)
        case .undefined(let undefined):
            return try call(chained(undefined, name, Int(node.a)), arguments, number)
        case .string, .safe:
            do throws(FilterFailure) {
                if let result = try textMethod(name, base, arguments.positional) { return result }
            } catch {
                throw fault(error, node: number)
            }
        default: break
        }
        return try call(absent(name, in: base, number), arguments, number)
    }

    private func mapMethod(_ name: String, _ base: Value, _ arguments: CallArguments) -> Value? {
        guard let map = mapping(base) else { return nil }
        switch name {
        case "items": return .list(zip(map.keys, map.values).map { .tuple([$0, $1]) })
        case "keys": return .list(map.keys)
        case "values": return .list(map.values)
        case "get":
            guard let key = arguments.positional.first else { return nil }
            return map.value(of: key) ?? arguments.positional.dropFirst().first ?? Value.none
        default: return nil
        }
    }

    private mutating func callMethod(
        _ name: String,
        of handle: RuntimeHandle,
        _ arguments: CallArguments,
        _ number: Int
    ) throws(Fault) -> Value {
        switch (handle.kind, name) {
        case (.loop, "cycle"):
            guard !arguments.positional.isEmpty else {
                throw fault("bad-arguments", "'cycle' needs items to go through", node: number)
            }
            let index = loopRecords[Int(handle.index)].index
            return arguments.positional[index % arguments.positional.count]
        case (.loop, "changed"):
            let last = loopRecords[Int(handle.index)].lastChanged
            loopRecords[Int(handle.index)].lastChanged = arguments.positional
            guard let last else { return .bool(true) }
            return .bool(!areEqual(.list(last), .list(arguments.positional)))
        case (.cycler, "next"):
            let cycler = cyclers[Int(handle.index)]
            cyclers[Int(handle.index)].position = (cycler.position + 1) % cycler.items.count
            return cycler.items[cycler.position]
        case (.cycler, "reset"):
            cyclers[Int(handle.index)].position = 0
            return .none
        case (.blocks, _):
            if let text = try selfBlock(name, handle, number) { return text }
            throw fault("unknown-block", "there is no block '\(name)'", node: number)
        default:
            let base = Value.runtime(handle)
            let member = try attribute(name, of: handle, number)
            return try call(member ?? absent(name, in: base, number), arguments, number)
        }
    }

    /// An attribute of something that lives as long as the page.
    func attribute(
        _ name: String,
        of handle: RuntimeHandle,
        _ number: Int
    ) throws(Fault) -> Value? {
        switch handle.kind {
        case .namespace:
            return namespaces[Int(handle.index)].first { $0.name == name }?.value
        case .module:
            return modules[Int(handle.index)].first { $0.name == name }?.value
        case .loop:
            return LoopField(rawValue: name).map {
                attribute($0, ofLoop: Int(handle.index), number)
            }
        case .cycler where name == "current":
            let cycler = cyclers[Int(handle.index)]
            return cycler.items[cycler.position]
        case .macro:
            let function = program.parts.functions[Int(macros[Int(handle.index)].function)]
            switch name {
            case "name": return .string(function.name)
            case "arguments": return .tuple(function.parameters.map { .string($0.name) })
            case "caller": return .bool(function.callerSlot >= 0)
            case "catch_kwargs": return .bool(function.namedSlot >= 0)
            case "catch_varargs": return .bool(function.spreadSlot >= 0)
            default: return nil
            }
        default: return nil
        }
    }

    // MARK: Functions every template has

    mutating func callGlobal(
        _ number: Int,
        _ arguments: CallArguments,
        _ node: Int
    ) throws(Fault) -> Value {
        let positional = arguments.positional
        switch GlobalFunction.allCases[number] {
        case .range: return try range(arguments, node)
        case .dict: return try .map(map(arguments, node))
        case .namespace:
            let map = try map(arguments, node)
            var members: [(name: String, value: Value)] = []
            for (key, value) in zip(map.keys, map.values) {
                members.append((pythonText(key), value))
            }
            namespaces.append(members)
            return .runtime(RuntimeHandle(.namespace, namespaces.count - 1))
        case .cycler:
            guard !positional.isEmpty else {
                throw fault("bad-arguments", "'cycler' needs items to go through", node: node)
            }
            cyclers.append((positional, 0))
            return .runtime(RuntimeHandle(.cycler, cyclers.count - 1))
        case .joiner:
            let named = arguments.named.first { $0.0 == "sep" }?.1
            joiners.append((positional.first ?? named ?? .string(", "), false))
            return .runtime(RuntimeHandle(.joiner, joiners.count - 1))
        }
    }

    private func map(_ arguments: CallArguments, _ node: Int) throws(Fault) -> ValueMap {
        var pairs: [(Value, Value)] = []
        if let first = arguments.positional.first {
            if let map = mapping(first) {
                pairs = Array(zip(map.keys, map.values))
            } else {
                for item in try items(of: first, node: node) ?? [.none] {
                    guard let pair = plainItems(item), pair.count == 2 else {
                        throw fault(
                            "bad-arguments",
                            "\(first.kindForPeople) cannot be made into a map",
                            node: node
                        )
                    }
                    pairs.append((pair[0], pair[1]))
                }
            }
        }
        return ValueMap(pairs: pairs + arguments.named.map { (.string($0.0), $0.1) })
    }

    private mutating func range(_ arguments: CallArguments, _ node: Int) throws(Fault) -> Value {
        let numbers = arguments.positional.compactMap(\.integer)
        guard (1...3).contains(numbers.count), numbers.count == arguments.positional.count,
            arguments.named.isEmpty
        else {
            throw fault("bad-arguments", "'range' takes one to three whole numbers", node: node)
        }
        let start = numbers.count > 1 ? numbers[0] : 0
        let stop = numbers.count > 1 ? numbers[1] : numbers[0]
        let step = numbers.count > 2 ? numbers[2] : 1
        guard step != 0 else { throw fault("bad-arguments", "a step is not zero", node: node) }
        let limit = program.options.limits.rangeItems
        let (distance, overflow) = stop.subtractingReportingOverflow(start)
        guard !overflow, distance.magnitude / step.magnitude <= UInt(limit) else {
            throw fault(
                "range-too-long",
                "a 'range' has at most \(limit) numbers",
                node: node
            )
        }
        let items = Swift.stride(from: start, to: stop, by: step).map { Value.int($0) }
        try charge(items.count, node: node)
        return .list(items)
    }
}

extension Value {
    /// A field of a record or the value of a text key.
    func member(_ name: String) -> Value? {
        switch self {
        case .record(let record): record[name]
        case .map(let map): map[name]
        default: nil
        }
    }
}
