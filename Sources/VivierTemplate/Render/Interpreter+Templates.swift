import VivierDiagnostics

extension Interpreter {
    // MARK: Finding templates

    /// The unit a reference leads to; `nil` if it may be missing and is.
    private mutating func unit(
        of reference: TemplateReference,
        _ activation: inout Activation,
        at step: Int
    ) throws(Fault) -> Int? {
        if reference.unit >= 0 {
            try checkUnit(reference.unit)
            return reference.unit
        }
        let value = try evaluate(reference.node, &activation)
        var names: [String] = []
        switch value {
        case .list(let items), .tuple(let items): names = items.compactMap(\.text)
        case .undefined(let undefined): throw undefinedFault(undefined, reference.node)
        default:
            guard let name = value.text else {
                throw fault(
                    "unknown-template",
                    "\(value.kindForPeople) does not name a template",
                    node: reference.node
                )
            }
            names = [name]
        }
        for name in names {
            guard let number = program.parts.templateNumbers[name] else { continue }
            if let fault = program.parts.templateFaults[number] { throw fault }
            let unit = Int(program.parts.pageUnits[number])
            try checkUnit(unit)
            return unit
        }
        if reference.ignoreMissing { return nil }
        let name = names.first ?? ""
        throw fault(
            "unknown-template",
            "there is no template '\(name)'",
            node: reference.node,
            hint: didYouMean(name, among: program.parts.templateNumbers.keys)
        )
    }

    /// Refuses a unit in which the compiler found a fault.
    private func checkUnit(_ unit: Int) throws(Fault) {
        let template = program.parts.units[unit].template
        if let fault = program.parts.templateFaults[template] { throw fault }
    }

    // MARK: Includes and imports

    mutating func include(
        _ number: Int,
        _ activation: inout Activation,
        at step: Int
    ) throws(Fault) {
        let reference = program.parts.references[number]
        guard let unit = try unit(of: reference, &activation, at: step) else { return }
        try enter(.include, at: program.parts.opPlaces[step])
        let root = program.parts.units[unit].root
        let before = (contexts.mark, chains.count, macros.count + namespaces.count)
        let context = try context(for: reference, root, &activation)
        chains.append((Int32(unit), -1))
        try run(root, context: context, chain: Int32(chains.count - 1))
        // What nobody can refer to any more is given back.
        if macros.count + namespaces.count == before.2 {
            contexts.giveBack(to: before.0)
            chains.removeLast(chains.count - before.1)
        }
        trail.removeLast()
    }

    /// The context a template sees: that of here, with the variables of here.
    private mutating func context(
        for reference: TemplateReference,
        _ root: Int,
        _ activation: inout Activation
    ) throws(Fault) -> Int32 {
        guard reference.withContext else { return contexts.add(parent: -1, isIsolated: true) }
        if reference.overlay.isEmpty, unsafe !functions[root].exports { return activation.context }
        return overlay(reference.overlay, activation)
    }

    /// A context inside that of here with some variables of here.
    private mutating func overlay(
        _ variables: [(symbol: Int32, node: Int32)],
        _ activation: Activation
    )
        -> Int32
    {
        let context = contexts.add(parent: activation.context)
        for (symbol, variable) in variables {
            let value = rawValue(Int(variable), activation)
            if !value.isMissing { contexts.set(symbol, value, in: context) }
        }
        return context
    }

    mutating func importModule(
        _ number: Int,
        _ activation: inout Activation,
        at step: Int
    ) throws(Fault) -> Value {
        let reference = program.parts.references[number]
        guard let unit = try unit(of: reference, &activation, at: step) else { return .none }
        try enter(.module, at: program.parts.opPlaces[step])
        let root = program.parts.units[unit].root
        var context = try context(for: reference, root, &activation)
        if context == activation.context {
            context = contexts.add(parent: context)
        }
        let given = contexts.variables(of: context, skipping: 0).count
        chains.append((Int32(unit), -1))
        captures.append(output.count)
        try run(root, context: context, chain: Int32(chains.count - 1))
        _ = endCapture(isSafe: false)
        trail.removeLast()
        var members: [(name: String, value: Value)] = []
        for (symbol, value) in contexts.variables(of: context, skipping: given) {
            let name = program.parts.symbols[Int(symbol)]
            if !name.hasPrefix("_") { members.append((name, value)) }
        }
        modules.append(members)
        return .runtime(RuntimeHandle(.module, modules.count - 1, unit))
    }

    func member(_ name: String, of module: Value, at step: Int) throws(Fault) -> Value {
        guard case .runtime(let handle) = module, handle.kind == .module else { return .missing }
        if let found = modules[Int(handle.index)].first(where: { $0.name == name }) {
            return found.value
        }
        let template = program.parts.units[Int(handle.detail)].template
        let path = program.sources[template].path
        let known = modules[Int(handle.index)].map(\.name)
        if policy == .error {
            throw fault(
                "unknown-macro",
                "'\(path)' has no macro '\(name)'",
                step: step,
                hint: didYouMean(name, among: known)
            )
        }
        let details = Undefined.Details(
            name: name,
            explanation: "'\(path)' has no macro '\(name)'",
            place: program.parts.opPlaces[step]
        )
        return .undefined(Undefined(details))
    }

    // MARK: Parents and blocks

    mutating func extend(
        _ number: Int,
        _ activation: inout Activation,
        at step: Int
    ) throws(Fault) {
        guard activation.parent < 0 else {
            throw fault("duplicate-extends", "the template already has a parent", step: step)
        }
        let reference = program.parts.references[number]
        guard let unit = try unit(of: reference, &activation, at: step) else { return }
        var last = Int(activation.chain)
        while chains[last].next >= 0 { last = Int(chains[last].next) }
        chains[last].next = Int32(chains.count)
        chains.append((Int32(unit), -1))
        activation.parent = Int32(unit)
        activation.parentStep = step
    }

    mutating func renderParent(_ activation: Activation) throws(Fault) {
        try enter(.extends, at: program.parts.opPlaces[activation.parentStep])
        let root = program.parts.units[Int(activation.parent)].root
        try run(root, context: activation.context, chain: activation.chain)
        trail.removeLast()
    }

    /// The function of a block at or beyond a link of a chain.
    private func block(_ symbol: Int32, from link: Int32) -> (function: Int, link: Int32)? {
        var link = link
        while link >= 0 {
            let unit = Int(chains[Int(link)].unit)
            for block in program.parts.units[unit].blocks where block.symbol == symbol {
                return (Int(block.function), link)
            }
            link = chains[Int(link)].next
        }
        return nil
    }

    mutating func renderBlock(
        _ op: Op,
        _ activation: inout Activation,
        at step: Int
    ) throws(Fault) {
        guard let found = block(op.a, from: activation.chain) else { return }
        let isRequired = op.b & 2 != 0
        if isRequired, block(op.a, from: chains[Int(found.link)].next) == nil {
            let name = program.parts.symbols[Int(op.a)]
            throw fault(
                "required-block-missing",
                "the block '\(name)' is required and no template fills it",
                step: step
            )
        }
        var context = activation.context
        if op.c >= 0 {
            context = overlay(program.parts.references[Int(op.c)].overlay, activation)
        }
        try enter(.block, at: program.parts.opPlaces[step])
        try run(
            found.function,
            context: context,
            chain: activation.chain,
            blockLink: found.link
        )
        trail.removeLast()
    }

    /// Renders the same block of the next template up.
    mutating func renderParentBlock(
        _ number: Int,
        _ activation: Activation
    ) throws(Fault) {
        let symbol = unsafe nodes[number].a
        let next = activation.blockLink >= 0 ? chains[Int(activation.blockLink)].next : -1
        guard let found = block(symbol, from: next) else {
            let name = program.parts.symbols[Int(symbol)]
            throw fault(
                "no-parent-block",
                "no template above has a block '\(name)' to take over",
                node: number
            )
        }
        try enter(.block, at: program.parts.nodePlaces[number])
        try run(
            found.function,
            context: activation.context,
            chain: activation.chain,
            blockLink: found.link
        )
        trail.removeLast()
    }

    mutating func parentBlock(_ number: Int, _ activation: inout Activation) throws(Fault) -> Value
    {
        captures.append(output.count)
        try renderParentBlock(number, activation)
        return endCapture(isSafe: unsafe nodes[number].flag == 1)
    }

    /// Renders a block named on `self`.
    mutating func selfBlock(
        _ name: String,
        _ handle: RuntimeHandle,
        _ number: Int
    ) throws(Fault) -> Value? {
        guard let symbol = program.parts.symbols.firstIndex(of: name),
            let found = block(Int32(symbol), from: handle.index)
        else { return nil }
        try enter(.block, at: program.parts.nodePlaces[number])
        captures.append(output.count)
        try run(
            found.function,
            context: handle.detail,
            chain: handle.index,
            blockLink: found.link
        )
        trail.removeLast()
        return endCapture(isSafe: program.parts.functions[found.function].autoescape)
    }
}
