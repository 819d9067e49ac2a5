/// An immutable map that keeps the order in which its keys were written.
///
/// Keys are texts in all that a host builds; a dictionary written in a template
/// may also have numbers, truth values and `none` for keys, as in Python.
package final class ValueMap: Sendable {
    package let keys: [Value]

    /// As many as there are keys.
    package let values: [Value]

    /// Text key → position; empty below `indexedFrom` keys, where looking is
    /// faster than hashing.
    private let positions: [String: Int]

    private static let indexedFrom = 9

    /// Creates a map; a key that comes twice keeps its first place and its last
    /// value.
    package convenience init(_ pairs: [(String, Value)]) {
        self.init(pairs: pairs.map { (.string($0.0), $0.1) })
    }

    init(pairs: [(Value, Value)]) {
        var keys: [Value] = []
        var values: [Value] = []
        var positions: [String: Int] = [:]
        for (key, value) in pairs {
            let known: Int? =
                if let text = key.text {
                    positions[text]
                } else {
                    keys.firstIndex { $0.text == nil && areEqual($0, key) }
                }
            if let known {
                values[known] = value
                continue
            }
            if let text = key.text { positions[text] = keys.count }
            keys.append(key)
            values.append(value)
        }
        self.keys = keys
        self.values = values
        self.positions = keys.count < Self.indexedFrom ? [:] : positions
    }

    package var count: Int { keys.count }

    /// The value of a text key.
    package subscript(name: String) -> Value? {
        guard keys.count < Self.indexedFrom else { return positions[name].map { values[$0] } }
        for (position, key) in keys.enumerated() {
            if case .string(let text) = key, text == name { return values[position] }
            if case .safe(let html) = key, html.text == name { return values[position] }
        }
        return nil
    }

    /// The value of any key.
    func value(of key: Value) -> Value? {
        if let text = key.text { return self[text] }
        return keys.firstIndex { $0.text == nil && areEqual($0, key) }.map { values[$0] }
    }
}
