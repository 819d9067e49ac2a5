import VivierDiagnostics

extension Compiler {
    func compileOutput(_ output: [OutputPart], _ frame: Frame) {
        let builder = frame.function
        var skip: Int?
        if frame.checksParent {
            // What stands outside of the blocks of a template with a parent is never
            // printed; `set` and `macro` there still count.
            if unitFacts[unit].hasKnownExtends {
                warnOutsideBlocks(output)
                return
            }
            if let first = output.first {
                skip = builder.emit(Op(.jumpIfParent), place(first.range))
            }
        }
        for part in output {
            switch part {
            case .text(let text, let range): emit(text, range, frame)
            case .expression(let expression):
                emitPrint(compile(expression, frame), expression, raw: false, frame)
            }
        }
        if let skip { land(skip, builder) }
    }

    /// In a site, text that nobody will ever see is a mistake.
    private func warnOutsideBlocks(_ output: [OutputPart]) {
        guard options.contextual else { return }
        for part in output {
            if case .text(let text, _) = part,
                text.unicodeScalars.allSatisfy(Whitespace.contains)
            {
                continue
            }
            report(
                "text-outside-block",
                "a template with a parent prints nothing outside of its blocks",
                part.visibleRange,
                hint: "put this into a block that '\(parentName)' has"
            )
            return
        }
    }

    private var parentName: String {
        let parent = unitFacts[unit].parent
        return parent < 0 ? "the parent" : sources[parts.units[parent].template].path
    }

    private func emit(_ text: String, _ range: Range<Int>, _ frame: Frame) {
        let bytes = Array(text.utf8)
        if options.contextual {
            if let problem = html.consume(bytes) {
                report("html-context", problem.message, range, hint: problem.hint)
            }
        }
        let start = parts.blob.count
        parts.blob += bytes
        frame.function.emit(Op(.text, start, bytes.count), place(range))
    }

    /// Writes the step that prints a node; `raw` if Jinja2 prints it without
    /// escaping, as the result of a `call` or `filter` block.
    func emitPrint(_ node: Int, _ expression: Expression, raw: Bool, _ frame: Frame) {
        var mode: EscapeMode = frame.autoescape && !raw ? .html : .none
        let isJSON = isPlainJSON(expression) && frame.autoescape
        if options.contextual, frame.autoescape {
            mode = contextualMode(expression, isJSON: isJSON)
        }
        let place = place(expression.range)
        if isJSON, mode == .html || mode == .none || mode == .jsonValue {
            let input = Int(parts.nodes[node].a)
            frame.function.emit(Op(.printJSON, input, mode: mode), place)
        } else {
            frame.function.emit(Op(.print, node, mode: mode), place)
        }
    }

    /// Whether an expression ends with `tojson` as Jinja2 has it, on one line.
    private func isPlainJSON(_ expression: Expression) -> Bool {
        guard case .filter(let base, "tojson", let arguments) = expression.kind else {
            return false
        }
        return base != nil && arguments.all.isEmpty && host.position(of: "tojson") == nil
    }

    /// How a value is escaped where the text stands; a place that takes none is a
    /// fault.
    private func contextualMode(_ expression: Expression, isJSON: Bool) -> EscapeMode {
        // The block further up was compiled for this very place.
        if case .call(let callee, _) = expression.kind, case .name("super") = callee.kind {
            return .none
        }
        if case .filter(_, "xmlattr", _) = expression.kind, html.afterAttributes() { return .html }
        if isJSON, html.takesJSON { return .jsonValue }
        if isJSON, html.place == .raw, html.script == .json {
            report(
                "html-context",
                "'tojson' writes its own quotes and is inside quotes here",
                expression.range,
                hint: "drop the quotes, or drop 'tojson': the text is escaped anyway"
            )
        }
        let printing = html.printing
        html.afterPrint()
        switch printing {
        case .mode(.urlQuery): return isEncoded(expression) ? .urlPath : .urlQuery
        case .mode(let mode): return mode
        case .refused(let problem, let hint):
            report("html-context", problem, expression.range, hint: hint)
            return .html
        }
    }

    /// Whether a value is percent-encoded by its own filter.
    private func isEncoded(_ expression: Expression) -> Bool {
        if case .filter(_, "urlencode", _) = expression.kind { return true }
        return false
    }
}

extension OutputPart {
    /// The range from its first byte that is not white space.
    fileprivate var visibleRange: Range<Int> {
        guard case .text(let text, let range) = self else { return range }
        let blank = text.utf8.prefix(while: Byte.isSpace).count
        return min(range.lowerBound + blank, range.upperBound)..<range.upperBound
    }
}
