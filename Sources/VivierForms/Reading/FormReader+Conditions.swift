import VivierMarkup

extension FormReader {
    /// A condition may look at a choice that stands before it, and at its options.
    mutating func checkConditions(of form: FormDefinition) {
        var known: [String: [String]] = [:]
        for field in form.fields {
            check(field.condition, of: field.name, known)
            check(field.showing, of: field.name, known)
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
    }

    /// A sheet is kept by whoever has its page, and has no room for files.
    mutating func checkSheet(_ form: FormDefinition) {
        for field in form.fields {
            if case .file = field.kind { complain(.fileOnSheet, at: place(of: field.name)) }
        }
    }

    private mutating func check(
        _ condition: FormField.Condition?,
        of name: String,
        _ known: [String: [String]]
    ) {
        for part in condition?.parts ?? [] {
            guard let options = known[part.field] else {
                complain(.unknownCondition(part.field, known.keys.sorted()), at: place(of: name))
                continue
            }
            for value in part.values where !options.contains(value) {
                complain(.unknownChoice(part.field, value, options), at: place(of: name))
            }
        }
    }

    private func place(of name: String) -> Range<Int> {
        let start = places[name] ?? 0
        let length = name.split(separator: ".").last?.utf8.count ?? 0
        return start..<start + length
    }
}
