extension Interpreter {
    /// The items to walk through, `nil` if a value has none.
    ///
    /// - Throws: The fault of an undefined value that may not be used.
    func items(of value: Value, node: Int) throws(Fault) -> [Value]? {
        if case .undefined(let undefined) = value, refuses(undefined) {
            throw undefinedFault(undefined, node)
        }
        return plainItems(value)
    }

    func items(of value: Value, step: Int) throws(Fault) -> [Value]? {
        if case .undefined(let undefined) = value, refuses(undefined) {
            throw fault("undefined-variable", undefined.message, step: step)
        }
        return plainItems(value)
    }

    /// The items of a value; an undefined one has none.
    func plainItems(_ value: Value) -> [Value]? {
        switch value {
        case .list(let items), .tuple(let items): items
        case .undefined: []
        case .string(let text): characters(text)
        case .safe(let html): characters(html.text)
        case .map(let map): map.keys
        case .record(let record): record.shape.names.map(Value.string)
        case .object(let object): object.items
        default: nil
        }
    }

    /// Begins a loop.
    ///
    /// - Returns: Whether there is a first item, which is then assigned.
    mutating func beginLoop(
        _ number: Int,
        _ itemsNode: Int,
        _ activation: inout Activation,
        at step: Int
    ) throws(Fault) -> Bool {
        let value = try evaluate(itemsNode, &activation)
        guard var items = try items(of: value, node: itemsNode) else {
            throw fault(
                "not-iterable",
                "\(value.kindForPeople) has no items to walk through",
                node: itemsNode
            )
        }
        let plan = unsafe plans[number]
        if plan.test >= 0 { items = try filtered(items, number, &activation, at: step) }
        guard !items.isEmpty else { return false }
        var record: Int32 = -1
        if plan.loopSlot >= 0 {
            loopRecords.append(
                LoopRecord(
                    items: items,
                    index: -1,
                    depth: plan.function >= 0 ? depth(activation) : 0,
                    function: Int32(plan.function),
                    context: activation.context,
                    chain: activation.chain,
                    box: activation.outerBox
                )
            )
            record = Int32(loopRecords.count - 1)
            let handle = RuntimeHandle(.loop, loopRecords.count - 1)
            unsafe activation.slots[plan.loopSlot] = .runtime(handle)
        }
        loops.append(ActiveLoop(items: items, index: -1, record: record))
        return try nextItem(number, &activation, at: step)
    }

    /// How deep in a recursive loop its function runs: the second of its slots.
    private func depth(_ activation: Activation) -> Int {
        unsafe activation.slots[1].integer ?? 0
    }

    private mutating func filtered(
        _ items: [Value],
        _ number: Int,
        _ activation: inout Activation,
        at step: Int
    ) throws(Fault) -> [Value] {
        let plan = program.parts.loops[number]
        var result: [Value] = []
        try charge(items.count, step: step)
        for item in items {
            try assign(item, to: plan.target, &activation, at: step)
            if try isTrue(plan.test, &activation) { result.append(item) }
        }
        return result
    }

    /// Goes on to the next item of the innermost loop.
    ///
    /// - Returns: Whether there is one, which is then assigned; if not, the loop is
    ///   over.
    mutating func nextItem(
        _ number: Int,
        _ activation: inout Activation,
        at step: Int
    ) throws(Fault) -> Bool {
        let top = loops.count - 1
        let index = loops[top].index + 1
        guard index < loops[top].items.count else {
            let record = Int(loops[top].record)
            loops.removeLast()
            let isLast = record >= 0 && record == loopRecords.count - 1
            if isLast, unsafe !plans[number].keepsRecord { loopRecords.removeLast() }
            return false
        }
        try charge(1, step: step)
        loops[top].index = index
        let record = Int(loops[top].record)
        if record >= 0 { loopRecords[record].index = index }
        let slot = unsafe plans[number].slot
        if slot >= 0 {
            unsafe activation.slots[slot] = loops[top].items[index]
        } else {
            let target = program.parts.loops[number].target
            try assign(loops[top].items[index], to: target, &activation, at: step)
        }
        return true
    }

    /// Runs the function of a recursive loop.
    mutating func runLoop(
        _ function: Int,
        _ items: Value,
        depth: Int,
        _ activation: Activation,
        at step: Int
    ) throws(Fault) {
        let box = activation.box
        try runLoop(
            function,
            items,
            depth: depth,
            (activation.context, activation.chain, box),
            at: program.parts.opPlaces[step]
        )
    }

    mutating func runLoop(
        _ function: Int,
        _ items: Value,
        depth: Int,
        _ scope: (context: Int32, chain: Int32, box: Int32),
        at place: Place
    ) throws(Fault) {
        try enter(.call, at: place)
        try run(
            function,
            context: scope.context,
            chain: scope.chain,
            outerBox: scope.box
        ) { _, activation throws(Fault) in
            unsafe activation.slots[0] = items
            unsafe activation.slots[1] = .int(depth)
        }
        trail.removeLast()
    }

    /// What `loop` answers.
    func attribute(_ field: LoopField, ofLoop number: Int, _ node: Int) -> Value {
        let record = loopRecords[number]
        let count = record.items.count
        func neighbour(_ index: Int, _ which: String) -> Value {
            if record.items.indices.contains(index) { return record.items[index] }
            let details = Undefined.Details(
                name: field.rawValue,
                explanation: "there is no \(which) item",
                place: program.parts.nodePlaces[node]
            )
            return .undefined(Undefined(details))
        }
        switch field {
        case .index: return .int(record.index + 1)
        case .index0: return .int(record.index)
        case .revindex: return .int(count - record.index)
        case .revindex0: return .int(count - record.index - 1)
        case .first: return .bool(record.index == 0)
        case .last: return .bool(record.index == count - 1)
        case .length: return .int(count)
        case .depth: return .int(record.depth + 1)
        case .depth0: return .int(record.depth)
        case .previtem: return neighbour(record.index - 1, "previous")
        case .nextitem: return neighbour(record.index + 1, "next")
        case .cycle, .changed: return .runtime(RuntimeHandle(.function, number))
        }
    }
}
