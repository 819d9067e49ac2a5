extension FieldPattern {
    /// The pattern for the attribute `pattern`, in words that mean the same with
    /// the flags `u` and `v` of ECMA-262.
    package var browserText: String { root.text(inSequence: false) }
}

extension FieldPattern.Node {
    fileprivate func text(inSequence: Bool) -> String {
        switch self {
        case .one(let set): return set.text
        case .sequence(let nodes): return nodes.map { $0.text(inSequence: true) }.joined()
        case .choice(let nodes):
            let text = nodes.map { $0.text(inSequence: false) }.joined(separator: "|")
            return inSequence ? "(?:\(text))" : text
        case .repeated(let node, let least, let most):
            let inner = node.isOne ? node.text(inSequence: true) : node.grouped
            return inner + count(least, most)
        }
    }

    private var grouped: String { "(?:\(text(inSequence: false)))" }

    private var isOne: Bool {
        if case .one = self { return true }
        return false
    }

    private func count(_ least: Int, _ most: Int?) -> String {
        switch (least, most) {
        case (0, nil): "*"
        case (1, nil): "+"
        case (0, 1): "?"
        case (let least, nil): "{\(least),}"
        case (let least, let most?): least == most ? "{\(least)}" : "{\(least),\(most)}"
        }
    }
}

extension ScalarSet {
    fileprivate var text: String {
        if !isInverted, ranges.count == 1, let range = ranges.first, range.count == 1,
            let scalar = Unicode.Scalar(range.lowerBound),
            scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
        {
            return String(scalar)
        }
        let members = ranges.map { range in
            let first = escaped(range.lowerBound)
            guard range.count > 1 else { return first }
            return first + (range.count > 2 ? "-" : "") + escaped(range.upperBound)
        }
        return "[\(isInverted ? "^" : "")\(members.joined())]"
    }

    /// A member of a class: letters and digits as they are, the rest by its number.
    private func escaped(_ value: UInt32) -> String {
        guard let scalar = Unicode.Scalar(value) else { return "" }
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "@", "_", ",", ":", ";", "'", "+", ".":
            return String(scalar)
        default:
            return "\\u{\(String(value, radix: 16))}"
        }
    }
}
