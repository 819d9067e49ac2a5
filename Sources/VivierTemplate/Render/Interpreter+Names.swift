extension Interpreter {
    /// The value of a variable the page was given or a template exported; `nil` if
    /// there is none.
    mutating func lookUp(_ symbol: Int, cache: Int, _ context: Int32) -> Value? {
        if unsafe context != 0 || symbols[symbol].isDynamic {
            switch contexts.search(Int32(symbol), from: context) {
            case .found(let variable): return contexts.value(variable)
            case .hidden: return global(symbol)
            case .none: break
            }
        }
        let slot = slot(of: symbol, in: record.storage.shape, cache: cache)
        return slot >= 0 ? record.storage.values[slot] : global(symbol)
    }

    private func global(_ symbol: Int) -> Value? {
        let number = unsafe Int(symbols[symbol].global)
        return number >= 0 ? unsafe constants[Int(number)] : nil
    }

    private func globalPlace(_ symbol: Int) -> UnsafePointer<Value>? {
        let number = unsafe Int(symbols[symbol].global)
        return number >= 0 ? unsafe constants + number : nil
    }

    @inline(__always)
    private mutating func slot(of symbol: Int, in shape: Shape, cache: Int) -> Int {
        let identity = ObjectIdentifier(shape)
        if unsafe caches[cache].shape == identity { return unsafe caches[cache].slot }
        return remember(shape, program.parts.symbols[symbol], cache)
    }

    @inline(__always)
    mutating func slot(named name: Int, in shape: Shape, cache: Int) -> Int {
        let identity = ObjectIdentifier(shape)
        if unsafe caches[cache].shape == identity { return unsafe caches[cache].slot }
        return remember(shape, program.parts.strings[name], cache)
    }

    /// Looks a name up in a shape and notes the answer.
    @inline(never)
    private mutating func remember(_ shape: Shape, _ name: String, _ cache: Int) -> Int {
        let identity = ObjectIdentifier(shape)
        if knownShapes[identity] == nil {
            if knownShapes.count >= 1024 {
                // Shapes made for one page each: forget them all.
                for number in 0...program.parts.cacheCount {
                    unsafe caches[number] = InlineCache()
                }
                knownShapes.removeAll()
            }
            knownShapes[identity] = shape
        }
        let slot = shape.slot(of: name) ?? -1
        unsafe caches[cache] = InlineCache(shape: identity, slot: slot)
        return slot
    }

    /// Where the value of a node stands, if it is a variable, a constant or a field
    /// of a record: it can then be printed without being copied.
    ///
    /// The place is good until the next assignment: constants live as long as the
    /// interpreter, variables as long as their function, and the values of a record
    /// are never changed and belong to one of these.
    mutating func locate(_ number: Int, _ activation: inout Activation) -> UnsafePointer<Value>? {
        let node = unsafe nodes[number]
        guard node.kind == .attribute else { return unsafe locateVariable(node, &activation) }
        let inner = unsafe nodes[Int(node.a)]
        let base =
            inner.kind == .attribute
            ? unsafe locate(Int(node.a), &activation) : unsafe locateVariable(inner, &activation)
        guard let base = unsafe base, let storage = unsafe Value.record(at: base) else {
            return nil
        }
        let shape = unsafe storage._withUnsafeGuaranteedRef { ObjectIdentifier($0.shape) }
        let cache = Int(node.c)
        let slot =
            unsafe caches[cache].shape == shape
            ? unsafe caches[cache].slot : unsafe find(Int(node.b), in: storage, cache)
        return slot >= 0
            ? unsafe storage._withUnsafeGuaranteedRef { unsafe $0.place(of: slot) } : nil
    }

    @inline(never)
    private mutating func find(
        _ name: Int,
        in storage: Unmanaged<Record.Storage>,
        _ cache: Int
    )
        -> Int
    {
        let shape = unsafe storage._withUnsafeGuaranteedRef { $0.shape }
        return remember(shape, program.parts.strings[name], cache)
    }

    @inline(__always)
    private mutating func locateVariable(
        _ node: Node,
        _ activation: inout Activation
    )
        -> UnsafePointer<Value>?
    {
        switch node.kind {
        case .constant: return unsafe constants + Int(node.a)
        case .local:
            let place = unsafe activation.slots + Int(node.a)
            return unsafe place.pointee.isMissing ? nil : UnsafePointer(place)
        case .context:
            if unsafe activation.context != 0 || symbols[Int(node.a)].isDynamic {
                switch contexts.search(node.a, from: activation.context) {
                case .found(let variable): return unsafe contexts.place(variable)
                case .hidden: return unsafe globalPlace(Int(node.a))
                case .none: break
                }
            }
            let slot = slot(of: Int(node.a), in: record.storage.shape, cache: Int(node.b))
            if slot >= 0 { return unsafe record.storage.place(of: slot) }
            return unsafe globalPlace(Int(node.a))
        default: return nil
        }
    }

    /// A variable as it is, also when it was never assigned.
    mutating func rawValue(_ number: Int, _ activation: Activation) -> Value {
        let node = unsafe nodes[number]
        switch node.kind {
        case .local: return unsafe activation.slots[Int(node.a)]
        case .outer: return unsafe outerSlots(Int(node.b), activation)?[Int(node.a)] ?? .missing
        case .context:
            return lookUp(Int(node.a), cache: Int(node.b), activation.context) ?? .missing
        default: return .missing
        }
    }

    /// The variables of the function `hops` further out.
    func outerSlots(_ hops: Int, _ activation: Activation) -> UnsafeMutablePointer<Value>? {
        var box = activation.outerBox
        for _ in 1..<max(1, hops) where box >= 0 { box = boxes[Int(box)].parent }
        return box >= 0 ? unsafe boxes[Int(box)].slots : nil
    }

    /// Shows a variable to blocks and includes.
    mutating func export(_ symbol: Int, _ value: Value, _ context: Int32) {
        contexts.set(Int32(symbol), value, in: context)
    }

    /// An attribute of a value, asked for by a node with a place and a cache.
    mutating func attribute(_ base: Value, _ number: Int) throws(Fault) -> Value {
        let node = unsafe nodes[number]
        switch base {
        case .record(let record):
            let storage = record.storage
            let slot = slot(named: Int(node.b), in: storage.shape, cache: Int(node.c))
            if slot >= 0 { return storage.values[slot] }
        case .map(let map):
            if let value = map[program.parts.strings[Int(node.b)]] { return value }
        case .runtime(let handle):
            if let value = try attribute(program.parts.strings[Int(node.b)], of: handle, number) {
                return value
            }
        case .object(let object):
            if let value = object.attribute(program.parts.strings[Int(node.b)]) { return value }
        case .undefined(let undefined):
            return try chained(undefined, program.parts.strings[Int(node.b)], number)
        default: break
        }
        return absent(program.parts.strings[Int(node.b)], in: base, number)
    }

    /// What comes of looking into an undefined value.
    func chained(_ undefined: Undefined, _ name: String, _ number: Int) throws(Fault) -> Value {
        guard policy == .chainable else { throw undefinedFault(undefined, number) }
        // The one attribute of Python's own that a template can see.
        if name == "_undefined_name" { return .string(undefined.details?.name ?? "") }
        return .undefined(undefined)
    }

    /// An undefined value for what a value does not have.
    func absent(_ name: String, in base: Value, _ number: Int) -> Value {
        let node = unsafe nodes[number]
        let hasOwner = node.kind == .attribute || node.kind == .item || node.kind == .method
        let details = Undefined.Details(
            name: name,
            owner: base,
            place: program.parts.nodePlaces[number],
            ownerPlace: hasOwner ? program.parts.nodePlaces[Int(node.a)] : nil
        )
        return .undefined(Undefined(details))
    }

    /// An item of a value: by number, by key, or an attribute written in brackets.
    mutating func item(_ base: Value, _ key: Value, _ number: Int) throws(Fault) -> Value {
        if let index = key.integer {
            if case .undefined(let undefined) = base {
                return try chained(undefined, String(index), number)
            }
            if let value = element(base, index) { return value }
            if case .map(let map) = base, let value = map.value(of: key) { return value }
            return absent(String(index), in: base, number)
        }
        switch base {
        case .undefined(let undefined):
            return try chained(undefined, pythonText(key), number)
        case .map(let map): if let value = map.value(of: key) { return value }
        case .record(let record): if let name = key.text, let value = record[name] { return value }
        case .object(let object):
            if let name = key.text, let value = object.attribute(name) { return value }
        case .runtime(let handle):
            if let name = key.text, let value = try attribute(name, of: handle, number) {
                return value
            }
        default: break
        }
        return absent(pythonText(key), in: base, number)
    }

    /// An element by number, from the end if it is negative.
    func element(_ base: Value, _ index: Int) -> Value? {
        func pick(_ items: [Value]) -> Value? {
            let position = index < 0 ? items.count + index : index
            return items.indices.contains(position) ? items[position] : nil
        }
        switch base {
        case .list(let items), .tuple(let items): return pick(items)
        case .object(let object): return object.items.flatMap(pick)
        case .string(let text): return pick(characters(text))
        case .safe(let html): return pick(characters(html.text).map(Self.safe))
        default: return nil
        }
    }

    private static func safe(_ value: Value) -> Value {
        .safe(SafeHTML(text: value.text ?? ""))
    }

    /// The code points of a text, each a text of its own.
    func characters(_ text: String) -> [Value] {
        text.unicodeScalars.map { .string(String($0)) }
    }
}
