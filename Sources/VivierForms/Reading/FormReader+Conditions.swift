import VivierMarkup

extension FormReader {
    /// A condition may look at a choice that stands before it, and at its options.
    ///
    /// `atDesk`, `forMembers`: Where it says when agents see the sheet, which is asked of all its choices.
    mutating func checkConditions(
        of form: FormDefinition,
        atDesk: YAMLNode?,
        forMembers: YAMLNode?
    ) {
        var known: [String: [String]] = [:]
        for field in form.fields {
            check(field.condition, at: place(of: field.name), known)
            check(field.showing, at: place(of: field.name), known)
            switch field.kind {
            case .choice(let options), .several(let options):
                known[field.name] = options.map(\.code)
            case .group(let rule):
                for inner in rule.fields where inner.condition ?? inner.showing != nil {
                    complain(.conditionInGroup, at: place(of: "\(field.name).\(inner.name)"))
                }
            default: break
            }
        }
        if let atDesk { check(form.atDesk, at: atDesk.range, known) }
        if let forMembers { check(form.forMembers, at: forMembers.range, known) }
    }

    /// A sheet is kept by whoever has its page, and has no room for files.
    mutating func checkSheet(_ form: FormDefinition) {
        for field in form.fields {
            if case .file = field.kind { complain(.fileOnSheet, at: place(of: field.name)) }
        }
    }

    private mutating func check(
        _ condition: FormField.Condition?,
        at place: Range<Int>,
        _ known: [String: [String]]
    ) {
        for part in condition?.parts ?? [] {
            guard let options = known[part.field] else {
                complain(.unknownCondition(part.field, known.keys.sorted()), at: place)
                continue
            }
            for value in part.values where !options.contains(value) {
                complain(.unknownChoice(part.field, value, options), at: place)
            }
        }
    }

    private func place(of name: String) -> Range<Int> {
        let start = places[name] ?? 0
        let length = name.split(separator: ".").last?.utf8.count ?? 0
        return start..<start + length
    }
}
