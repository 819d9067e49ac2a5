/// Something to say about a value: the rule it goes by, what is wrong, what to do.
///
/// The functions that make them stand together in `Complaint+*.swift`, so that
/// the wording can be read through in one go.
struct Complaint: Sendable {
    var rule: Rule
    var message: String
    var hint: String?

    init(_ rule: Rule, _ message: String, hint: String? = nil) {
        self.rule = rule
        self.message = message
        self.hint = hint
    }
}

/// A text as a message shows it: in quotes, cut after 60 characters.
func quoted(_ text: String) -> String {
    let line = cleanLine(text)
    guard line.utf8.count > 60, line.count > 60 else { return "'\(line)'" }
    return "'\(line.prefix(57))…'"
}
