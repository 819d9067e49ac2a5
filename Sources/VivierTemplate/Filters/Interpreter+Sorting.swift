extension Interpreter {
    mutating func sortingFilter(_ input: FilterInput) throws(FilterFailure) -> Value {
        switch input.filter {
        case .sort:
            let items = try filterItems(input)
            let paths: [Value?] =
                input[2].map { path in
                    guard let text = path.text else { return [path] }
                    return text.split(separator: ",").map { .string(String($0)) }
                } ?? [nil]
            var keys: [[Value]] = []
            for item in items {
                var key: [Value] = []
                for path in paths {
                    key.append(try self.key(item, path, caseSensitive: input.flag(1), input))
                }
                keys.append(key)
            }
            return .list(try sorted(items, by: keys, reversed: input.flag(0), input))
        case .dictsort: return try sortedPairs(input)
        case .groupby: return try grouped(input)
        default: return try extreme(input)
        }
    }

    /// Items in the order of their keys, equal ones as they were.
    private mutating func sorted(
        _ items: [Value],
        by keys: [[Value]],
        reversed: Bool,
        _ input: FilterInput
    ) throws(FilterFailure) -> [Value] {
        try charge(items.count * 4)
        var trouble: (Value, Value)?
        let positions = items.indices.sorted { one, two in
            for (left, right) in zip(keys[one], keys[two]) {
                guard let order = order(left, right) else {
                    trouble = (left, right)
                    return one < two
                }
                if order != 0 { return reversed ? order > 0 : order < 0 }
            }
            return one < two
        }
        if let (left, right) = trouble {
            throw FilterFailure(
                "the filter '\(input.filter.rawValue)' cannot compare \(left.kindForPeople) with "
                    + right.kindForPeople,
                code: "cannot-compare"
            )
        }
        return positions.map { items[$0] }
    }

    private mutating func sortedPairs(_ input: FilterInput) throws(FilterFailure) -> Value {
        guard let map = mapping(input.value) else { throw input.unfit("a map") }
        let by = input.text(1, "key")
        guard by == "key" || by == "value" else {
            throw FilterFailure(
                "'dictsort' sorts by 'key' or by 'value', not by '\(by)'",
                code: "bad-arguments"
            )
        }
        var keys: [[Value]] = []
        for item in by == "key" ? map.keys : map.values {
            keys.append([try key(item, nil, caseSensitive: input.flag(0), input)])
        }
        let pairs = zip(map.keys, map.values).map { Value.tuple([$0, $1]) }
        return .list(try sorted(pairs, by: keys, reversed: input.flag(2), input))
    }

    private mutating func grouped(_ input: FilterInput) throws(FilterFailure) -> Value {
        guard let path = input[0] else {
            throw FilterFailure("'groupby' needs an attribute", code: "bad-arguments")
        }
        let isSensitive = input.flag(2)
        var pairs: [Value] = []
        var keys: [[Value]] = []
        for item in try filterItems(input) {
            let key = try key(item, path, caseSensitive: isSensitive, standard: input[1], input)
            pairs.append(.tuple([key, item]))
            keys.append([key])
        }
        var groups: [(key: Value, items: [Value])] = []
        for pair in try sorted(pairs, by: keys, reversed: false, input) {
            guard case .tuple(let both) = pair else { continue }
            if let last = groups.last, areEqual(last.key, both[0]) {
                groups[groups.count - 1].items.append(both[1])
            } else {
                groups.append((both[0], [both[1]]))
            }
        }
        var result: [Value] = []
        for group in groups {
            // The group is called as its first item writes it.
            let first = group.items[0]
            let name = try key(first, path, caseSensitive: true, standard: input[1], input)
            result.append(.object(Group(name, group.items)))
        }
        return .list(result)
    }

    /// The smallest or the largest item.
    private mutating func extreme(_ input: FilterInput) throws(FilterFailure) -> Value {
        var best: (key: Value, item: Value)?
        for item in try filterItems(input) {
            let key = try key(item, input[1], caseSensitive: input.flag(0), input)
            guard let known = best else {
                best = (key, item)
                continue
            }
            guard let order = order(key, known.key) else {
                throw FilterFailure(
                    "the filter '\(input.filter.rawValue)' cannot compare \(key.kindForPeople) with "
                        + known.key.kindForPeople,
                    code: "cannot-compare"
                )
            }
            if input.filter == .min ? order < 0 : order > 0 { best = (key, item) }
        }
        if let best { return best.item }
        let details = Undefined.Details(
            name: input.filter.rawValue,
            explanation: "there is no \(input.filter.rawValue) of an empty list",
            place: program.parts.nodePlaces[input.node]
        )
        return .undefined(Undefined(details))
    }

    // MARK: map, select, reject

    mutating func choiceFilter(_ input: FilterInput) throws(FilterFailure) -> Value {
        guard isTruthy(input.value) else { return .list([]) }
        let items = try filterItems(input)
        if input.filter == .map { return .list(try mapped(items, input)) }
        var call = input.call
        var path: Value?
        if input.filter == .selectattr || input.filter == .rejectattr {
            guard !call.positional.isEmpty else {
                throw FilterFailure(
                    "'\(input.filter.rawValue)' needs the name of an attribute",
                    code: "bad-arguments"
                )
            }
            path = call.positional.removeFirst()
        }
        var test: String?
        if !call.positional.isEmpty { test = pythonText(call.positional.removeFirst()) }
        let keeps = input.filter == .select || input.filter == .selectattr
        var result: [Value] = []
        for item in items {
            let value =
                try path.map { path throws(FilterFailure) in
                    try look(path, in: item, input)
                } ?? item
            let isChosen: Bool
            if let test {
                isChosen = try answer(named: test, value, call)
            } else {
                if case .undefined(let undefined) = value, refuses(undefined) {
                    throw FilterFailure(undefined.message, code: "undefined-attribute")
                }
                isChosen = isTruthy(value)
            }
            if isChosen == keeps { result.append(item) }
        }
        return .list(result)
    }

    private mutating func mapped(
        _ items: [Value],
        _ input: FilterInput
    ) throws(FilterFailure) -> [Value] {
        var call = input.call
        var result: [Value] = []
        if call.positional.isEmpty, let path = call.named.first(where: { $0.0 == "attribute" })?.1 {
            let standard = call.named.first { $0.0 == "default" }?.1
            if let other = call.named.first(where: { $0.0 != "attribute" && $0.0 != "default" }) {
                throw FilterFailure("'map' has no argument '\(other.0)'", code: "bad-arguments")
            }
            for item in items {
                let value = try look(path, in: item, input)
                result.append(value.isUndefined ? standard ?? value : value)
            }
            return result
        }
        guard !call.positional.isEmpty else {
            throw FilterFailure(
                "'map' needs a filter or an attribute",
                hint: "write map('upper') or map(attribute='name')",
                code: "bad-arguments"
            )
        }
        let name = pythonText(call.positional.removeFirst())
        for item in items { result.append(try apply(named: name, item, call, input)) }
        return result
    }
}
