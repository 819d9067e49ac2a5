/// What the HTML of a field tells the browser: all of the rule that HTML has words for.
package struct ControlHints: Sendable, Equatable {
    /// The element or group of elements that a template makes.
    package enum Control: String, Sendable {
        case line
        case lines
        case options
        case boxes
        case file
        case consent
        case group
    }

    package var control: Control
    /// `type` of the `input`.
    package var type = "text"
    package var isRequired: Bool
    package var minimumLength: Int?
    package var maximumLength: Int?
    /// For the attribute `pattern`: the whole value has to match.
    package var pattern: FieldPattern?
    package var inputMode: String?
    package var autocomplete: String?
    package var rows: Int?
    /// Extensions with their dots, joined by commas.
    package var accept: String?
    package var isMultiple = false
    /// Bytes of one file, for the module.
    package var maximumSize: Int?
    package var maximumCount: Int?
}

extension FormField {
    /// The hints of this field, outside a group or in an entry that must be filled in.
    package var hints: ControlHints {
        var hints = ControlHints(control: .line, isRequired: isAlwaysRequired)
        hints.autocomplete = autocomplete
        switch kind {
        case .text(let rule):
            hints.control = rule.lines > 1 ? .lines : .line
            hints.rows = rule.lines > 1 ? rule.lines : nil
            hints.minimumLength = rule.minimum
            hints.maximumLength = rule.maximum
            hints.pattern = rule.pattern
        case .mail:
            hints.type = "email"
            hints.maximumLength = mailLength
            hints.pattern = .mail
        case .phone:
            hints.type = "tel"
            hints.maximumLength = phoneLength
            hints.pattern = .phone
        case .date:
            hints.pattern = .date
            hints.inputMode = "numeric"
        case .number:
            hints.pattern = .number
            hints.inputMode = "numeric"
        case .town: hints.maximumLength = townLength
        case .choice: hints.control = .options
        case .several:
            hints.control = .boxes
            // No attribute asks for one box of several.
            hints.isRequired = false
        case .consent:
            hints.control = .consent
            hints.type = "checkbox"
        case .file(let rule):
            hints.control = .file
            hints.type = "file"
            hints.accept = rule.types.flatMap(\.extensions).map { "." + $0 }.joined(separator: ",")
            hints.isMultiple = rule.count > 1
            hints.maximumSize = rule.size
            hints.maximumCount = rule.count
        case .group(let rule):
            hints.control = .group
            hints.isRequired = false
            hints.maximumCount = rule.maximum
        }
        return hints
    }
}
