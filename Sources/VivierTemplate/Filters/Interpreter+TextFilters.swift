extension Interpreter {
    func textFilter(_ input: FilterInput) throws(FilterFailure) -> Value {
        let text = printedText(input.value)
        switch input.filter {
        case .capitalize: return input.retext(TextWork.capitalized(text))
        case .center:
            let width = try input.count(0, 80)
            return input.retext(TextWork.centered(text, width))
        case .format:
            return try formatted(input.value, input.call.positional, input.call.named)
        case .indent: return try indented(input, text)
        case .lower: return input.retext(text.lowercased())
        case .upper: return input.retext(text.uppercased())
        case .replace: return try replaced(input, text)
        case .string:
            if case .safe = input.value { return input.value }
            return .string(text)
        case .title: return .string(TextWork.titled(text))
        case .trim:
            let test = TextWork.stripTest(input[0].map(pythonText))
            return input.retext(TextWork.stripped(text, leading: true, trailing: true, test))
        case .truncate: return try truncated(input, text)
        case .wordcount: return .int(wordCount(text))
        case .wordwrap: return try wrapped(input, text)
        default: return input.value
        }
    }

    private func indented(_ input: FilterInput, _ text: String) throws(FilterFailure) -> Value {
        let indention: String =
            if let given = input[0]?.text {
                given
            } else {
                String(repeating: " ", count: try input.count(0, 4))
            }
        let indentsBlank = input.flag(2)
        // Python's own way leaves a line that is empty alone, and so the break at
        // the very end.
        let lines = TextWork.lines(text + "\n")
        _ = try limited(indention.utf8.count, lines.count) {}
        var result = lines.first ?? ""
        for line in lines.dropFirst() {
            result += "\n" + (line.isEmpty && !indentsBlank ? "" : indention) + line
        }
        return input.retext(input.flag(1) ? indention + result : result)
    }

    private func replaced(_ input: FilterInput, _ text: String) throws(FilterFailure) -> Value {
        guard let old = input.arguments[0], let new = input.arguments[1] else {
            throw FilterFailure(
                "the filter 'replace' needs what to replace and what by",
                code: "bad-arguments"
            )
        }
        let limit = try input.integer(2, -1)
        func replace(_ text: String, _ old: String, _ new: String) throws(FilterFailure) -> String {
            let times = min(TextWork.count(text, old), limit < 0 ? .max : limit)
            _ = try limited(new.utf8.count, times) {}
            return TextWork.replacing(text, old, new, limit: limit)
        }
        guard input.autoescape else {
            return .string(try replace(text, pythonText(old), pythonText(new)))
        }
        let isSafe = [input.value, old, new].contains { value in
            if case .safe = value { return true }
            return false
        }
        guard isSafe else { return .string(try replace(text, pythonText(old), pythonText(new))) }
        // As MarkupSafe: what is not safe is escaped before it is put in.
        let base = String(decoding: escapedBytes(input.value), as: UTF8.self)
        let insert = String(decoding: escapedBytes(new), as: UTF8.self)
        return .safe(SafeHTML(text: try replace(base, pythonText(old), insert)))
    }

    private func truncated(_ input: FilterInput, _ text: String) throws(FilterFailure) -> Value {
        let length = try input.count(0, 255)
        let end = input.text(2, "...")
        let leeway = try input.count(3, 5)
        let scalars = Array(text.unicodeScalars)
        let endCount = end.unicodeScalars.count
        guard length >= endCount else {
            throw FilterFailure(
                "'truncate' cannot cut to \(length), which is shorter than its end '\(end)'",
                code: "bad-arguments"
            )
        }
        guard scalars.count > length + leeway else { return input.value }
        var kept = scalars.prefix(length - endCount)
        if !input.flag(1), let space = kept.lastIndex(of: " ") { kept = kept[..<space] }
        let head = String(String.UnicodeScalarView(kept))
        if case .safe = input.value {
            return .safe(SafeHTML(text: head + String(decoding: escapedHTML(end), as: UTF8.self)))
        }
        return .string(head + end)
    }

    private func wordCount(_ text: String) -> Int {
        text.unicodeScalars.split { scalar in
            !(scalar == "_" || scalar.properties.isAlphabetic
                || scalar.properties.numericType != nil)
        }.count
    }

    private func wrapped(_ input: FilterInput, _ text: String) throws(FilterFailure) -> Value {
        let width = try input.count(0, 79)
        guard width > 0 else {
            throw FilterFailure("a line has at least one character", code: "bad-arguments")
        }
        let separator = input.text(2, program.options.newlineSequence)
        let lines = TextWork.lines(text).map { line in
            TextWork.wrapped(
                line,
                width: width,
                breaksWords: input.flag(1, true),
                breaksHyphens: input.flag(3, true)
            ).joined(separator: separator)
        }
        return .string(lines.joined(separator: separator))
    }

    /// The methods of a text that a template may call; `nil` for one it has not.
    func textMethod(
        _ name: String,
        _ base: Value,
        _ arguments: [Value]
    ) throws(FilterFailure) -> Value? {
        let text = base.text ?? ""
        let first = arguments.first?.text
        func again(_ result: String) -> Value {
            if case .safe = base { return .safe(SafeHTML(text: result)) }
            return .string(result)
        }
        switch name {
        case "upper": return again(text.uppercased())
        case "lower": return again(text.lowercased())
        case "capitalize": return again(TextWork.capitalized(text))
        case "title": return again(TextWork.titled(text))
        case "strip", "lstrip", "rstrip":
            let test = TextWork.stripTest(first)
            let leading = name != "rstrip"
            let trailing = name != "lstrip"
            return again(TextWork.stripped(text, leading: leading, trailing: trailing, test))
        case "startswith": return .bool(first.map { text.hasPrefix($0) } ?? false)
        case "endswith": return .bool(first.map { text.hasSuffix($0) } ?? false)
        case "count": return first.map { .int(TextWork.count(text, $0)) }
        case "isdigit": return .bool(!text.isEmpty && text.allSatisfy(\.isWholeNumber))
        case "isalpha": return .bool(!text.isEmpty && text.allSatisfy(\.isLetter))
        case "split":
            guard let first, !first.isEmpty else {
                return .list(TextWork.words(text).map(Value.string))
            }
            let parts = text.split(separator: first, omittingEmptySubsequences: false)
            return .list(parts.map { .string(String($0)) })
        case "splitlines": return .list(TextWork.lines(text).map(Value.string))
        case "join":
            guard let items = arguments.first.flatMap(plainItems) else { return nil }
            return again(items.map(pythonText).joined(separator: text))
        case "replace":
            guard arguments.count >= 2 else { return nil }
            let new = pythonText(arguments[1])
            let insert: String =
                if case .safe = base {
                    String(decoding: escapedBytes(arguments[1]), as: UTF8.self)
                } else { new }
            let old = pythonText(arguments[0])
            _ = try limited(insert.utf8.count, TextWork.count(text, old)) {}
            return again(TextWork.replacing(text, old, insert, limit: -1))
        case "format", "encode": return nil
        default: return nil
        }
    }
}
