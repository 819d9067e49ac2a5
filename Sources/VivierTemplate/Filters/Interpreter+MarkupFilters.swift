extension Interpreter {
    func markupFilter(_ input: FilterInput) throws(FilterFailure) -> Value {
        switch input.filter {
        case .escape:
            if case .safe = input.value { return input.value }
            return .safe(SafeHTML(escapedHTML(printedText(input.value))))
        case .forceescape: return .safe(SafeHTML(escapedHTML(printedText(input.value))))
        case .safe:
            if case .safe = input.value { return input.value }
            return .safe(SafeHTML(text: printedText(input.value)))
        case .striptags: return .string(Tags.stripped(printedText(input.value)))
        case .tojson:
            let indent: Int? = input[0] == nil ? nil : try input.count(0, 0)
            return .safe(SafeHTML(try json(input.value, indent: indent), kind: .json))
        case .urlencode: return .string(try urlEncoded(input))
        case .xmlattr: return try attributes(input)
        default: return try linked(input)
        }
    }

    private func urlEncoded(_ input: FilterInput) throws(FilterFailure) -> String {
        if case .string(let text) = input.value { return PercentEncoding.path(text) }
        if case .safe(let html) = input.value { return PercentEncoding.path(html.text) }
        var pairs: [(Value, Value)] = []
        if let map = mapping(input.value) {
            pairs = Array(zip(map.keys, map.values))
        } else if let items = plainItems(input.value) {
            for item in items {
                guard let pair = plainItems(item), pair.count == 2 else {
                    throw input.unfit("a text, a map or a list of pairs")
                }
                pairs.append((pair[0], pair[1]))
            }
        } else {
            return PercentEncoding.path(printedText(input.value))
        }
        return pairs.map { key, value in
            PercentEncoding.query(printedText(key)) + "="
                + PercentEncoding.query(printedText(value))
        }.joined(separator: "&")
    }

    private func attributes(_ input: FilterInput) throws(FilterFailure) -> Value {
        guard let map = mapping(input.value) else { throw input.unfit("a map") }
        var result: [UInt8] = []
        for (key, value) in zip(map.keys, map.values) where !value.isNone && !value.isUndefined {
            let name = printedText(key)
            let isBad = name.unicodeScalars.contains { scalar in
                Whitespace.contains(scalar) || "/>=\"'<".unicodeScalars.contains(scalar)
            }
            guard !isBad, !name.isEmpty else {
                throw FilterFailure(
                    "\(pythonQuoted(name)) is not the name of an attribute",
                    code: "bad-filter-input"
                )
            }
            if program.options.contextual, let problem = AttributeKind(name, of: .normal).problem {
                throw FilterFailure(problem, code: "unsafe-output")
            }
            if !result.isEmpty { result.append(Byte.space) }
            result += escapedHTML(name)
            result += "=\"".utf8
            result += escapedBytes(value)
            result.append(Byte.quote)
        }
        if input.flag(0, true), !result.isEmpty { result.insert(Byte.space, at: 0) }
        return input.autoescape
            ? .safe(SafeHTML(result)) : .string(String(decoding: result, as: UTF8.self))
    }

    private func linked(_ input: FilterInput) throws(FilterFailure) -> Value {
        var linker = Linker()
        if let limit = input[0] { linker.limit = try input.count(0, limit.integer ?? 0) }
        var rel = Set(TextWork.words(input.text(3, "")))
        if input.flag(1) { rel.insert("nofollow") }
        rel.insert("noopener")
        linker.rel = rel.sorted().joined(separator: " ")
        linker.target = input[2].map(pythonText)
        if let schemes = input[4].flatMap(plainItems) {
            linker.schemes = schemes.map(pythonText)
            for scheme in linker.schemes where !Linker.isScheme(scheme) {
                throw FilterFailure(
                    "\(pythonQuoted(scheme)) is not the beginning of an address",
                    code: "bad-arguments"
                )
            }
        }
        let escaped = String(decoding: escapedBytes(input.value), as: UTF8.self)
        let text = linker.link(escaped)
        return input.autoescape ? .safe(SafeHTML(text: text)) : .string(text)
    }
}

/// Percent-encoding as Python's `urllib` does it.
enum PercentEncoding {
    /// For a path: all but letters, digits, `_.-~` and `/`.
    static func path(_ text: String) -> String { encoded(text, keeps: Byte.slash) }

    /// For a query: the slash too, and a space becomes a plus sign.
    static func query(_ text: String) -> String {
        encoded(text, keeps: Byte.space).map { $0 == " " ? "+" : String($0) }.joined()
    }

    private static func encoded(_ text: String, keeps kept: UInt8) -> String {
        var result: [UInt8] = []
        for byte in text.utf8 {
            let isPlain =
                Byte.isLetter(byte) || Byte.isDigit(byte) || "_.-~".utf8.contains(byte)
                || byte == kept
            if isPlain {
                result.append(byte)
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                result += "%\(byte < 16 ? "0" : "")\(digits)".utf8
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
