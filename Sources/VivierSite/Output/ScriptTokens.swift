/// A piece of a script (ECMA-262, clause 12), as far as names have to be told from what they stand in.
struct ScriptToken {
    enum Kind {
        /// An identifier or a keyword; a private name has its `#`.
        case name
        /// One sign of punctuation.
        case sign
        /// A number, a text, a regular expression, the end of a template.
        case literal
        /// A template up to `${`.
        case opening
        /// From `}` to the next `${` of a template.
        case between
        /// From `}` to the end of a template.
        case closing
    }

    var kind: Kind
    var range: Range<Int>
}

/// Splits a script into its pieces, without spaces and comments.
///
/// - Returns: `nil` where that takes more than a look: a slash after `}` may divide or begin a regular
///   expression, and what has no end is for the browser to complain about.
func scriptTokens(_ script: [UInt8]) -> [ScriptToken]? {
    var scanner = ScriptScanner(script: script)
    while let kind = scanner.next() {
        guard let kind else { return nil }
        scanner.tokens.append(ScriptToken(kind: kind, range: scanner.start..<scanner.index))
    }
    return scanner.braces.isEmpty ? scanner.tokens : nil
}

private struct ScriptScanner {
    let script: [UInt8]
    var tokens: [ScriptToken] = []
    var start = 0
    var index = 0

    /// For each brace that is open, whether it stands in a template.
    var braces: [Bool] = []

    /// For each parenthesis that is open, whether a statement may follow its end: `if (…)`.
    private var conditions: [Bool] = []

    /// The same of the last one that was closed.
    private var wasCondition = false

    init(script: [UInt8]) { self.script = script }

    /// - Returns: `nil` at the end, and nothing in it for what is not understood.
    mutating func next() -> ScriptToken.Kind?? {
        guard let isWhole = skip() else { return .some(nil) }
        guard !isWhole else { return nil }
        start = index
        let byte = script[index]
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return .some(endText(byte))
        case UInt8(ascii: "`"): return .some(endTemplate(.opening, .literal))
        case UInt8(ascii: "{"):
            braces.append(false)
            return .sign
        case UInt8(ascii: "}"):
            guard let isTemplate = braces.popLast() else { return .some(nil) }
            return isTemplate ? .some(endTemplate(.between, .closing)) : .sign
        case UInt8(ascii: "("):
            conditions.append(
                tokens.last.map { ["if", "while", "for"].contains(word($0)) } ?? false
            )
            return .sign
        case UInt8(ascii: ")"):
            wasCondition = conditions.popLast() ?? false
            return .sign
        case UInt8(ascii: "/"): return .some(endSlash())
        case UInt8(ascii: "\\"): return .some(nil)
        case 0x30...0x39:
            while index < script.count, isName(script[index]) || script[index] == 0x2E {
                index += 1
            }
            return .literal
        case _ where isName(byte) || byte == UInt8(ascii: "#"):
            while index < script.count, isName(script[index]) { index += 1 }
            return .name
        default: return .sign
        }
    }

    /// Goes to the next piece.
    ///
    /// - Returns: Whether there is none; `nil` in a comment without an end.
    private mutating func skip() -> Bool? {
        while index < script.count {
            if [0x20, 0x09, 0x0A, 0x0D].contains(script[index]) {
                index += 1
            } else if script[index...].starts(with: "//".utf8) {
                index = script[index...].firstIndex(of: 0x0A) ?? script.count
            } else if script[index...].starts(with: "/*".utf8) {
                index += 2
                while !script[index...].starts(with: "*/".utf8) {
                    guard index < script.count else { return nil }
                    index += 1
                }
                index += 2
            } else {
                return false
            }
        }
        return true
    }

    private func word(_ token: ScriptToken) -> String {
        String(decoding: script[token.range], as: UTF8.self)
    }

    private mutating func endText(_ quote: UInt8) -> ScriptToken.Kind? {
        while index < script.count, script[index] != 0x0A {
            defer { index += 1 }
            if script[index] == quote { return .literal }
            if script[index] == UInt8(ascii: "\\") { index += 1 }
        }
        return nil
    }

    private mutating func endTemplate(
        _ open: ScriptToken.Kind,
        _ whole: ScriptToken.Kind
    ) -> ScriptToken.Kind? {
        while index < script.count {
            defer { index += 1 }
            switch script[index] {
            case UInt8(ascii: "`"): return whole
            case UInt8(ascii: "\\"): index += 1
            case UInt8(ascii: "$") where script[(index + 1)...].first == UInt8(ascii: "{"):
                index += 1
                braces.append(true)
                return open
            default: break
            }
        }
        return nil
    }

    private mutating func endSlash() -> ScriptToken.Kind? {
        guard let before = tokens.last else { return nil }
        switch before.kind {
        case .literal, .closing: return .sign
        case .name:
            return beforeExpressions.contains(word(before)) ? endExpression() : .sign
        case .sign:
            switch script[before.range.lowerBound] {
            case UInt8(ascii: "]"): return .sign
            case UInt8(ascii: ")"): return wasCondition ? endExpression() : .sign
            // `x++ / 2`, `{} / 2`: not at a glance.
            case UInt8(ascii: "}"), UInt8(ascii: "+"), UInt8(ascii: "-"): return nil
            default: return endExpression()
            }
        case .opening, .between: return endExpression()
        }
    }

    private mutating func endExpression() -> ScriptToken.Kind? {
        var isSet = false
        while index < script.count, script[index] != 0x0A {
            defer { index += 1 }
            switch script[index] {
            case UInt8(ascii: "\\"): index += 1
            case UInt8(ascii: "["): isSet = true
            case UInt8(ascii: "]"): isSet = false
            case UInt8(ascii: "/") where !isSet: return .literal
            default: break
            }
        }
        return nil
    }
}

/// After these words a slash begins a regular expression.
private let beforeExpressions: Set = [
    "return", "typeof", "case", "in", "of", "new", "delete", "void", "throw", "await", "yield",
    "else", "do",
]

private func isName(_ byte: UInt8) -> Bool {
    (97...122).contains(byte | 0x20) || (48...57).contains(byte) || byte == UInt8(ascii: "_")
        || byte == UInt8(ascii: "$") || byte >= 0x80
}
