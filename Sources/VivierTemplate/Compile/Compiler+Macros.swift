extension Compiler {
    func compileMacro(_ name: String, _ callable: Callable, _ frame: Frame, _ range: Range<Int>) {
        let number = compileCallable(.macro, name, callable, frame, range)
        guard let found = frame.symbols.find(name) else { return }
        let slot = frame.function.slot(of: found.identifier)
        frame.function.emit(Op(.macro, number, slot), place(range))
        export([name], frame, range)
    }

    /// Compiles a call whose macro is given the body as `caller`.
    func compileCallBlock(
        _ call: Expression,
        _ callable: Callable,
        _ frame: Frame,
        _ range: Range<Int>
    ) {
        let number = compileCallable(.caller, "caller", callable, frame, range)
        let slot = frame.function.newSlot()
        frame.function.emit(Op(.macro, number, slot), place(range))
        let caller = node(Node(.local, slot, string("caller")), frame, range)
        guard case .call(let callee, let arguments) = call.kind else { return }
        var nodes = compile(arguments, frame)
        nodes.named.append(("caller", Int32(caller)))
        parts.arguments.append(nodes)
        let result = compileCall(callee, parts.arguments.count - 1, frame, call.range)
        emitPrint(result, call, raw: true, frame)
    }

    /// Compiles the body of a macro or of a call into a function.
    private func compileCallable(
        _ kind: Function.Kind,
        _ name: String,
        _ callable: Callable,
        _ outer: Frame,
        _ range: Range<Int>
    )
        -> Int
    {
        let builder = newFunction(kind, name, in: outer)
        var frame = outer.inner()
        frame.function = builder
        frame.checksParent = false
        let symbols = Symbols(parent: outer.symbols, function: builder)
        for parameter in callable.parameters {
            let slot = builder.slot(of: symbols.declareParameter(parameter.name))
            builder.function.parameters.append((parameter.name, Int32(slot), -1))
        }
        declareSpecialParameters(callable, symbols, builder, range)
        var visitor = SymbolVisitor(symbols)
        for value in callable.defaults { visitor.visit(value) }
        visitor.visit(callable.body)
        frame.symbols = visitor.symbols
        enter(frame, isFresh: true, at: range)
        let first = callable.parameters.count - callable.defaults.count
        for (offset, value) in callable.defaults.enumerated() where first + offset >= 0 {
            builder.function.parameters[first + offset].defaultNode = Int32(compile(value, frame))
        }
        if !callable.parameters.isEmpty { builder.emit(Op(.defaults), place(range)) }
        let what = kind == .macro ? "the macro '\(name)'" : "the body of this 'call'"
        compileApart(what, range) { compile(callable.body, frame) }
        finish(builder)
        return builder.number
    }

    /// `caller`, `kwargs` and `varargs`, if the body asks for them.
    private func declareSpecialParameters(
        _ callable: Callable,
        _ symbols: Symbols,
        _ builder: FunctionBuilder,
        _ range: Range<Int>
    ) {
        let names = Set(callable.parameters.map(\.name))
        let asked = UndeclaredNames.find(["caller", "kwargs", "varargs"], in: callable.body)
        if asked.contains("caller") {
            if let position = callable.parameters.firstIndex(where: { $0.name == "caller" }) {
                let firstDefault = callable.parameters.count - callable.defaults.count
                if position < firstDefault {
                    report(
                        "caller-without-default",
                        "the parameter 'caller' needs a default",
                        callable.parameters[position].range,
                        hint: "write 'caller=none', or leave it out"
                    )
                }
            } else {
                builder.function.callerSlot = builder.slot(of: symbols.declareParameter("caller"))
            }
        }
        if asked.contains("kwargs"), !names.contains("kwargs") {
            builder.function.namedSlot = builder.slot(of: symbols.declareParameter("kwargs"))
        }
        if asked.contains("varargs"), !names.contains("varargs") {
            builder.function.spreadSlot = builder.slot(of: symbols.declareParameter("varargs"))
        }
    }
}
