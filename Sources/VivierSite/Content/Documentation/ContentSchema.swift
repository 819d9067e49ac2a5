/// `docs/schema/<kind>.schema.json`: JSON Schema (2020-12) of the front matter, so
/// that editors propose keys and underline mistakes.
///
/// The schema describes how a file is best written. The reader accepts more: other
/// forms of dates, numbers in words of four languages.
package func contentJSONSchema(_ kind: ContentKind) -> String {
    let keys = keyDocumentation(of: kind)
    var members: [(String, SchemaJSON)] = [
        ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
        ("title", .string(kind.title)),
        ("description", .string(kind.summary)),
    ]
    members += objectSchema(keys, isOpen: false)
    return SchemaJSON.object(members).text() + "\n"
}

private func objectSchema(_ keys: [KeyDocumentation], isOpen: Bool) -> [(String, SchemaJSON)] {
    var properties: [(String, SchemaJSON)] = []
    for key in keys {
        properties.append((key.name, .object(described(key, as: nil))))
        for alias in key.aliases {
            properties.append((alias, .object(described(key, as: "Same as '\(key.name)'. "))))
        }
    }
    var members: [(String, SchemaJSON)] = [
        ("type", .string("object")), ("properties", .object(properties)),
        ("additionalProperties", .bool(isOpen)),
    ]
    // A key with other spellings cannot be required by one of them alone.
    let required = keys.filter { $0.isRequired && $0.aliases.isEmpty }.map(\.name)
    if !required.isEmpty { members.append(("required", .array(required.map { .string($0) }))) }
    return members
}

private func described(_ key: KeyDocumentation, as prefix: String?) -> [(String, SchemaJSON)] {
    var members: [(String, SchemaJSON)] = [("description", .string((prefix ?? "") + key.text))]
    members += schema(of: key.shape, splitsAtCommas: key.splitsAtCommas)
    return members
}

private func schema(of shape: KeyShape, splitsAtCommas: Bool = false) -> [(String, SchemaJSON)] {
    func string(_ pattern: String? = nil) -> [(String, SchemaJSON)] {
        [("type", .string("string"))] + (pattern.map { [("pattern", .string($0))] } ?? [])
    }
    switch shape {
    case .text, .term: return [("type", .array([.string("string"), .string("number")]))]
    case .slug: return string("^[a-z0-9]+(-[a-z0-9]+)*$")
    case .day: return string("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
    case .yesOrNo: return [("type", .string("boolean"))]
    case .integer(let range):
        var members: [(String, SchemaJSON)] = [("type", .string("integer"))]
        if range.lowerBound != Int.min { members.append(("minimum", .int(range.lowerBound))) }
        if range.upperBound != Int.max { members.append(("maximum", .int(range.upperBound))) }
        return members
    case .number(let range):
        return [
            ("type", .string("number")), ("minimum", .int(Int(range.lowerBound))),
            ("maximum", .int(Int(range.upperBound))),
        ]
    case .amount: return [("type", .string("number")), ("minimum", .int(0))]
    case .percent:
        return [("type", .array([.string("string"), .string("number")]))]
    case .choice(let choices):
        let isFalse = choices == ["false"]
        return [("enum", .array(isFalse ? [.bool(false)] : choices.map { .string($0) }))]
    case .webAddress: return string("^https?://")
    case .mailAddress: return string("^[^@ ]+@[^@ ]+\\.[^@ ]+$")
    case .mailbox: return string("^([^@ ]+@[^@ ]+\\.[^@ ]+|.*<[^@ ]+@[^@ ]+\\.[^@ ]+>)$")
    case .phone: return string("^[0-9+(). /-]{3,}$")
    case .path, .page, .timeZone: return string()
    case .color: return string("^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$")
    case .country: return string("^[A-Z]{2}$")
    case .language: return string("^[a-z]{2,3}$")
    case .currency: return string("^[A-Z]{3}$")
    case .list(let element):
        let one = SchemaJSON.object(schema(of: element))
        let list = SchemaJSON.object([("type", .string("array")), ("items", one)])
        return [("anyOf", .array([one, list]))]
    case .either(let shapes):
        return [("anyOf", .array(shapes.map { .object(schema(of: $0)) }))]
    case .keys(let keys): return objectSchema(keys, isOpen: false)
    case .names(let value):
        // `fields` and `values` of a collection drop what they map to nothing.
        let nothing = SchemaJSON.object([("type", .string("null"))])
        let either = SchemaJSON.array([.object(schema(of: value)), nothing])
        return [
            ("type", .string("object")), ("additionalProperties", .object([("anyOf", either)])),
        ]
    }
}
