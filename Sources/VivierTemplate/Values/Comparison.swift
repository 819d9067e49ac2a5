/// Whether two values are equal as Python sees it: numbers by worth, texts with
/// safe HTML, lists item by item.
///
/// Nesting deeper than 100 counts as unequal.
func areEqual(_ first: Value, _ second: Value, depth: Int = 0) -> Bool {
    guard depth < 100 else { return false }
    func allEqual(_ one: [Value], _ two: [Value]) -> Bool {
        one.count == two.count && zip(one, two).allSatisfy { areEqual($0, $1, depth: depth + 1) }
    }
    switch (first, second) {
    case (.int(let one), .int(let two)): return one == two
    case (.string(let one), .string(let two)): return one == two
    case (.none, .none), (.undefined, .undefined): return true
    case (.string, .safe), (.safe, .string), (.safe, .safe): return first.text == second.text
    case (.list(let one), .list(let two)), (.tuple(let one), .tuple(let two)):
        return allEqual(one, two)
    case (.object(let one), .object(let two)): return one === two
    case (.object(let one), .tuple(let two)), (.tuple(let two), .object(let one)):
        return one is Group && allEqual(one.items ?? [], two)
    case (.runtime(let one), .runtime(let two)): return one == two
    case (.map, .map), (.map, .record), (.record, .map), (.record, .record):
        return areEqualMaps(first, second, depth: depth)
    default:
        guard let one = first.number, let two = second.number else { return false }
        return one == two
    }
}

private func areEqualMaps(_ first: Value, _ second: Value, depth: Int) -> Bool {
    let one = mapping(first)
    let two = mapping(second)
    guard let one, let two, one.count == two.count else { return false }
    return zip(one.keys, one.values).allSatisfy { key, value in
        two.value(of: key).map { areEqual(value, $0, depth: depth + 1) } ?? false
    }
}

/// A map or a record as a map.
func mapping(_ value: Value) -> ValueMap? {
    switch value {
    case .map(let map): map
    case .record(let record): ValueMap(Array(zip(record.shape.names, record.values)))
    default: nil
    }
}

/// Which of two values comes first.
///
/// Texts go by code point, as Python orders them.
///
/// - Returns: Below zero, zero or above zero; `nil` where Python refuses to
///   compare, such as a text with a number.
func order(_ first: Value, _ second: Value, depth: Int = 0) -> Int? {
    guard depth < 100 else { return nil }
    switch (first, second) {
    case (.int(let one), .int(let two)): return one < two ? -1 : one == two ? 0 : 1
    case (.string(let one), .string(let two)): return textOrder(one, two)
    case (.list(let one), .list(let two)), (.tuple(let one), .tuple(let two)):
        for (left, right) in zip(one, two) where !areEqual(left, right) {
            return order(left, right, depth: depth + 1)
        }
        return one.count - two.count
    default:
        if let one = first.text, let two = second.text { return textOrder(one, two) }
        guard let one = first.number, let two = second.number else { return nil }
        return one < two ? -1 : one == two ? 0 : 1
    }
}

/// The order of two texts by code point, which is that of their UTF-8 bytes.
func textOrder(_ first: String, _ second: String) -> Int {
    for (one, two) in zip(first.utf8, second.utf8) where one != two { return one < two ? -1 : 1 }
    return first.utf8.count - second.utf8.count
}
