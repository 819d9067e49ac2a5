package import VivierDiagnostics

/// All templates of a site, compiled: immutable, shared by every thread.
///
/// One library per language, so that what a host filter makes of a literal
/// (`{{ 'nav.offers' | t }}`) is part of the compiled text.
package struct TemplateLibrary: Sendable {
    let program: Program

    /// Compiles templates.
    ///
    /// The path of a source is the name of its template. Every page sees the
    /// globals. Every fault of every template becomes a diagnostic.
    ///
    /// - Returns: `nil` if there was a fault.
    package static func compile(
        _ sources: [SourceText],
        options: TemplateOptions,
        host: HostFilters = HostFilters(),
        globals: [String: Value] = [:],
        into diagnostics: inout Diagnostics
    )
        -> TemplateLibrary?
    {
        compile(
            ParsedTemplates(sources, options: options),
            host: host,
            globals: globals,
            into: &diagnostics
        )
    }

    /// The same of templates that have been read already.
    package static func compile(
        _ parsed: ParsedTemplates,
        host: HostFilters = HostFilters(),
        globals: [String: Value] = [:],
        into diagnostics: inout Diagnostics
    )
        -> TemplateLibrary?
    {
        let (sources, trees, options) = (parsed.sources, parsed.trees, parsed.options)
        var faults = parsed.faults
        let compiler = Compiler(sources, trees, options, host, globals)
        compiler.compilePages()
        faults += compiler.faults
        if options.defersFaults {
            for (template, fault) in faults where compiler.parts.templateFaults[template] == nil {
                compiler.parts.templateFaults[template] = fault
            }
        } else if !faults.isEmpty {
            // A template compiled for two places in the HTML has its faults twice.
            var seen: [Diagnostic] = []
            for (_, fault) in faults {
                let diagnostic = fault.diagnostic(in: sources)
                if !seen.contains(diagnostic) { diagnostics.emit(diagnostic) }
                seen.append(diagnostic)
            }
            return nil
        }
        compiler.parts.namedTemplates = trees.map { tree in
            var reader = NameReader()
            reader.visit(tree ?? [])
            return reader.templates
        }
        let program = Program(options, sources, compiler.parts)
        return TemplateLibrary(program: options.contextual ? Folder.fold(program) : program)
    }

    /// The names of the templates, in order.
    package var names: [String] { program.sources.map(\.path).sorted() }

    /// The templates that one includes, extends or imports, and those that these
    /// do; itself is not among them unless it comes back to itself.
    ///
    /// Only names written in quotes count; a site has no others.
    package func dependencies(of name: String) -> Set<String> {
        var found: Set<String> = []
        var waiting = [name]
        while let next = waiting.popLast() {
            guard let number = program.parts.templateNumbers[next] else { continue }
            for other in program.parts.namedTemplates[number] where found.insert(other).inserted {
                waiting.append(other)
            }
        }
        return found
    }
}
