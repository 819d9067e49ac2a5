/// A pattern that a whole value has to match.
///
/// A subset of the regular expressions of browsers without anything that needs
/// backtracking: characters, `.`, `[classes]`, `\d \w \s`, `( | )`, `? * + {n,m}`.
/// It is matched in time proportional to the length of the value, and
/// ``browserText`` means the same in the attribute `pattern`.
package struct FieldPattern: Sendable, Equatable {
    indirect enum Node: Sendable, Equatable {
        case one(ScalarSet)
        case sequence([Node])
        case choice([Node])
        case repeated(Node, least: Int, most: Int?)
    }

    let root: Node

    init(_ root: Node) { self.root = root }

    /// Reads a pattern as authors write it.
    package init(_ text: String) throws(PatternFault) {
        var parser = PatternParser(text)
        root = try parser.parse()
        guard root.cost <= Self.limit else { throw PatternFault("it is too large") }
    }

    /// Steps that the largest pattern may have once repetitions are written out.
    private static let limit = 2000
}

/// Why a text is not a pattern.
package struct PatternFault: Error, Equatable {
    package let text: String
    package init(_ text: String) { self.text = text }
}

/// A set of characters: ranges in order, or all but these.
struct ScalarSet: Sendable, Equatable {
    var ranges: [ClosedRange<UInt32>]
    var isInverted = false

    init(_ ranges: [ClosedRange<UInt32>], isInverted: Bool = false) {
        var merged: [ClosedRange<UInt32>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = merged.last, range.lowerBound <= last.upperBound + 1 {
                merged[merged.count - 1] =
                    last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        self.ranges = merged
        self.isInverted = isInverted
    }

    init(_ scalars: String) { self.init(scalars.unicodeScalars.map { $0.value...$0.value }) }

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        ranges.contains { $0.contains(scalar.value) } != isInverted
    }

    static let digits = ScalarSet([0x30...0x39])
    static let word = ScalarSet([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
    /// `WhiteSpace` and `LineTerminator` of ECMA-262.
    static let space = ScalarSet([
        0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A,
        0x2028...0x2029, 0x202F...0x202F, 0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF,
    ])
    static let lineEnds: [ClosedRange<UInt32>] = [0x0A...0x0A, 0x0D...0x0D, 0x2028...0x2029]
    static let anything = ScalarSet(lineEnds, isInverted: true)
}

extension FieldPattern.Node {
    /// Steps of the program, repetitions written out; a million stands for more.
    var cost: Int {
        let steps =
            switch self {
            case .one: 1
            case .sequence(let nodes): nodes.reduce(0) { $0 + $1.cost }
            case .choice(let nodes): nodes.reduce(0) { $0 + $1.cost + 2 }
            case .repeated(let node, let least, let most):
                (node.cost + 2) * max(1, most ?? least + 1)
            }
        return min(steps, 1_000_000)
    }
}
