/// Arguments of a call, evaluated.
struct CallArguments {
    var positional: [Value] = []
    var named: [(String, Value)] = []
}

extension Interpreter {
    /// Evaluates arguments.
    mutating func evaluate(
        _ nodes: ArgumentNodes,
        _ activation: inout Activation
    ) throws(Fault) -> CallArguments {
        var arguments = CallArguments()
        guard !nodes.isEmpty else { return arguments }
        for node in nodes.positional {
            arguments.positional.append(try evaluate(Int(node), &activation))
        }
        if nodes.spread >= 0 {
            let value = try evaluate(Int(nodes.spread), &activation)
            guard let items = try items(of: value, node: Int(nodes.spread)) else {
                throw fault("bad-arguments", "'*' needs a list", node: Int(nodes.spread))
            }
            arguments.positional += items
        }
        for (name, node) in nodes.named {
            arguments.named.append((name, try evaluate(Int(node), &activation)))
        }
        if nodes.spreadNamed >= 0 {
            let value = try evaluate(Int(nodes.spreadNamed), &activation)
            guard let map = mapping(value) else {
                throw fault("bad-arguments", "'**' needs a map", node: Int(nodes.spreadNamed))
            }
            for (key, value) in zip(map.keys, map.values) {
                arguments.named.append((pythonText(key), value))
            }
        }
        return arguments
    }

    /// The result of a call.
    mutating func call(_ number: Int, _ activation: inout Activation) throws(Fault) -> Value {
        let node = unsafe nodes[number]
        let callee = try evaluate(Int(node.a), &activation)
        let arguments = try evaluate(program.parts.arguments[Int(node.b)], &activation)
        return try call(callee, arguments, number)
    }

    /// Prints the result of a call, without making a value of it if it is a macro.
    ///
    /// - Returns: `false` if nothing was done.
    mutating func writeCall(
        _ number: Int,
        _ mode: EscapeMode,
        _ activation: inout Activation
    ) throws(Fault) -> Bool {
        let node = unsafe nodes[number]
        switch node.kind {
        case .parentBlock:
            try renderParentBlock(number, activation)
        case .call:
            let callee = try evaluate(Int(node.a), &activation)
            let isMacro = mode == .none || node.flag == 1
            if isMacro, case .runtime(let handle) = callee, handle.kind == .macro {
                try writeMacro(handle, number, &activation)
                return true
            }
            let arguments = try evaluate(program.parts.arguments[Int(node.b)], &activation)
            let value = try call(callee, arguments, number)
            try write(value, mode, number)
        default: return false
        }
        return true
    }

    /// Calls a value.
    mutating func call(
        _ callee: Value,
        _ arguments: CallArguments,
        _ number: Int
    ) throws(Fault) -> Value {
        switch callee {
        case .runtime(let handle): return try call(handle, arguments, number)
        case .object(let object) where object.isCallable:
            do throws(FilterFailure) {
                return try object.call(arguments.positional, arguments.named)
            } catch {
                throw fault(error, node: number)
            }
        case .undefined(let undefined): throw undefinedFault(undefined, number)
        default: throw notCallable(callee, number)
        }
    }

    private func notCallable(_ callee: Value, _ number: Int) -> Fault {
        fault("not-callable", "\(callee.kindForPeople) cannot be called", node: number)
    }

    private mutating func call(
        _ handle: RuntimeHandle,
        _ arguments: CallArguments,
        _ number: Int
    ) throws(Fault) -> Value {
        let isSafe = unsafe nodes[number].flag == 1
        switch handle.kind {
        case .macro:
            captures.append(output.count)
            try runMacro(handle, arguments, number)
            return endCapture(isSafe: isSafe)
        case .loop:
            let record = loopRecords[Int(handle.index)]
            guard record.function >= 0 else {
                throw fault(
                    "not-callable",
                    "the loop is not recursive",
                    node: number,
                    hint: "end the 'for' tag with 'recursive'"
                )
            }
            guard let items = arguments.positional.first, arguments.positional.count == 1 else {
                throw fault(
                    "bad-arguments",
                    "'loop' is called with the items to go over",
                    node: number
                )
            }
            captures.append(output.count)
            try runLoop(
                Int(record.function),
                items,
                depth: record.depth + 1,
                (record.context, record.chain, record.box),
                at: program.parts.nodePlaces[number]
            )
            return endCapture(isSafe: isSafe)
        case .joiner:
            let joiner = joiners[Int(handle.index)]
            joiners[Int(handle.index)].isUsed = true
            return joiner.isUsed ? joiner.separator : .string("")
        case .function where handle.index < 0:
            return try callGlobal(Int(handle.detail), arguments, number)
        default: throw notCallable(.runtime(handle), number)
        }
    }

    // MARK: Macros

    mutating func makeMacro(_ function: Int, _ activation: Activation) -> Value {
        macros.append(
            MacroRecord(
                function: Int32(function),
                box: activation.box,
                context: activation.context,
                chain: activation.chain,
                blockLink: activation.blockLink
            )
        )
        return .runtime(RuntimeHandle(.macro, macros.count - 1))
    }

    /// Runs a macro; what it prints is printed.
    mutating func runMacro(
        _ handle: RuntimeHandle,
        _ arguments: CallArguments,
        _ number: Int
    ) throws(Fault) {
        let macro = macros[Int(handle.index)]
        let function = program.parts.functions[Int(macro.function)]
        try checkArguments(arguments, function, number)
        try enter(.call, at: program.parts.nodePlaces[number])
        try run(
            Int(macro.function),
            context: macro.context,
            chain: macro.chain,
            blockLink: macro.blockLink,
            outerBox: macro.box
        ) { interpreter, activation throws(Fault) in
            interpreter.bind(arguments, function, &activation)
        }
        trail.removeLast()
    }

    /// Runs the macro a node calls; its arguments go straight into its slots if they
    /// have no names.
    private mutating func writeMacro(
        _ handle: RuntimeHandle,
        _ number: Int,
        _ activation: inout Activation
    ) throws(Fault) {
        let macro = macros[Int(handle.index)]
        let facts = unsafe functions[Int(macro.function)]
        let list = unsafe Int(nodes[number].b)
        let count = program.parts.arguments[list].positional.count
        guard program.parts.arguments[list].isPlain, count <= facts.parameterCount, !facts.needsBox
        else {
            let arguments = try evaluate(program.parts.arguments[list], &activation)
            return try runMacro(handle, arguments, number)
        }
        let memory = unsafe slots.push(facts.slotCount)
        defer { unsafe slots.pop(memory, facts.slotCount) }
        for position in 0..<count {
            let argument = Int(program.parts.arguments[list].positional[position])
            unsafe memory[position] = try evaluate(argument, &activation)
        }
        try enter(.call, at: program.parts.nodePlaces[number])
        var inner = unsafe Activation(
            function: Int(macro.function),
            slots: memory,
            context: macro.context,
            chain: macro.chain
        )
        inner.outerBox = macro.box
        inner.blockLink = macro.blockLink
        try execute(&inner, from: facts.start)
        trail.removeLast()
    }

    private func checkArguments(
        _ arguments: CallArguments,
        _ function: Function,
        _ number: Int
    ) throws(Fault) {
        let what = function.kind == .macro ? "the macro '\(function.name)'" : "'caller'"
        if function.spreadSlot < 0, arguments.positional.count > function.parameters.count {
            throw fault(
                "bad-arguments",
                "\(what) takes \(function.parameters.count) arguments, not "
                    + "\(arguments.positional.count)",
                node: number
            )
        }
        guard function.namedSlot < 0 else { return }
        for (name, _) in arguments.named {
            if name == "caller", function.callerSlot >= 0 { continue }
            let position = function.parameters.firstIndex { $0.name == name }
            if let position, position >= arguments.positional.count { continue }
            if name == "caller" {
                throw fault(
                    "bad-arguments",
                    "\(what) does not ask for 'caller'",
                    node: number,
                    hint: "print {{ caller() }} in it, or call it without 'call'"
                )
            }
            throw fault(
                "bad-arguments",
                position == nil
                    ? "\(what) has no parameter '\(name)'"
                    : "\(what) is given '\(name)' twice",
                node: number,
                hint: didYouMean(name, among: function.parameters.map(\.name))
            )
        }
    }

    private func bind(
        _ arguments: CallArguments,
        _ function: Function,
        _ activation: inout Activation
    ) {
        for (position, parameter) in function.parameters.enumerated() {
            var value: Value? = nil
            if position < arguments.positional.count {
                value = arguments.positional[position]
            } else {
                value = arguments.named.last { $0.0 == parameter.name }?.1
            }
            if let value { unsafe activation.slots[Int(parameter.slot)] = value }
        }
        if function.callerSlot >= 0 {
            let details = Undefined.Details(name: "caller", explanation: "no caller is given")
            let caller = arguments.named.last { $0.0 == "caller" }?.1
            unsafe activation.slots[function.callerSlot] = caller ?? .undefined(Undefined(details))
        }
        if function.namedSlot >= 0 {
            let rest = arguments.named.filter { argument in
                argument.0 != "caller" && !function.parameters.contains { $0.name == argument.0 }
            }
            unsafe activation.slots[function.namedSlot] = .map(ValueMap(rest))
        }
        if function.spreadSlot >= 0 {
            let spread = Array(arguments.positional.dropFirst(function.parameters.count))
            unsafe activation.slots[function.spreadSlot] = .tuple(spread)
        }
    }

    /// Gives the parameters that were not passed their defaults, in order: a
    /// default may use the parameters before it.
    mutating func fillDefaults(_ activation: inout Activation) throws(Fault) {
        let function = activation.function
        for position in program.parts.functions[function].parameters.indices {
            let parameter = program.parts.functions[function].parameters[position]
            let slot = Int(parameter.slot)
            guard unsafe activation.slots[slot].isMissing else { continue }
            if parameter.defaultNode >= 0 {
                let value = try evaluate(Int(parameter.defaultNode), &activation)
                unsafe activation.slots[slot] = value
            } else {
                let details = Undefined.Details(
                    name: parameter.name,
                    explanation: "the parameter '\(parameter.name)' was not given"
                )
                unsafe activation.slots[slot] = .undefined(Undefined(details))
            }
        }
    }
}
