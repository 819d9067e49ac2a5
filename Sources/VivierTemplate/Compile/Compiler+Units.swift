import VivierDiagnostics

extension Compiler {
    /// Compiles every template as a page of its own.
    func compilePages() {
        parts.pageUnits = trees.indices.map { number in
            trees[number] == nil ? -1 : Int32(unit(of: number, in: HTMLState()))
        }
    }

    /// The unit of a template at a place in the HTML, compiled if need be.
    ///
    /// The unit may still be in the making when templates include one another.
    func unit(of template: Int, in state: HTMLState) -> Int {
        let key = UnitKey(template: template, state: state)
        if let known = units[key] { return known }
        let number = parts.units.count
        units[key] = number
        parts.units.append(Unit(template: template))
        unitFacts.append(UnitFacts())
        let outer = (unit, html)
        unit = number
        html = state
        if let tree = trees[template] { compileUnit(tree) }
        unitFacts[number].isComplete = true
        (unit, html) = outer
        return number
    }

    private func compileUnit(_ tree: [Statement]) {
        let number = unit
        collectBlocks(tree)
        unitFacts[number].hasExtends = containsExtends(tree)
        for (block, _) in unitFacts[number].blocks
        where !parts.units[number].blocks.contains(where: { $0.symbol == symbol(block.name) }) {
            let builder = newFunction(.block, block.name, in: nil)
            parts.units[number].blocks.append((Int32(symbol(block.name)), Int32(builder.number)))
        }
        compileRoot(tree)
        compileBlocks()
        if options.contextual { checkBlocks() }
    }

    /// Finds every block of a template, also inside others.
    private func collectBlocks(_ statements: [Statement]) {
        for statement in statements {
            if case .block(let block) = statement.kind {
                let known = unitFacts[unit].blocks.first { $0.block.name == block.name }
                if let known {
                    report(
                        "duplicate-block",
                        "there are two blocks '\(block.name)'",
                        block.nameRange,
                        remarks: [Fault.Remark(text: "the first is here", place: known.place)]
                    )
                } else {
                    unitFacts[unit].blocks.append((block, place(block.nameRange)))
                }
            }
            for body in statement.bodies { collectBlocks(body) }
        }
    }

    private func containsExtends(_ statements: [Statement]) -> Bool {
        statements.contains { statement in
            if case .extends = statement.kind { return true }
            return statement.bodies.contains(where: containsExtends)
        }
    }

    private func compileRoot(_ tree: [Statement]) {
        let number = unit
        let start = html
        let builder = newFunction(.root, sources[parts.units[number].template].path, in: nil)
        parts.units[number].root = builder.number
        let symbols = Symbols(parent: nil, function: builder)
        if !UndeclaredNames.find(["self"], in: tree).isEmpty {
            builder.function.selfSlot = builder.slot(of: symbols.declareParameter("self"))
        }
        var visitor = SymbolVisitor(symbols)
        visitor.visit(tree)
        var frame = Frame(
            symbols: visitor.symbols,
            function: builder,
            autoescape: options.autoescape
        )
        frame.isTopLevel = true
        frame.isRootLevel = true
        frame.checksParent = unitFacts[number].hasExtends
        builder.function.exportCount = visitor.symbols.stores.count
        enter(frame, isFresh: true, at: 0..<0)
        compile(tree, frame)
        finish(builder)
        if options.contextual, !unitFacts[number].hasKnownExtends { checkEnd(start, tree) }
    }

    /// A template must end at the kind of place at which it began.
    private func checkEnd(_ start: HTMLState, _ tree: [Statement]) {
        let template = parts.units[unit].template
        let count = sources[template].bytes.count
        guard let problem = html.difference(from: start) else { return }
        report(
            "html-context",
            "the template ends \(problem)",
            max(0, count - 1)..<count,
            hint: "a template begins and ends at the same kind of place"
        )
    }

    private func compileBlocks() {
        for (block, _) in unitFacts[unit].blocks {
            guard
                let number = parts.units[unit].blocks.first(where: {
                    $0.symbol == symbol(block.name)
                })?.function
            else { continue }
            compileBlock(block, Int(number))
        }
    }

    private func compileBlock(_ block: Block, _ number: Int) {
        let builder = FunctionBuilder(number, parent: nil, parts.functions[number])
        let symbols = Symbols(parent: nil, function: builder)
        if !UndeclaredNames.find(["self"], in: block.body).isEmpty {
            builder.function.selfSlot = builder.slot(of: symbols.declareParameter("self"))
        }
        var visitor = SymbolVisitor(symbols)
        visitor.visit(block.body)
        var frame = Frame(
            symbols: visitor.symbols,
            function: builder,
            autoescape: options.autoescape
        )
        frame.block = block.name
        let outer = html
        let start = blockState(block.name) ?? HTMLState()
        html = start
        enter(frame, isFresh: true, at: block.nameRange)
        compile(block.body, frame)
        if options.contextual, let problem = html.difference(from: start) {
            report(
                "html-context",
                "the block '\(block.name)' ends \(problem)",
                block.nameRange,
                hint: "a block begins and ends at the same kind of place"
            )
        }
        html = outer
        finish(builder)
    }

    /// Where in the HTML a block begins: where the outermost layout has it.
    private func blockState(_ name: String) -> HTMLState? {
        var here = unit
        var state = unitFacts[here].blockStates[name]
        var steps = 0
        while unitFacts[here].parent >= 0, steps < options.limits.depth {
            here = unitFacts[here].parent
            if let above = unitFacts[here].blockStates[name] { state = above }
            steps += 1
        }
        return state
    }

    /// A block that no layout has is never rendered: a slip of the pen.
    private func checkBlocks() {
        guard unitFacts[unit].parent >= 0 else { return }
        var known: Set<String> = []
        var here = unitFacts[unit].parent
        var steps = 0
        while here >= 0, steps < options.limits.depth {
            known.formUnion(unitFacts[here].blocks.map(\.block.name))
            here = unitFacts[here].parent
            steps += 1
        }
        for (block, _) in unitFacts[unit].blocks
        where !known.contains(block.name) && unitFacts[unit].blockStates[block.name] == nil {
            report(
                "unknown-block",
                "no template above has a block '\(block.name)'",
                block.nameRange,
                hint: didYouMean(block.name, among: known)
                    ?? "its blocks are \(known.sorted().joined(separator: ", "))"
            )
        }
    }
}
