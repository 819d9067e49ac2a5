/// A module with short names in place of those that only it knows.
///
/// What a module declares outside of all braces is seen by nobody else (ECMA-262, 16.2), and hides
/// what has the same name in the browser. So such a name can be replaced wherever it stands, by one
/// that stands nowhere. Names that are exported or imported stay; a script that is no module stays as
/// it is, and so does one with a place where a name could also be a key.
func withShortNames(_ script: [UInt8]) -> [UInt8] {
    guard let tokens = scriptTokens(script) else { return script }
    let names = ModuleNames(script, tokens)
    guard names.isModule, names.known.isDisjoint(with: ["eval", "with"]) else { return script }
    let short = names.short
    var result: [UInt8] = []
    result.reserveCapacity(script.count)
    var end = 0
    for (index, token) in tokens.enumerated() {
        guard let place = names.places[index], let name = short[names.word(index)] else { continue }
        result += script[end..<token.range.lowerBound]
        if place == .shorthand { result += "\(names.word(index)):".utf8 }
        result += name.utf8
        end = token.range.upperBound
    }
    return result + script[end...]
}

/// Finds the names of a module, and where they stand.
private struct ModuleNames {
    /// What stands in a name's place if it is one of ours.
    enum Place {
        case plain
        /// `{ name }`: a key, and the name of its value.
        case shorthand
    }

    private enum Bracket {
        /// `(…)`, `[…]`, or `${…}` in a template.
        case expression
        /// Of what `const [one, other]` declares outside of all others.
        case declaration
        /// Of an object, or of a pattern that takes one apart.
        case object
        case classBody
        case block
        /// An object or a block.
        case unsure
    }

    private let words: [String]
    private let kinds: [ScriptToken.Kind]
    private(set) var isModule = false
    private(set) var known: Set<String> = []
    private(set) var places: [Int: Place] = [:]
    private var declared: Set<String> = []
    private var kept: Set<String> = []
    private var uses: [String: Int] = [:]
    private var brackets: [Bracket] = []

    /// How many brackets are open around a class whose body is yet to come.
    private var classAhead: Int?

    init(_ script: [UInt8], _ tokens: [ScriptToken]) {
        words = tokens.map { String(decoding: script[$0.range], as: UTF8.self) }
        kinds = tokens.map(\.kind)
        var keptUntil = -1
        for index in words.indices {
            switch kinds[index] {
            case .opening: brackets.append(.expression)
            case .closing: _ = brackets.popLast()
            case .sign: readSign(index)
            case .name:
                if brackets.isEmpty, let end = statementOfModule(index) {
                    isModule = true
                    keptUntil = max(keptUntil, end)
                }
                known.insert(word(index))
                if index <= keptUntil { kept.insert(word(index)) }
                readName(index)
            case .literal, .between: break
            }
        }
    }

    func word(_ index: Int) -> String { words.indices.contains(index) ? words[index] : "" }

    /// What replaces each name, the shortest for that which stands in most places.
    var short: [String: String] {
        let names = declared.subtracting(kept).filter { $0.utf8.count > 2 }
            .sorted { (-uses[$0, default: 0], $0) < (-uses[$1, default: 0], $1) }
        let letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".map(String.init)
        let taken = known.union(["do", "if", "in"])
        let free = (letters + letters.flatMap { first in letters.map { first + $0 } })
            .filter { !taken.contains($0) }
        return Dictionary(uniqueKeysWithValues: zip(names, free))
    }

    /// How far the names of an `import` or an `export` are those of others, too.
    private func statementOfModule(_ index: Int) -> Int? {
        switch word(index) {
        case "import" where !["(", "."].contains(word(index + 1)):
            return kinds[index...].firstIndex(of: .literal)
        case "export" where word(index + 1) == "{":
            return words[index...].firstIndex(of: "}")
        case "export":
            let before: Set = ["default", "async", "function", "*", "const", "let", "var", "class"]
            return words[(index + 1)...].firstIndex { !before.contains($0) }
        default: return nil
        }
    }

    private mutating func readSign(_ index: Int) {
        switch word(index) {
        case "[" where brackets.isEmpty && declarators.contains(word(index - 1)):
            brackets.append(.declaration)
        case "(", "[": brackets.append(.expression)
        case "{":
            brackets.append(brace(index))
        case ")", "]", "}": _ = brackets.popLast()
        default: break
        }
    }

    private mutating func brace(_ index: Int) -> Bracket {
        if classAhead == brackets.count {
            classAhead = nil
            return .classBody
        }
        switch word(index - 1) {
        case "(", "[", ",", "=", "?", "&", "|", "return", "const", "let", "var": return .object
        case ":" where brackets.last == .object: return .object
        case ")", ";", "{", "}", ">", "else", "try", "finally", "do", "": return .block
        default: return .unsure
        }
    }

    private mutating func readName(_ index: Int) {
        let (name, before, after) = (word(index), word(index - 1), word(index + 1))
        if before == ".", word(index - 2) != "." { return }
        let startsEntry = ["{", ","].contains(before)
        let endsEntry = [",", "}", "="].contains(after)
        switch brackets.last {
        case .object where startsEntry && after == ":": return
        case .object where startsEntry && endsEntry: places[index] = .shorthand
        // What has to stay here stays everywhere.
        case .object where after == "(" && (startsEntry || beforeMethods.contains(before)):
            kept.insert(name)
        case .unsure where startsEntry && (endsEntry || [":", "("].contains(after)):
            kept.insert(name)
        case .classBody: kept.insert(name)
        case .block where after == ":" && before != "case", nil where after == ":":
            // A label, or what stands between `?` and `:`.
            kept.insert(name)
        default:
            if ["break", "continue"].contains(before) { kept.insert(name) }
            places[index] = .plain
        }
        if name == "class" { classAhead = brackets.count }
        uses[name, default: 0] += 1
        if isDeclared(index) { declared.insert(name) }
    }

    private func isDeclared(_ index: Int) -> Bool {
        let before = word(index - 1)
        if brackets == [.declaration] {
            return ["[", ","].contains(before) && [",", "]"].contains(word(index + 1))
        }
        let isGenerator = before == "*" && word(index - 2) == "function"
        return brackets.isEmpty && (declarators.contains(before) || isGenerator)
    }
}

private let declarators: Set = ["const", "let", "var", "function", "class"]

/// Between these and a parenthesis stands the name of a method.
private let beforeMethods: Set = ["get", "set", "async", "*"]
