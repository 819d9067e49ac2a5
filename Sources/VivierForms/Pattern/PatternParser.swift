/// Reads a pattern by recursive descent.
struct PatternParser {
    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var depth = 0

    /// Groups inside groups.
    private static let maximumDepth = 20
    /// The highest count of a repetition.
    private static let maximumCount = 500

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    mutating func parse() throws(PatternFault) -> FieldPattern.Node {
        let node = try choice()
        if next == ")" { throw PatternFault("a ')' closes nothing") }
        return node
    }

    private var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard next == scalar else { return false }
        index += 1
        return true
    }

    private mutating func choice() throws(PatternFault) -> FieldPattern.Node {
        var branches = [try sequence()]
        while take("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .choice(branches)
    }

    private mutating func sequence() throws(PatternFault) -> FieldPattern.Node {
        var nodes: [FieldPattern.Node] = []
        while let scalar = next, scalar != "|", scalar != ")" {
            nodes.append(try repetition(of: atom()))
        }
        return nodes.count == 1 ? nodes[0] : .sequence(nodes)
    }

    private mutating func atom() throws(PatternFault) -> FieldPattern.Node {
        let scalar = scalars[index]
        index += 1
        switch scalar {
        case "(": return try group()
        case "[": return .one(try set())
        case ".": return .one(.anything)
        case "\\": return .one(try escape())
        case "^", "$":
            throw PatternFault("'\(scalar)' is not needed: the whole value always has to match")
        case "*", "+", "?", "{": throw PatternFault("'\(scalar)' repeats nothing")
        case "]", "}": throw PatternFault("'\(scalar)' closes nothing; write '\\\(scalar)'")
        default: return .one(ScalarSet([scalar.value...scalar.value]))
        }
    }

    private mutating func group() throws(PatternFault) -> FieldPattern.Node {
        if take("?"), !take(":") {
            throw PatternFault("a group that looks ahead or behind is not possible")
        }
        depth += 1
        guard depth <= Self.maximumDepth else { throw PatternFault("groups are nested too deep") }
        let node = try choice()
        guard take(")") else { throw PatternFault("a '(' is not closed") }
        depth -= 1
        return node
    }

    private mutating func repetition(
        of node: FieldPattern.Node
    ) throws(PatternFault) -> FieldPattern.Node {
        let bounds: (least: Int, most: Int?)
        switch next {
        case "*": bounds = (0, nil)
        case "+": bounds = (1, nil)
        case "?": bounds = (0, 1)
        case "{": bounds = try counts()
        default: return node
        }
        index += 1
        switch next {
        case "*", "+", "?", "{": throw PatternFault("two repetitions follow each other")
        default: return .repeated(node, least: bounds.least, most: bounds.most)
        }
    }

    /// `{n}`, `{n,}` or `{n,m}`, up to the brace that closes.
    private mutating func counts() throws(PatternFault) -> (least: Int, most: Int?) {
        index += 1
        guard let least = number() else { throw PatternFault("'{' needs a number") }
        var most: Int? = least
        if take(",") { most = next == "}" ? nil : number() ?? -1 }
        guard next == "}" else { throw PatternFault("a '{' is not closed") }
        if let most, most < least { throw PatternFault("the numbers in braces are exchanged") }
        guard max(least, most ?? 0) <= Self.maximumCount else {
            throw PatternFault("a repetition goes beyond \(Self.maximumCount)")
        }
        return (least, most)
    }

    private mutating func number() -> Int? {
        var digits = ""
        while let scalar = next, ("0"..."9").contains(scalar), digits.count < 6 {
            digits.unicodeScalars.append(scalar)
            index += 1
        }
        return Int(digits)
    }

    private mutating func set() throws(PatternFault) -> ScalarSet {
        let isInverted = take("^")
        var ranges: [ClosedRange<UInt32>] = []
        while let scalar = next, scalar != "]" {
            let first = try member()
            guard next == "-", index + 1 < scalars.count, scalars[index + 1] != "]" else {
                ranges += first.ranges
                continue
            }
            index += 1
            let last = try member()
            guard let low = first.single, let high = last.single, low <= high else {
                throw PatternFault("a range in brackets runs backwards")
            }
            ranges.append(low...high)
        }
        guard take("]") else { throw PatternFault("a '[' is not closed") }
        guard !ranges.isEmpty else { throw PatternFault("the brackets are empty") }
        return ScalarSet(ranges, isInverted: isInverted)
    }

    private mutating func member() throws(PatternFault) -> ScalarSet {
        let scalar = scalars[index]
        index += 1
        if scalar == "[" { throw PatternFault("write '\\[' inside brackets") }
        guard scalar == "\\" else { return ScalarSet([scalar.value...scalar.value]) }
        let set = try escape()
        guard !set.isInverted else { throw PatternFault("'.' has no place in brackets") }
        return set
    }

    private mutating func escape() throws(PatternFault) -> ScalarSet {
        guard let scalar = next else { throw PatternFault("it ends with '\\'") }
        index += 1
        switch scalar {
        case "d": return .digits
        case "w": return .word
        case "s": return .space
        case "0"..."9": throw PatternFault("a reference to a group is not possible")
        case "a"..."z", "A"..."Z": throw PatternFault("'\\\(scalar)' is not known")
        default: return ScalarSet([scalar.value...scalar.value])
        }
    }
}

extension ScalarSet {
    /// The character of a set of one.
    fileprivate var single: UInt32? {
        guard let range = ranges.first, ranges.count == 1, range.count == 1, !isInverted else {
            return nil
        }
        return range.lowerBound
    }
}
