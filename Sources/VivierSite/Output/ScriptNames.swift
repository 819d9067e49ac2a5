/// The names that a line declares for its whole script: `const a`, `let { b, c: d }`, `import { e as f }`.
///
/// Only what begins at the start of its line counts as declared for the whole script, and only the first name of `let a, b`.
func declaredNames(_ line: some Collection<UInt8>) -> [String] {
    let line = String(decoding: line, as: UTF8.self)
    let text = line.hasPrefix("export ") ? line.dropFirst("export ".count) : line[...]
    guard let keyword = keywords.first(where: { text.hasPrefix($0) }) else { return [] }
    let rest = text.dropFirst(keyword.count)
    guard rest.first == "{" else {
        let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "$" }
        return name.isEmpty ? [] : [String(name)]
    }
    let items = rest.dropFirst().prefix { $0 != "}" }.split(separator: ",")
    return items.compactMap { item in
        let words = item.prefix { $0 != "=" }.split { " .:\t\r".contains($0) }
        return words.last.map { String($0) }
    }
}

private let keywords = ["function ", "async function ", "class ", "const ", "let ", "import "]
