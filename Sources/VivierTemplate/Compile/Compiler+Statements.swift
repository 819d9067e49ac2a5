extension Compiler {
    func compile(_ statements: [Statement], _ frame: Frame) {
        for statement in statements { compile(statement, frame) }
    }

    private func compile(_ statement: Statement, _ frame: Frame) {
        let range = statement.range
        switch statement.kind {
        case .output(let parts): compileOutput(parts, frame)
        case .branch(let branches, let otherwise): compileBranch(branches, otherwise, frame, range)
        case .loop(let loop): compileLoop(loop, frame, range)
        case .set(let target, let value): compileSet(target, value, frame, range)
        case .setBlock(let target, let filter, let body):
            compileSetBlock(target, filter, body, frame, range)
        case .with(let assignments, let body): compileWith(assignments, body, frame, range)
        case .macro(let name, let callable): compileMacro(name, callable, frame, range)
        case .callBlock(let call, let callable): compileCallBlock(call, callable, frame, range)
        case .filterBlock(let filter, let body): compileFilterBlock(filter, body, frame, range)
        case .block(let block): compileBlockUse(block, frame)
        case .extends(let template): compileExtends(template, frame, range)
        case .include(let template, let ignoreMissing, let withContext):
            compileInclude(template, ignoreMissing, withContext, frame, range)
        case .importAll(let template, let name, let withContext):
            compileImport(template, name, withContext, frame, range)
        case .importNames(let template, let names, let withContext):
            compileFromImport(template, names, withContext, frame, range)
        case .autoescape(let flag, let body): compileAutoescape(flag, body, frame)
        }
    }

    /// Makes a jump written earlier go to the step that comes next.
    func land(_ jump: Int, _ builder: FunctionBuilder) {
        let here = Int32(builder.ops.count)
        switch builder.ops[jump].code {
        case .jump, .jumpIfParent: builder.ops[jump].a = here
        case .jumpUnless: builder.ops[jump].b = here
        case .loopBegin: builder.ops[jump].c = here
        default: break
        }
    }

    private func compileBranch(
        _ branches: [(test: Expression, body: [Statement])],
        _ otherwise: [Statement],
        _ frame: Frame,
        _ range: Range<Int>
    ) {
        let builder = frame.function
        let soft = frame.soft()
        let start = html
        var ends: [HTMLState] = []
        var exits: [Int] = []
        for branch in branches {
            let test = compile(branch.test, soft)
            let skip = builder.emit(Op(.jumpUnless, test), place(branch.test.range))
            html = start
            compile(branch.body, soft)
            ends.append(html)
            exits.append(builder.emit(Op(.jump), place(range)))
            land(skip, builder)
        }
        html = start
        compile(otherwise, soft)
        ends.append(html)
        for exit in exits { land(exit, builder) }
        if options.contextual { html = join(ends, range) ?? start }
    }

    /// Where the HTML goes on after branches that end in different places.
    private func join(_ ends: [HTMLState], _ range: Range<Int>) -> HTMLState? {
        guard var result = ends.first else { return html }
        for end in ends.dropFirst() {
            guard let joined = result.joined(with: end) else {
                report(
                    "html-context",
                    "one branch of this 'if' ends \(result.description), another \(end.description)",
                    range,
                    hint: "open and close a tag or an attribute in the same branch"
                )
                return nil
            }
            result = joined
        }
        return result
    }

    /// Compiles a body that may run any number of times and must therefore end
    /// where it began.
    func compileRepeated(_ what: String, _ range: Range<Int>, _ body: () -> Void) {
        let start = html
        body()
        guard options.contextual else { return }
        if let joined = html.joined(with: start) {
            html = joined
        } else if let problem = html.difference(from: start) {
            report(
                "html-context",
                "\(what) ends \(problem)",
                range,
                hint: "open and close a tag or an attribute inside it"
            )
            html = start
        }
    }

    /// Compiles a body that is rendered apart, as text between tags.
    func compileApart(_ what: String, _ range: Range<Int>, _ body: () -> Void) {
        let outer = html
        html = HTMLState()
        body()
        if options.contextual, let problem = html.difference(from: HTMLState()) {
            report(
                "html-context",
                "\(what) ends \(problem)",
                range,
                hint: "open and close a tag or an attribute inside it"
            )
        }
        html = outer
    }

    // MARK: Variables

    /// The slots a target writes to.
    func slots(of target: Target, _ frame: Frame) -> TargetSlots {
        switch target {
        case .name(let name, _):
            guard let found = frame.symbols.find(name) else { return .tuple([]) }
            return .slot(frame.function.slot(of: found.identifier))
        case .attribute(let name, let attribute, let range):
            let node = compile(Expression(.name(name), range), frame)
            return .attribute(node: node, name: attribute)
        case .tuple(let targets, _): return .tuple(targets.map { slots(of: $0, frame) })
        }
    }

    /// Writes the steps that put what is in `slot` into a target.
    func assign(_ target: Target, from slot: Int, _ frame: Frame) {
        parts.targets.append(slots(of: target, frame))
        let op = Op(.assign, parts.targets.count - 1, slot)
        frame.function.emit(op, place(target.range))
    }

    /// Writes the steps that show the variables of a target to blocks and
    /// includes, if the scope is one whose variables they see.
    func export(_ names: [String], _ frame: Frame, _ range: Range<Int>) {
        guard frame.isTopLevel else { return }
        for name in names {
            guard let found = frame.symbols.find(name) else { continue }
            let number = symbol(name)
            parts.isDynamic[number] = true
            let slot = frame.function.slot(of: found.identifier)
            frame.function.emit(Op(.export, number, slot), place(range))
        }
    }

    private func compileSet(
        _ target: Target,
        _ value: Expression,
        _ frame: Frame,
        _ range: Range<Int>
    ) {
        let node = compile(value, frame)
        if case .name(let name, _) = target, let found = frame.symbols.find(name) {
            let slot = frame.function.slot(of: found.identifier)
            frame.function.emit(Op(.store, node, slot), place(value.range))
        } else {
            let slot = frame.function.newSlot()
            frame.function.emit(Op(.store, node, slot), place(value.range))
            assign(target, from: slot, frame)
        }
        export(target.names, frame, range)
    }

    private func compileSetBlock(
        _ target: Target,
        _ filter: Expression?,
        _ body: [Statement],
        _ frame: Frame,
        _ range: Range<Int>
    ) {
        var inner = frame.inner()
        inner.checksParent = false
        var visitor = SymbolVisitor(inner.symbols)
        visitor.visit(body)
        if let filter { visitor.visit(filter) }
        inner.symbols = visitor.symbols
        enter(inner, isFresh: false, at: range)
        let slot = frame.function.newSlot()
        frame.function.emit(Op(.captureBegin), place(range))
        compileApart("the body of this 'set'", range) { compile(body, inner) }
        let safe = frame.autoescape ? 1 : 0
        frame.function.emit(Op(.captureEnd, safe, slot), place(range))
        if let filter {
            let input = node(Node(.local, slot, string("")), inner, range)
            let result = compile(filter, inner, input: input)
            frame.function.emit(Op(.store, result, slot), place(filter.range))
        }
        assign(target, from: slot, frame)
        export(target.names, frame, range)
    }

    private func compileWith(
        _ assignments: [(target: Target, value: Expression)],
        _ body: [Statement],
        _ frame: Frame,
        _ range: Range<Int>
    ) {
        var inner = frame.inner()
        var visitor = SymbolVisitor(inner.symbols)
        for assignment in assignments { visitor.declare(assignment.target) }
        visitor.visit(body)
        inner.symbols = visitor.symbols
        enter(inner, isFresh: false, at: range)
        // All values are those of the outer scope: they are taken before the first
        // is assigned.
        let slots = assignments.map { assignment in
            let slot = frame.function.newSlot()
            let value = compile(assignment.value, frame)
            frame.function.emit(Op(.store, value, slot), place(assignment.value.range))
            return slot
        }
        for (assignment, slot) in zip(assignments, slots) {
            assign(assignment.target, from: slot, inner)
        }
        compile(body, inner)
    }

    private func compileFilterBlock(
        _ filter: Expression,
        _ body: [Statement],
        _ frame: Frame,
        _ range: Range<Int>
    ) {
        var inner = frame.inner()
        var visitor = SymbolVisitor(inner.symbols)
        visitor.visit(body)
        visitor.visit(filter)
        inner.symbols = visitor.symbols
        enter(inner, isFresh: false, at: range)
        let slot = frame.function.newSlot()
        frame.function.emit(Op(.captureBegin), place(range))
        compileApart("the body of this 'filter'", range) { compile(body, inner) }
        let safe = frame.autoescape ? 1 : 0
        frame.function.emit(Op(.captureEnd, safe, slot), place(range))
        let input = node(Node(.local, slot, string("")), inner, range)
        emitPrint(compile(filter, inner, input: input), filter, raw: true, frame)
    }

    private func compileAutoescape(_ flag: Expression, _ body: [Statement], _ frame: Frame) {
        guard case .constant(.bool(let isOn)) = flag.kind else {
            report(
                "autoescape-not-constant",
                "'autoescape' is switched by true or false and nothing else",
                flag.range
            )
            return
        }
        if !isOn, options.contextual, !options.allowSafeFilter {
            report(
                "unsafe-output",
                "a site always escapes what it prints",
                flag.range,
                hint: "let the host make the HTML, or print it as text"
            )
        }
        var inner = frame.inner()
        inner.autoescape = isOn
        var visitor = SymbolVisitor(inner.symbols)
        visitor.visit(body)
        inner.symbols = visitor.symbols
        enter(inner, isFresh: false, at: flag.range)
        compile(body, inner)
    }
}
