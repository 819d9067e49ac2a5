extension Compiler {
    func compileLoop(_ loop: Loop, _ frame: Frame, _ range: Range<Int>) {
        guard loop.isRecursive else {
            let items = compile(loop.items, frame)
            compileLoop(loop, over: items, function: -1, frame.inner(), range)
            return
        }
        let builder = newFunction(.loop, "loop", in: frame)
        // Items and depth arrive in the first two slots.
        let items = builder.newSlot()
        _ = builder.newSlot()
        var inner = frame.inner()
        inner.function = builder
        inner.symbols = Symbols(parent: frame.symbols, function: builder)
        // What is printed inside is kept apart, whether there is a parent or not.
        inner.checksParent = false
        let node = self.node(Node(.local, items, string("")), inner, loop.items.range)
        compileApart("the body of this loop", range) {
            compileLoop(loop, over: node, function: builder.number, inner, range)
        }
        finish(builder)
        let outer = compile(loop.items, frame)
        frame.function.emit(Op(.loopCall, builder.number, outer), place(loop.items.range))
    }

    /// Compiles a loop whose scope is `frame`.
    private func compileLoop(
        _ loop: Loop,
        over items: Int,
        function: Int,
        _ frame: Frame,
        _ range: Range<Int>
    ) {
        let builder = frame.function
        var frame = frame
        let outer = frame.symbols.parent
        var plan = LoopPlan(target: .tuple([]))
        plan.function = function
        if loop.isRecursive || usesLoop(loop) {
            plan.loopSlot = builder.slot(of: frame.symbols.declareParameter("loop"))
        }
        var visitor = SymbolVisitor(frame.symbols)
        visitor.declare(loop.target)
        visitor.visit(loop.body)
        frame.symbols = visitor.symbols
        plan.target = slots(of: loop.target, frame)
        if let test = loop.test {
            // The test sees the loop's variables, but not the loop.
            var testFrame = frame
            var visitor = SymbolVisitor(Symbols(parent: outer, function: builder))
            visitor.declare(loop.target)
            visitor.visit(test)
            testFrame.symbols = visitor.symbols
            enter(testFrame, isFresh: false, at: test.range)
            plan.test = compile(test, testFrame)
        }
        let escapes = loopEscapes
        loopEscapes = false
        parts.loops.append(plan)
        let number = parts.loops.count - 1
        let begin = builder.emit(Op(.loopBegin, number, items), place(loop.items.range))
        let start = html
        compileRepeated("the body of this loop", range) {
            enter(frame, isFresh: false, at: range)
            compile(loop.body, frame)
        }
        parts.loops[number].keepsRecord = loopEscapes
        loopEscapes = escapes || loopEscapes
        builder.emit(Op(.loopNext, number, begin + 1), place(range))
        guard !loop.otherwise.isEmpty else {
            land(begin, builder)
            return
        }
        let exit = builder.emit(Op(.jump), place(range))
        land(begin, builder)
        let end = html
        html = start
        var otherwise = frame
        otherwise.symbols = Symbols(parent: outer, function: builder)
        var elseVisitor = SymbolVisitor(otherwise.symbols)
        elseVisitor.visit(loop.otherwise)
        otherwise.symbols = elseVisitor.symbols
        compileRepeated("the 'else' of this loop", range) {
            enter(otherwise, isFresh: false, at: range)
            compile(loop.otherwise, otherwise)
        }
        if let joined = html.joined(with: end) { html = joined }
        land(exit, builder)
    }

    /// Whether the body of a loop may ask for `loop`.
    private func usesLoop(_ loop: Loop) -> Bool {
        if !UndeclaredNames.find(["loop"], in: loop.body).isEmpty { return true }
        return hasScopedBlock(loop.body) || hasScopedBlock(loop.otherwise)
    }

    private func hasScopedBlock(_ statements: [Statement]) -> Bool {
        statements.contains { statement in
            if case .block(let block) = statement.kind, block.isScoped { return true }
            return statement.bodies.contains(where: hasScopedBlock)
        }
    }
}
