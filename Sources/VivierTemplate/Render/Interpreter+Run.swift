extension Interpreter {
    /// Runs a function in a context, once `prepare` has filled the slots of its
    /// parameters.
    mutating func run(
        _ number: Int,
        context: Int32,
        chain: Int32,
        blockLink: Int32 = -1,
        outerBox: Int32 = -1,
        prepare: (inout Interpreter, inout Activation) throws(Fault) -> Void = { _, _ in }
    ) throws(Fault) {
        let function = unsafe functions[number]
        guard function.needsBox else {
            let memory = unsafe slots.push(function.slotCount)
            defer { unsafe slots.pop(memory, function.slotCount) }
            var activation = unsafe Activation(
                function: number,
                slots: memory,
                context: context,
                chain: chain
            )
            activation.outerBox = outerBox
            activation.blockLink = blockLink
            try prepare(&self, &activation)
            return try execute(&activation, from: function.start)
        }
        let memory = UnsafeMutablePointer<Value>.allocate(capacity: function.slotCount)
        unsafe memory.initialize(repeating: .missing, count: function.slotCount)
        unsafe boxes.append(Box(slots: memory, count: function.slotCount, parent: outerBox))
        var activation = unsafe Activation(
            function: number,
            slots: memory,
            context: context,
            chain: chain
        )
        activation.box = Int32(boxes.count - 1)
        activation.outerBox = outerBox
        activation.blockLink = blockLink
        try prepare(&self, &activation)
        try execute(&activation, from: function.start)
    }

    /// Runs some steps of a function outside of any page.
    ///
    /// - Returns: What they print.
    mutating func runAlone(_ range: Range<Int>, _ function: Int) throws(Fault) -> [UInt8] {
        output.count = 0
        _ = contexts.add(parent: -1, isIsolated: true)
        chains.append((-1, -1))
        let count = unsafe functions[function].slotCount
        let memory = unsafe slots.push(count)
        defer { unsafe slots.pop(memory, count) }
        var activation = unsafe Activation(function: function, slots: memory, context: 0, chain: 0)
        // The step after the last is made the end while they run.
        let mutable = unsafe UnsafeMutablePointer(mutating: ops)
        let after = unsafe mutable[range.upperBound]
        unsafe mutable[range.upperBound] = Op(.end)
        defer { unsafe mutable[range.upperBound] = after }
        let start = unsafe functions[function].start
        try execute(&activation, from: start, at: range.lowerBound)
        return output.bytes(from: 0)
    }

    /// Runs the steps of a function from `first` on.
    mutating func execute(
        _ activation: inout Activation,
        from start: Int,
        at first: Int? = nil
    ) throws(Fault) {
        let selfSlot = unsafe functions[activation.function].selfSlot
        if selfSlot >= 0 {
            let handle = RuntimeHandle(.blocks, Int(activation.chain), Int(activation.context))
            unsafe activation.slots[selfSlot] = .runtime(handle)
        }
        var step = first ?? start
        while true {
            let op = unsafe ops[step]
            step &+= 1
            switch op.code {
            case .text:
                guard output.reserve(Int(op.b)) else { throw tooLong(step &- 1) }
                unsafe output.append(padded: blob + Int(op.a), Int(op.b))
            case .defaults:
                try fillDefaults(&activation)
            case .print:
                try write(Int(op.a), op.mode, &activation)
            case .printJSON:
                try writeJSON(Int(op.a), &activation)
            case .store:
                let value = try evaluate(Int(op.a), &activation)
                unsafe activation.slots[Int(op.b)] = value
            case .resolve:
                let value = lookUp(Int(op.a), cache: Int(op.c), activation.context)
                unsafe activation.slots[Int(op.b)] = value ?? .missing
            case .copy:
                unsafe activation.slots[Int(op.b)] = rawValue(Int(op.a), activation)
            case .clear:
                unsafe activation.slots[Int(op.b)] = .missing
            case .assign:
                let value = unsafe activation.slots[Int(op.b)]
                let target = program.parts.targets[Int(op.a)]
                try assign(value, to: target, &activation, at: step &- 1)
            case .export:
                export(Int(op.a), unsafe activation.slots[Int(op.b)], activation.context)
            case .jump:
                step = start &+ Int(op.a)
            case .jumpUnless:
                if try !isTrue(Int(op.a), &activation) { step = start &+ Int(op.b) }
            case .jumpIfParent:
                if activation.parent >= 0 { step = start &+ Int(op.a) }
            case .loopBegin:
                let hasItems = try beginLoop(Int(op.a), Int(op.b), &activation, at: step &- 1)
                if !hasItems { step = start &+ Int(op.c) }
            case .loopNext:
                if try nextItem(Int(op.a), &activation, at: step &- 1) {
                    step = start &+ Int(op.b)
                }
            case .macro:
                let macro = makeMacro(Int(op.a), activation)
                unsafe activation.slots[Int(op.b)] = macro
            case .captureBegin:
                captures.append(output.count)
            case .captureEnd:
                let text = endCapture(isSafe: op.a == 1)
                unsafe activation.slots[Int(op.b)] = text
            case .block:
                try renderBlock(op, &activation, at: step &- 1)
            case .extends:
                try extend(Int(op.a), &activation, at: step &- 1)
            case .include:
                try include(Int(op.a), &activation, at: step &- 1)
            case .module:
                let module = try importModule(Int(op.a), &activation, at: step &- 1)
                unsafe activation.slots[Int(op.b)] = module
            case .member:
                let module = unsafe activation.slots[Int(op.a)]
                let name = program.parts.strings[Int(op.c)]
                unsafe activation.slots[Int(op.b)] = try member(name, of: module, at: step &- 1)
            case .loopCall:
                let items = try evaluate(Int(op.b), &activation)
                try runLoop(Int(op.a), items, depth: 0, activation, at: step &- 1)
            case .run:
                try run(Int(op.a), context: activation.context, chain: activation.chain)
            case .end:
                guard activation.parent >= 0 else { return }
                return try renderParent(activation)
            }
        }
    }

    /// What was printed since the capture began, as a value.
    mutating func endCapture(isSafe: Bool) -> Value {
        let start = captures.popLast() ?? output.count
        let value: Value =
            isSafe ? .safe(SafeHTML(output.bytes(from: start))) : .string(output.text(from: start))
        output.count = start
        return value
    }

    /// Puts a value into a target.
    mutating func assign(
        _ value: Value,
        to target: TargetSlots,
        _ activation: inout Activation,
        at step: Int
    ) throws(Fault) {
        switch target {
        case .slot(let slot): unsafe activation.slots[slot] = value
        case .attribute(let node, let name):
            let owner = try evaluate(node, &activation)
            guard case .runtime(let handle) = owner, handle.kind == .namespace else {
                throw fault(
                    "not-a-namespace",
                    "'\(name)' can only be assigned to in a namespace",
                    step: step,
                    hint: "begin with {% set x = namespace() %}"
                )
            }
            setAttribute(name, value, ofNamespace: Int(handle.index))
        case .tuple(let targets):
            guard let items = try items(of: value, step: step) else {
                throw fault(
                    "cannot-unpack",
                    "\(value.kindForPeople) cannot be spread over \(targets.count) variables",
                    step: step
                )
            }
            guard items.count == targets.count else {
                throw fault(
                    "cannot-unpack",
                    "\(items.count) values cannot be spread over \(targets.count) variables",
                    step: step
                )
            }
            for (target, item) in zip(targets, items) {
                try assign(item, to: target, &activation, at: step)
            }
        }
    }

    mutating func setAttribute(_ name: String, _ value: Value, ofNamespace number: Int) {
        if let known = namespaces[number].firstIndex(where: { $0.name == name }) {
            namespaces[number][known].value = value
        } else {
            namespaces[number].append((name, value))
        }
    }
}
