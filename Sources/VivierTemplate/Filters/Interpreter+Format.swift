extension Interpreter {
    /// A text with `%s`, `%d` and their like filled in, as Python's `%` does.
    ///
    /// Arguments put into safe HTML are escaped.
    func formatted(
        _ format: Value,
        _ positional: [Value],
        _ named: [(String, Value)]
    ) throws(FilterFailure) -> Value {
        var isSafe = false
        if case .safe = format { isSafe = true }
        var directives = FormatReader(pythonText(format), positional, named)
        let text = try directives.fill { value in
            isSafe ? String(decoding: escapedBytes(value), as: UTF8.self) : printedText(value)
        }
        return isSafe ? .safe(SafeHTML(text: text)) : .string(text)
    }
}

/// Reads a text with `%` directives.
private struct FormatReader {
    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var positional: [Value]
    private var used = 0
    private let named: [(String, Value)]

    init(_ text: String, _ positional: [Value], _ named: [(String, Value)]) {
        self.scalars = Array(text.unicodeScalars)
        self.positional = positional
        self.named = named
    }

    private struct Directive {
        var name: String?
        var flags: Set<Unicode.Scalar> = []
        var width = 0
        var precision: Int?
        var conversion: Unicode.Scalar = "s"
    }

    mutating func fill(_ text: (Value) -> String) throws(FilterFailure) -> String {
        var result = ""
        while index < scalars.count {
            let scalar = scalars[index]
            index += 1
            guard scalar == "%" else {
                result.unicodeScalars.append(scalar)
                continue
            }
            let directive = try readDirective()
            if directive.conversion == "%" {
                result += "%"
                continue
            }
            let value = try nextValue(directive)
            result += padded(try converted(value, directive, text), directive)
        }
        let takesMap = positional.count == 1 && mapping(positional[0]) != nil
        guard used == positional.count || takesMap else {
            throw FilterFailure(
                "the format has fewer '%' than there are values",
                code: "bad-format"
            )
        }
        return result
    }

    private mutating func readDirective() throws(FilterFailure) -> Directive {
        var directive = Directive()
        if index < scalars.count, scalars[index] == "(" {
            guard let close = scalars[index...].firstIndex(of: ")") else { throw Self.bad }
            directive.name = String(String.UnicodeScalarView(scalars[index + 1..<close]))
            index = close + 1
        }
        while index < scalars.count, "#0- +".unicodeScalars.contains(scalars[index]) {
            directive.flags.insert(scalars[index])
            index += 1
        }
        directive.width = readNumber() ?? 0
        if index < scalars.count, scalars[index] == "." {
            index += 1
            directive.precision = readNumber() ?? 0
        }
        guard index < scalars.count, directive.width <= 10_000, directive.precision ?? 0 <= 300
        else {
            throw Self.bad
        }
        directive.conversion = scalars[index]
        index += 1
        return directive
    }

    private mutating func readNumber() -> Int? {
        var digits = ""
        while index < scalars.count, ("0"..."9").contains(scalars[index]), digits.count < 9 {
            digits.unicodeScalars.append(scalars[index])
            index += 1
        }
        return Int(digits)
    }

    private mutating func nextValue(_ directive: Directive) throws(FilterFailure) -> Value {
        if let name = directive.name {
            if let value = named.last(where: { $0.0 == name })?.1 { return value }
            if let map = positional.first.flatMap(mapping), let value = map[name] { return value }
            throw FilterFailure(
                "the format asks for '\(name)', which is not given",
                code: "bad-format"
            )
        }
        guard used < positional.count else {
            throw FilterFailure("the format has more '%' than there are values", code: "bad-format")
        }
        used += 1
        return positional[used - 1]
    }

    private func converted(
        _ value: Value,
        _ directive: Directive,
        _ text: (Value) -> String
    ) throws(FilterFailure) -> String {
        switch directive.conversion {
        case "s":
            let full = text(value)
            guard let precision = directive.precision else { return full }
            return String(String.UnicodeScalarView(full.unicodeScalars.prefix(precision)))
        case "r": return pythonRepr(value)
        case "d", "i", "u": return signed(String(try whole(value)), directive)
        case "x": return signed(String(try whole(value), radix: 16), directive)
        case "X": return signed(String(try whole(value), radix: 16, uppercase: true), directive)
        case "o": return signed(String(try whole(value), radix: 8), directive)
        case "f", "F":
            guard let number = value.number else { throw wrong(value) }
            return signed(PythonNumber.fixed(number, directive.precision ?? 6), directive)
        case "g", "e":
            guard let number = value.number else { throw wrong(value) }
            return signed(pythonFloat(number), directive)
        default: throw Self.bad
        }
    }

    private func whole(_ value: Value) throws(FilterFailure) -> Int {
        if let integer = value.integer { return integer }
        guard let number = value.number, let integer = Int(exactly: number.rounded(.towardZero))
        else {
            throw wrong(value)
        }
        return integer
    }

    private func wrong(_ value: Value) -> FilterFailure {
        FilterFailure("the format needs a number, not \(value.kindForPeople)", code: "bad-format")
    }

    private func signed(_ digits: String, _ directive: Directive) -> String {
        if digits.hasPrefix("-") { return digits }
        if directive.flags.contains("+") { return "+" + digits }
        return directive.flags.contains(" ") ? " " + digits : digits
    }

    private func padded(_ text: String, _ directive: Directive) -> String {
        let missing = directive.width - text.unicodeScalars.count
        guard missing > 0 else { return text }
        if directive.flags.contains("-") { return text + String(repeating: " ", count: missing) }
        if directive.flags.contains("0"), directive.conversion != "s" {
            let sign = text.prefix { $0 == "-" || $0 == "+" || $0 == " " }
            return sign + String(repeating: "0", count: missing) + text.dropFirst(sign.count)
        }
        return String(repeating: " ", count: missing) + text
    }

    private static let bad = FilterFailure(
        "the format has a '%' that means nothing",
        hint: "use %s for a text, %d for a number, %% for a percent sign",
        code: "bad-format"
    )
}
