extension Interpreter {
    mutating func listFilter(_ input: FilterInput) throws(FilterFailure) -> Value {
        switch input.filter {
        case .length:
            switch input.value {
            case .string(let text): return .int(text.unicodeScalars.count)
            case .safe(let html): return .int(html.text.unicodeScalars.count)
            case .list(let items), .tuple(let items): return .int(items.count)
            case .runtime(let handle) where handle.kind == .loop:
                return .int(loopRecords[Int(handle.index)].items.count)
            default: return .int(try filterItems(input).count)
            }
        case .first: return try filterItems(input).first ?? none("first", input)
        case .last: return try filterItems(input).last ?? none("last", input)
        case .list: return .list(try filterItems(input))
        case .reverse:
            if let text = input.value.text {
                return input.retext(
                    String(String.UnicodeScalarView(text.unicodeScalars.reversed()))
                )
            }
            return .list(try filterItems(input).reversed())
        case .items:
            if case .undefined = input.value { return .list([]) }
            guard let map = mapping(input.value) else { throw input.unfit("a map") }
            return .list(zip(map.keys, map.values).map { .tuple([$0, $1]) })
        case .join: return try joined(input)
        case .batch: return try batched(input)
        case .slice: return try sliced(input)
        case .sum: return try summed(input)
        case .unique: return try unique(input)
        default: return try sortingFilter(input)
        }
    }

    private func none(_ which: String, _ input: FilterInput) -> Value {
        let details = Undefined.Details(
            name: which,
            explanation: "there is no \(which) item, the list is empty",
            place: program.parts.nodePlaces[input.node]
        )
        return .undefined(Undefined(details))
    }

    private mutating func joined(_ input: FilterInput) throws(FilterFailure) -> Value {
        var items = try filterItems(input)
        if let path = input[1] {
            items = try items.map { item throws(FilterFailure) in try look(path, in: item, input) }
        }
        let separator = input[0] ?? .string("")
        let hasSafe = ([separator] + items).contains { value in
            if case .safe = value { return true }
            return false
        }
        let isSafe = input.autoescape && hasSafe
        func bytes(_ value: Value) -> [UInt8] {
            isSafe ? escapedBytes(value) : Array(printedText(value).utf8)
        }
        let between = bytes(separator)
        var result: [UInt8] = []
        for (position, item) in items.enumerated() {
            if case .undefined(let undefined) = item, refuses(undefined) {
                throw FilterFailure(undefined.message, code: "undefined-attribute")
            }
            if position > 0 { result += between }
            result += bytes(item)
            _ = try limited(result.count) {}
        }
        return isSafe ? .safe(SafeHTML(result)) : .string(String(decoding: result, as: UTF8.self))
    }

    private mutating func batched(_ input: FilterInput) throws(FilterFailure) -> Value {
        let items = try filterItems(input)
        let size = try input.count(0, 0)
        guard size > 0 else {
            throw FilterFailure("a batch has at least one item", code: "bad-arguments")
        }
        var result: [Value] = []
        for start in Swift.stride(from: 0, to: items.count, by: size) {
            var batch = Array(items[start..<Swift.min(start + size, items.count)])
            if let fill = input[1] {
                try charge(size - batch.count)
                batch += repeatElement(fill, count: size - batch.count)
            }
            result.append(.list(batch))
        }
        return .list(result)
    }

    private mutating func sliced(_ input: FilterInput) throws(FilterFailure) -> Value {
        let items = try filterItems(input)
        let slices = try input.count(0, 0)
        guard slices > 0 else {
            throw FilterFailure("there is at least one slice", code: "bad-arguments")
        }
        try charge(slices)
        let (size, extra) = items.count.quotientAndRemainder(dividingBy: slices)
        var result: [Value] = []
        var start = 0
        for slice in 0..<slices {
            let end = start + size + (slice < extra ? 1 : 0)
            var part = Array(items[start..<end])
            if let fill = input[1], slice >= extra { part.append(fill) }
            result.append(.list(part))
            start = end
        }
        return .list(result)
    }

    private mutating func summed(_ input: FilterInput) throws(FilterFailure) -> Value {
        var total = input[1] ?? .int(0)
        for item in try filterItems(input) {
            let value =
                try input[0].map { path throws(FilterFailure) in
                    try look(path, in: item, input)
                } ?? item
            guard let sum = try Arithmetic.apply(.add, total, value) else {
                throw FilterFailure(
                    "the filter 'sum' needs numbers, not \(value.kindForPeople)",
                    code: "bad-filter-input"
                )
            }
            total = sum
        }
        return total
    }

    private mutating func unique(_ input: FilterInput) throws(FilterFailure) -> Value {
        var seen: Set<String> = []
        var result: [Value] = []
        for item in try filterItems(input) {
            let key = try key(item, input[1], caseSensitive: input.flag(0), input)
            if seen.insert(fingerprint(key)).inserted { result.append(item) }
        }
        return .list(result)
    }

    /// A text that is equal for equal values only.
    private func fingerprint(_ value: Value) -> String {
        if let text = value.text { return "t" + text }
        if let number = value.number { return "n" + pythonFloat(number) }
        return "v" + pythonRepr(value)
    }

    // MARK: Looking into items

    /// What a path such as `address.city` or `0` leads to in an item.
    mutating func look(
        _ path: Value,
        in item: Value,
        _ input: FilterInput
    ) throws(FilterFailure) -> Value {
        guard let text = path.text else { return try step(item, path, input) }
        var value = item
        for part in text.split(separator: ".", omittingEmptySubsequences: false) {
            let number = part.allSatisfy(\.isNumber) ? Int(part) : nil
            value = try step(value, number.map(Value.int) ?? .string(String(part)), input)
        }
        return value
    }

    private mutating func step(
        _ value: Value,
        _ key: Value,
        _ input: FilterInput
    ) throws(FilterFailure) -> Value {
        do throws(Fault) {
            return try item(value, key, input.node)
        } catch {
            throw FilterFailure(error.message, hint: error.hint, code: error.code)
        }
    }

    /// What an item is compared by: an attribute or itself, texts in lower case
    /// unless case counts.
    mutating func key(
        _ item: Value,
        _ path: Value?,
        caseSensitive: Bool,
        standard: Value? = nil,
        _ input: FilterInput
    ) throws(FilterFailure) -> Value {
        var value = item
        if let path { value = try look(path, in: item, input) }
        if let standard, value.isUndefined { value = standard }
        if !caseSensitive, let text = value.text { return .string(text.lowercased()) }
        return value
    }
}
