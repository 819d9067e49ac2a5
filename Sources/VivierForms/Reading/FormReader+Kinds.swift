import VivierMarkup

extension FormReader {
    /// The rule of a field of a known type.
    mutating func kind(_ type: String, _ node: YAMLNode, _ name: String) -> FormField.Kind {
        switch type {
        case "mail": .mail
        case "phone": .phone
        case "town": .town
        case "consent": .consent
        case "date": .date(dateRule(node))
        case "number": .number(numberRule(node))
        case "yesno": .choice(FormField.Option.yesAndNo)
        case "choice": .choice(options(node, name))
        case "several": .several(options(node, name))
        case "file": .file(fileRule(node))
        case "group": .group(groupRule(node, name))
        default: .text(textRule(node))
        }
    }

    private mutating func textRule(_ node: YAMLNode) -> FormField.TextRule {
        var rule = FormField.TextRule()
        if let value = node["lines"] { rule.lines = integer(value, 1...60) ?? 1 }
        if rule.lines > 1 { rule.maximum = 5000 }
        if let value = node["min_length"] { rule.minimum = integer(value, 1...20_000) }
        if let value = node["max_length"] {
            rule.maximum = integer(value, 1...20_000) ?? rule.maximum
        }
        if let minimum = rule.minimum, minimum > rule.maximum {
            complain(.exchanged("min_length", "max_length"), at: node)
        }
        guard let pattern = node["pattern"] else { return rule }
        if rule.lines > 1 { complain(.patternOfLines, at: pattern) }
        do throws(PatternFault) {
            rule.pattern = try FieldPattern(pattern.text)
        } catch {
            complain(.wrongPattern(error.text), at: pattern)
        }
        if let value = node["pattern_text"] {
            rule.explanation = text(value)
        } else {
            complain(.missing("pattern_text", in: "a field with 'pattern'"), at: pattern)
        }
        return rule
    }

    private mutating func dateRule(_ node: YAMLNode) -> FormField.DateRule {
        var rule = FormField.DateRule()
        if let value = node["earliest"] { rule.earliest = day(value) }
        if let value = node["latest"] { rule.latest = day(value) }
        if let earliest = rule.earliest, let latest = rule.latest, latest < earliest {
            complain(.exchanged("earliest", "latest"), at: node)
        }
        return rule
    }

    private mutating func numberRule(_ node: YAMLNode) -> FormField.NumberRule {
        let limits = -999_999_999...999_999_999
        var rule = FormField.NumberRule()
        if let value = node["min"] { rule.minimum = integer(value, limits) }
        if let value = node["max"] { rule.maximum = integer(value, limits) }
        if let minimum = rule.minimum, let maximum = rule.maximum, maximum < minimum {
            complain(.exchanged("min", "max"), at: node)
        }
        return rule
    }

    /// Codes with their labels, in the order they are shown.
    private mutating func options(_ node: YAMLNode, _ name: String) -> [FormField.Option] {
        guard let value = node["options"] else {
            complain(.missing("options", in: "the field '\(name)'"), at: node)
            return []
        }
        guard isMapping(value, "the options: {code: label}") else { return [] }
        let options = value.entries.compactMap { key, label in
            text(label).map { FormField.Option(code: key.text, label: $0) }
        }
        if options.isEmpty { complain(.emptyText, at: value) }
        return options
    }

    private mutating func fileRule(_ node: YAMLNode) -> FormField.FileRule {
        var rule = FormField.FileRule()
        if let value = node["accept"] {
            rule.types = []
            for name in names(value) {
                if let type = FileType(rawValue: name) {
                    rule.types.append(type)
                } else {
                    complain(
                        .unknownChoice("accept", name, FileType.allCases.map(\.rawValue)),
                        at: value
                    )
                }
            }
        }
        if let value = node["max_size"] { rule.size = size(value) ?? rule.size }
        if let value = node["max_files"] { rule.count = integer(value, 1...20) ?? 1 }
        return rule
    }

    private mutating func groupRule(_ node: YAMLNode, _ name: String) -> FormField.GroupRule {
        var rule = FormField.GroupRule()
        if let value = node["fields"] {
            rule.fields = fields(value, inGroup: name)
        } else {
            complain(.missing("fields", in: "the group '\(name)'"), at: node)
        }
        if let value = node["shown"] { rule.shown = integer(value, 1...20) ?? rule.shown }
        if let value = node["max"] { rule.maximum = integer(value, 1...50) ?? rule.maximum }
        if rule.shown > rule.maximum { complain(.exchanged("shown", "max"), at: node) }
        return rule
    }
}
