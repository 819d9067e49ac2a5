import VivierDiagnostics
import VivierMarkup

extension FormReader {
    /// A list of fields; `group` is the name of the group they stand in.
    mutating func fields(_ node: YAMLNode, inGroup group: String?) -> [FormField] {
        guard isList(node, "fields") else { return [] }
        return node.elements.compactMap { element in
            isMapping(element, "a field") ? field(element, inGroup: group) : nil
        }
    }

    private mutating func field(_ node: YAMLNode, inGroup group: String?) -> FormField? {
        guard let name = name(node, inGroup: group) else { return nil }
        guard let typeNode = node["type"] else {
            complain(.missing("type", in: "the field '\(name)'"), at: node)
            return nil
        }
        let type = typeNode.text
        guard let own = Self.keysOfType[type] else {
            complain(.unknownChoice("type", type, Self.keysOfType.keys.sorted()), at: typeNode)
            return nil
        }
        guard group == nil || !["group", "file", "consent"].contains(type) else {
            complain(.notInGroup(type), at: typeNode)
            return nil
        }
        var field = FormField(name: name, kind: kind(type, node, name), label: LocalText([:]))
        readKeys(of: node, FormKey.ofEveryField + own) { key, value, reader in
            switch key {
            case "label": field.label = reader.text(value) ?? field.label
            case "hint": field.hint = reader.text(value)
            case "required": field.isRequired = reader.yesOrNo(value)
            case "when": field.condition = reader.condition(value)
            case "resume": field.resume = reader.line(value)
            case "search": field.search = reader.line(value)
            case "cv": reader.readShowing(value, &field)
            case "autocomplete": field.autocomplete = reader.line(value)
            default: break
            }
        }
        if node["label"] == nil {
            complain(.missing("label", in: "the field '\(name)'"), at: node)
        }
        if field.autocomplete == nil { field.autocomplete = Self.autocomplete[type] }
        return field
    }

    /// The keys that a type of field has beside those of every field.
    private static let keysOfType: [String: [String]] = [
        "text": ["lines", "min_length", "max_length", "pattern", "pattern_text"],
        "mail": [], "phone": [], "town": [], "consent": [], "yesno": [],
        "date": ["earliest", "latest"], "number": ["min", "max"],
        "choice": ["options"], "several": ["options"],
        "file": ["accept", "max_size", "max_files"],
        "group": ["fields", "shown", "max"],
    ]

    private static let autocomplete = ["mail": "email", "phone": "tel", "town": "address-level2"]

    private mutating func name(_ node: YAMLNode, inGroup group: String?) -> String? {
        guard let value = node["name"] else {
            complain(.missing("name", in: "a field"), at: node)
            return nil
        }
        let name = value.text
        guard let first = name.utf8.first, (97...122).contains(first), name.utf8.count <= 40,
            name.utf8.allSatisfy({
                (97...122).contains($0) || (48...57).contains($0) || $0 == 95
            })
        else {
            complain(.wrongName(name), at: value)
            return nil
        }
        if group == nil, ReservedField(rawValue: name) != nil {
            complain(.reservedName(name), at: value)
            return nil
        }
        let path = group.map { "\($0).\(name)" } ?? name
        if let place = places[path] {
            diagnostics.emit(
                FormFault.twice(name).diagnostic(in: source, at: value.range)
                    .noting("it is named here first", in: source, at: place)
            )
            return nil
        }
        places[path] = value.range.lowerBound
        return name
    }

    /// `cv: false`, or the choices of its owner under which a CV shows it.
    private mutating func readShowing(_ node: YAMLNode, _ field: inout FormField) {
        if node.kind == .mapping {
            field.showing = condition(node)
        } else {
            field.isOnCV = yesOrNo(node)
        }
    }

    mutating func condition(_ node: YAMLNode) -> FormField.Condition? {
        guard isMapping(node, "a condition: {status: [student]}") else { return nil }
        return FormField.Condition(
            parts: node.entries.map { key, value in
                FormField.Condition.Part(field: key.text, values: names(value))
            }
        )
    }
}
