/// A mark, to the hundredth.
package struct Mark: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let hundredths: Int

    package init(hundredths: Int) { self.hundredths = hundredths }

    /// Reads `14`, `14.5` and `14,25`.
    package init?(_ text: String) {
        let parts = text.split(
            omittingEmptySubsequences: false,
            whereSeparator: { $0 == "." || $0 == "," }
        )
        let isNumber = parts.allSatisfy { part in
            !part.isEmpty && part.utf8.allSatisfy { (48...57).contains($0) }
        }
        guard isNumber, (1...2).contains(parts.count), parts[0].utf8.count <= 4,
            let whole = Int(parts[0])
        else { return nil }
        let rest = parts.count == 2 ? String(parts[1]) : "0"
        guard rest.utf8.count <= 2, let number = Int(rest) else { return nil }
        hundredths = whole * 100 + (rest.utf8.count == 1 ? number * 10 : number)
    }

    /// `14`, `14.5`, `14.25`.
    package var description: String {
        let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
        if rest == 0 { return "\(whole)" }
        return rest % 10 == 0 ? "\(whole).\(rest / 10)" : "\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }

    package static func < (one: Mark, other: Mark) -> Bool { one.hundredths < other.hundredths }
}

/// The mark of all tests together, on 20, with how it was reckoned.
package struct OverallMark: Sendable, Equatable {
    package let mark: Mark
    /// `(2 × 14.5/20 + 1 × 12/20) ÷ 3 × 20 = 13.67`.
    package let formula: String

    /// Reckons it; `nil` until every test that counts has a mark.
    ///
    /// - Parameters:
    ///   - tests: Those of the campaign, with their weights.
    ///   - marks: Those that were given, by the names of the tests.
    package init?(_ tests: [Campaign.Test], _ marks: [String: Mark]) {
        let counted = tests.filter { $0.weight > 0 }
        let known = counted.compactMap { test in marks[test.name].map { (test, $0) } }
        guard !counted.isEmpty, known.count == counted.count else { return nil }
        let weights = known.reduce(0) { $0 + $1.0.weight }
        // Over a common denominator, so that the order of the tests does not show in the rounding.
        let common = known.reduce(1) { $0 * $1.0.outOf }
        let sum = known.reduce(0) { $0 + $1.0.weight * $1.1.hundredths * (common / $1.0.outOf) }
        let divisor = weights * common
        mark = Mark(hundredths: (2 * 20 * sum + divisor) / (2 * divisor))
        let terms = known.map { "\($0.0.weight) × \($0.1)/\($0.0.outOf)" }
        formula = "(\(terms.joined(separator: " + "))) ÷ \(weights) × 20 = \(mark)"
    }
}
