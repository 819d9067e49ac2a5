extension Compiler {
    func compileBlockUse(_ block: Block, _ frame: Frame) {
        let builder = frame.function
        var skip: Int?
        if frame.isTopLevel, unitFacts[unit].hasExtends {
            // A template with a parent prints its blocks where the parent has them.
            if unitFacts[unit].hasKnownExtends { return }
            skip = builder.emit(Op(.jumpIfParent), place(block.nameRange))
        }
        if unitFacts[unit].blockStates[block.name] == nil {
            unitFacts[unit].blockStates[block.name] = html
        }
        let flags = (block.isScoped ? 1 : 0) + (block.isRequired ? 2 : 0)
        var overlay = -1
        if block.isScoped {
            var reference = TemplateReference()
            reference.overlay = self.overlay(frame, block.nameRange, names: nil)
            parts.references.append(reference)
            overlay = parts.references.count - 1
        }
        let op = Op(.block, symbol(block.name), flags, overlay)
        builder.emit(op, place(block.nameRange))
        if let skip { land(skip, builder) }
    }

    func compileExtends(_ template: Expression, _ frame: Frame, _ range: Range<Int>) {
        guard frame.isTopLevel else {
            report(
                "misplaced-extends",
                "'extends' stands inside another block",
                range,
                hint: "write it at the very top of the template"
            )
            return
        }
        if options.contextual, !frame.isRootLevel {
            report(
                "misplaced-extends",
                "in a site, a template has one parent whatever the page",
                range,
                hint: "write 'extends' at the very top, outside of any 'if'"
            )
        }
        if unitFacts[unit].hasKnownExtends, options.contextual {
            report("duplicate-extends", "the template already has a parent", range)
            return
        }
        guard let number = reference(to: template, frame, range, state: unitStart) else { return }
        if let parent = parts.references[number].unit as Int?, parent >= 0 {
            if !unitFacts[parent].isComplete {
                if options.contextual {
                    report(
                        "template-cycle",
                        "the template is its own parent by way of others",
                        template.range
                    )
                }
            } else if frame.isRootLevel {
                unitFacts[unit].parent = parent
            }
        }
        frame.function.emit(Op(.extends, number), place(template.range))
        if frame.isRootLevel { unitFacts[unit].hasKnownExtends = true }
    }

    /// Where in the HTML the current unit began.
    private var unitStart: HTMLState {
        units.first { $0.value == unit }?.key.state ?? HTMLState()
    }

    func compileInclude(
        _ template: Expression,
        _ ignoreMissing: Bool,
        _ withContext: Bool,
        _ frame: Frame,
        _ range: Range<Int>
    ) {
        let found = reference(to: template, frame, range, state: html, ignoreMissing: ignoreMissing)
        guard let number = found else { return }
        parts.references[number].withContext = withContext
        if withContext {
            let names = namesRead(by: parts.references[number].unit)
            parts.references[number].overlay = overlay(frame, range, names: names)
        }
        frame.function.emit(Op(.include, number), place(template.range))
    }

    func compileImport(
        _ template: Expression,
        _ name: String,
        _ withContext: Bool,
        _ frame: Frame,
        _ range: Range<Int>
    ) {
        guard let found = frame.symbols.find(name) else { return }
        let slot = frame.function.slot(of: found.identifier)
        guard importModule(template, into: slot, withContext, frame, range) else { return }
        export([name], frame, range)
    }

    func compileFromImport(
        _ template: Expression,
        _ names: [ImportedName],
        _ withContext: Bool,
        _ frame: Frame,
        _ range: Range<Int>
    ) {
        let module = frame.function.newSlot()
        guard importModule(template, into: module, withContext, frame, range) else { return }
        for name in names {
            guard let found = frame.symbols.find(name.alias) else { continue }
            let slot = frame.function.slot(of: found.identifier)
            let op = Op(.member, module, slot, string(name.name))
            frame.function.emit(op, place(name.range))
        }
        export(names.map(\.alias), frame, range)
    }

    private func importModule(
        _ template: Expression,
        into slot: Int,
        _ withContext: Bool,
        _ frame: Frame,
        _ range: Range<Int>
    )
        -> Bool
    {
        guard let number = reference(to: template, frame, range, state: HTMLState()) else {
            return false
        }
        parts.references[number].withContext = withContext
        if withContext {
            let names = namesRead(by: parts.references[number].unit)
            parts.references[number].overlay = overlay(frame, range, names: names)
        }
        frame.function.emit(Op(.module, number, slot), place(template.range))
        return true
    }

    // MARK: Other templates

    /// The reference to a template named by an expression, known now if it can be.
    private func reference(
        to template: Expression,
        _ frame: Frame,
        _ range: Range<Int>,
        state: HTMLState,
        ignoreMissing: Bool = false
    )
        -> Int?
    {
        var reference = TemplateReference()
        reference.ignoreMissing = ignoreMissing
        if let names = template.literalNames {
            let known = names.compactMap { parts.templateNumbers[$0] }.first
            if let known, trees[known] != nil || options.contextual {
                guard trees[known] != nil else { return nil }
                reference.unit = unit(of: known, in: state)
            } else if known == nil, ignoreMissing {
                return nil
            } else if options.contextual {
                let name = names.first ?? ""
                report(
                    "unknown-template",
                    "there is no template '\(name)'",
                    template.range,
                    hint: didYouMean(name, among: parts.templateNumbers.keys)
                )
                return nil
            }
        } else if options.contextual {
            report(
                "dynamic-template",
                "in a site, a template is named by a text in quotes",
                template.range,
                hint: "use 'if' to choose between includes"
            )
            return nil
        }
        if reference.unit < 0 { reference.node = compile(template, frame) }
        parts.references.append(reference)
        return parts.references.count - 1
    }

    /// The variables that another template may see here, as nodes.
    private func overlay(
        _ frame: Frame,
        _ range: Range<Int>,
        names: Set<String>?
    )
        -> [(symbol: Int32, node: Int32)]
    {
        var result: [(symbol: Int32, node: Int32)] = []
        for (name, _) in frame.symbols.visibleStores {
            if let names, !names.contains(name) { continue }
            guard let found = frame.symbols.find(name) else { continue }
            let node = variable(found.identifier, of: found.scope, frame, range)
            let number = symbol(name)
            parts.isDynamic[number] = true
            result.append((Int32(number), Int32(node)))
        }
        return result
    }

    /// All names that a unit and the templates it names may read; `nil` for any.
    private func namesRead(by unit: Int) -> Set<String>? {
        guard unit >= 0 else { return nil }
        var names: Set<String> = []
        var seen: Set<Int> = []
        var waiting = [parts.units[unit].template]
        while let template = waiting.popLast() {
            guard seen.insert(template).inserted, let tree = trees[template] else { continue }
            var reader = NameReader()
            reader.visit(tree)
            if reader.isDynamic { return nil }
            names.formUnion(reader.names)
            waiting += reader.templates.compactMap { parts.templateNumbers[$0] }
        }
        return names
    }
}

extension Expression {
    /// The template names written out in an expression: one, or a list to choose
    /// the first from that exists.
    var literalNames: [String]? {
        switch kind {
        case .constant(.string(let name)): [name]
        case .list(let items), .tuple(let items):
            items.reduce(into: [] as [String]?) { names, item in
                guard case .constant(.string(let name)) = item.kind else {
                    names = nil
                    return
                }
                names?.append(name)
            }
        default: nil
        }
    }
}
