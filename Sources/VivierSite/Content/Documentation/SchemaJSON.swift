/// JSON laid out for people, in the order in which it was made.
indirect enum SchemaJSON {
    case object([(String, SchemaJSON)])
    case array([SchemaJSON])
    case string(String)
    case int(Int)
    case bool(Bool)

    /// Two spaces a level; lists of plain values on one line.
    func text(indent: String = "") -> String {
        let deeper = indent + "  "
        switch self {
        case .string(let text): return SchemaJSON.quoted(text)
        case .int(let value): return String(value)
        case .bool(let value): return value ? "true" : "false"
        case .array(let elements):
            let isPlain = elements.allSatisfy { element in
                switch element {
                case .object, .array: false
                case .string, .int, .bool: true
                }
            }
            if isPlain { return "[" + elements.map { $0.text() }.joined(separator: ", ") + "]" }
            let lines = elements.map { deeper + $0.text(indent: deeper) }
            return "[\n" + lines.joined(separator: ",\n") + "\n\(indent)]"
        case .object(let members):
            guard !members.isEmpty else { return "{}" }
            let lines = members.map { name, value in
                "\(deeper)\(SchemaJSON.quoted(name)): \(value.text(indent: deeper))"
            }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
        }
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case "\n": result += "\\n"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
