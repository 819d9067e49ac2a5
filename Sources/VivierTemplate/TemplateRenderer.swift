import VivierDiagnostics

/// Renders the templates of a library, one page after the other, on one thread.
///
/// It keeps its buffers and what it learned about the shapes of records from page
/// to page: make one per thread and use it for many pages.
package final class TemplateRenderer {
    private var interpreter: Interpreter

    package init(_ library: TemplateLibrary) {
        self.interpreter = Interpreter(library.program)
    }

    deinit {
        interpreter.reset()
        interpreter.free()
    }

    /// Renders a template.
    ///
    /// - Throws: ``TemplateFailure``; `output` is then as it was.
    package func render(
        _ name: String,
        _ context: Record,
        into output: inout [UInt8]
    ) throws(TemplateFailure) {
        try run(name, context)
        interpreter.appendOutput(to: &output)
        interpreter.reset()
    }

    /// Renders a template and lends the bytes out, which saves a copy.
    ///
    /// They are only good while `use` runs.
    package func render<Result>(
        _ name: String,
        _ context: Record,
        _ use: (UnsafeBufferPointer<UInt8>) -> Result
    ) throws(TemplateFailure) -> Result {
        try run(name, context)
        defer { interpreter.reset() }
        return unsafe use(
            UnsafeBufferPointer(start: interpreter.output.base, count: interpreter.output.count)
        )
    }

    private func run(_ name: String, _ context: Record) throws(TemplateFailure) {
        do throws(Fault) {
            try interpreter.render(name, context)
        } catch {
            interpreter.reset()
            throw TemplateFailure(error.diagnostic(in: interpreter.program.sources))
        }
    }
}

extension Interpreter {
    /// Renders a page into the output.
    fileprivate mutating func render(_ name: String, _ context: Record) throws(Fault) {
        var here: UInt8 = 0
        stackTop = unsafe withUnsafePointer(to: &here) { UInt(bitPattern: $0) }
        output.count = 0
        try accept(context)
        _ = contexts.add(parent: -1)
        guard let template = program.parts.templateNumbers[name] else {
            throw Fault(
                "unknown-template",
                "there is no template '\(name)'",
                at: Place(-1, 0..<0),
                hint: didYouMean(name, among: program.parts.templateNumbers.keys)
            )
        }
        if let fault = program.parts.templateFaults[template] { throw fault }
        let unit = Int(program.parts.pageUnits[template])
        chains.append((Int32(unit), -1))
        try run(program.parts.units[unit].root, context: 0, chain: 0)
    }

    /// Takes the values of a page.
    ///
    /// In a site no page may replace a global: what depends on globals alone was
    /// rendered when the templates were compiled.
    private mutating func accept(_ context: Record) throws(Fault) {
        record = context
        guard program.options.contextual, acceptedShape !== context.shape else { return }
        for name in context.shape.names {
            guard let symbol = program.parts.symbols.firstIndex(of: name),
                program.parts.globals[symbol] >= 0
            else { continue }
            throw Fault(
                "reserved-name",
                "a page cannot have a value '\(name)' of its own, the site has one",
                at: Place(-1, 0..<0)
            )
        }
        acceptedShape = context.shape
    }

    /// Appends what was rendered.
    fileprivate func appendOutput(to bytes: inout [UInt8]) {
        unsafe bytes.append(
            contentsOf: UnsafeBufferPointer(start: output.base, count: output.count)
        )
    }
}
