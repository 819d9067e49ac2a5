/// A piece of a template as the parser sees it.
struct Token: Sendable, Equatable {
    enum Kind: Sendable, Equatable {
        /// Text outside of all tags, already trimmed; the text is in `text`.
        case data
        case variableBegin
        case variableEnd
        case blockBegin
        case blockEnd
        case name
        case string
        case integer
        case float
        case symbol
        case end

        /// A fault of the text itself; what is wrong is in `text`.
        case fault
    }

    var kind: Kind

    /// The name, symbol, text or digits.
    var text: String

    /// Byte offsets in the source.
    var range: Range<Int>

    /// How a person would call it in a message.
    var forPeople: String {
        switch kind {
        case .data: "text"
        case .variableBegin: "'{{'"
        case .variableEnd: "'}}'"
        case .blockBegin: "'{%'"
        case .blockEnd: "'%}'"
        case .name, .symbol, .integer, .float: "'\(text)'"
        case .string: "a text in quotes"
        case .end: "the end of the template"
        case .fault: text
        }
    }

    func isName(_ name: String) -> Bool { kind == .name && text == name }

    func isSymbol(_ symbol: String) -> Bool { kind == .symbol && text == symbol }
}
