internal import VivierForms
internal import VivierStore
internal import VivierWorkflow

/// A CV as a file that other programs read (jsonresume.org, 1.0.0).
///
/// The fields of a form say where in it their values stand: `basics.name`; in a group that stands
/// at `work`, `position`.
enum Resume {
    /// What a file says, under the names of a form.
    static func values(_ file: JSONValue, for form: FormDefinition) -> [Submission.Value] {
        form.fields.flatMap { field -> [Submission.Value] in
            guard let path = field.resume else { return [] }
            guard case .group(let rule) = field.kind else {
                return text(file, path, field).map { [Submission.Value(field.name, $0)] } ?? []
            }
            let entries = value(file, path)?.array ?? []
            return entries.prefix(rule.maximum).enumerated().flatMap { index, entry in
                rule.fields.compactMap { inner in
                    inner.resume.flatMap { text(entry, $0, inner) }.map {
                        Submission.Value(entryName(field.name, index + 1, inner.name), $0)
                    }
                }
            }
        }
    }

    /// The file of what a sheet holds.
    static func file(_ fields: [Happening.Field], by form: FormDefinition) -> JSONValue {
        let values = Dictionary(uniqueKeysWithValues: fields.map { ($0.name, $0.values) })
        var file = JSONValue.object([])
        for field in form.fields {
            guard let path = field.resume else { continue }
            let steps = path.split(separator: ".").map(String.init)
            if case .group(let rule) = field.kind {
                let entries = (1...rule.maximum).compactMap { number in
                    entry(number, of: field, rule, values)
                }
                if !entries.isEmpty { file.set(steps[...], to: .array(entries)) }
            } else if let text = written(values[field.name], field) {
                file.set(steps[...], to: .string(text))
            }
        }
        file.set(["meta", "version"], to: .string("v1.0.0"))
        return file
    }

    private static func entry(
        _ number: Int,
        of group: FormField,
        _ rule: FormField.GroupRule,
        _ values: [String: [String]]
    ) -> JSONValue? {
        var entry = JSONValue.object([])
        for inner in rule.fields {
            guard let path = inner.resume,
                let text = written(values[entryName(group.name, number, inner.name)], inner)
            else { continue }
            entry.set(path.split(separator: ".").map(String.init)[...], to: .string(text))
        }
        return entry == .object([]) ? nil : entry
    }

    private static func value(_ file: JSONValue, _ path: String) -> JSONValue? {
        path.split(separator: ".").reduce(file) { value, name in value?[String(name)] }
    }

    private static func text(_ file: JSONValue, _ path: String, _ field: FormField) -> String? {
        guard let text = value(file, path)?.string, !text.isEmpty else { return nil }
        switch field.kind {
        case .choice(let options), .several(let options):
            return options.first { option in
                option.code == text || option.label.texts.values.contains(text)
            }?.code
        case .text: return path.hasSuffix("Date") ? month(text) : text
        default: return text
        }
    }

    private static func written(_ values: [String]?, _ field: FormField) -> String? {
        guard let text = values?.first else { return nil }
        switch field.kind {
        case .choice(let options), .several(let options):
            let label = options.first { $0.code == text }?.label
            return label?.texts.sorted { $0.key < $1.key }.first?.value ?? text
        case .text: return field.resume?.hasSuffix("Date") == true ? isoMonth(text) : text
        default: return text
        }
    }

    /// `03/2021` of `2021-03` or `2021-03-15`; anything else as it is.
    private static func month(_ text: String) -> String {
        let parts = text.split(separator: "-")
        guard (2...3).contains(parts.count), parts[0].count == 4, parts[1].count == 2 else {
            return text
        }
        return "\(parts[1])/\(parts[0])"
    }

    private static func isoMonth(_ text: String) -> String {
        let parts = text.split(separator: "/")
        return parts.count == 2 ? "\(parts[1])-\(parts[0])" : text
    }
}

extension JSONValue {
    /// Puts a value where a path leads, making the objects on the way.
    fileprivate mutating func set(_ path: ArraySlice<String>, to value: JSONValue) {
        guard let name = path.first else {
            self = value
            return
        }
        var inner = self[name] ?? .object([])
        inner.set(path.dropFirst(), to: value)
        self = .object((members ?? []).filter { $0.name != name } + [Member(name, inner)])
    }
}
