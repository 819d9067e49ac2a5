/// A script without what only its readers need: indentation, lines of comment, spaces around signs.
///
/// Themes are written to be read; a fifth of what a browser loads of them, compressed, is for
/// readers. A script where that could change a text (one that runs over several lines) stays as it is.
func squeezed(_ script: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(script.count)
    // Whether the next line may follow without a line end.
    var isOpen = false
    for line in script.split(separator: UInt8(ascii: "\n")) {
        let ticks = line.count { $0 == UInt8(ascii: "`") }
        guard ticks.isMultiple(of: 2), line.last != UInt8(ascii: "\\") else { return script }
        let text = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        guard !text.isEmpty, !text.starts(with: "//".utf8) || text.starts(with: "//!".utf8) else {
            continue
        }
        let tight = withoutSpaces(text)
        if let last = result.last {
            let joins =
                isOpen && (openers.contains(last) || closers.contains(text[text.startIndex]))
            if !joins { result.append(UInt8(ascii: "\n")) }
        }
        result += tight.code + tight.rest
        isOpen = tight.rest.isEmpty
    }
    return result
}

/// After these a line end means nothing, and before those.
private let openers = Set(";{,([".utf8)
private let closers = Set("})]".utf8)

/// Signs that need no space beside them: not `!` (`<!--` begins a comment), not `.` (`1 .name`).
private let signs = Set("=<>?:&|,;{}()[]*%\"'".utf8)

/// A line of code without the spaces around signs.
///
/// - Returns: The `rest` as it stands, from where a text cannot be told from code at a glance: a slash
///   outside of texts (a comment, a regular expression), an escaped quote, a nested template.
private func withoutSpaces(
    _ line: ArraySlice<UInt8>
) -> (code: [UInt8], rest: ArraySlice<UInt8>) {
    var result: [UInt8] = []
    var index = line.startIndex
    while index < line.endIndex {
        let byte = line[index]
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"):
            guard let end = line[(index + 1)...].firstIndex(of: byte), isPlain(line[index..<end])
            else {
                return (result, line[index...])
            }
            result += line[index...end]
            index = end
        case UInt8(ascii: "/"), UInt8(ascii: "\\"):
            return (result, line[index...])
        case UInt8(ascii: " "):
            guard let before = result.last, index + 1 < line.endIndex else { break }
            if isNeeded(between: before, and: line[index + 1]) { result.append(byte) }
        default:
            result.append(byte)
        }
        index += 1
    }
    return (result, [])
}

/// Whether a text ends at the first quote after it: none is escaped, none stands in `${…}`.
private func isPlain(_ text: ArraySlice<UInt8>) -> Bool {
    let opened = zip(text, text.dropFirst()).count {
        $0 == UInt8(ascii: "$") && $1 == UInt8(ascii: "{")
    }
    return text.last != UInt8(ascii: "\\")
        && (text.first != UInt8(ascii: "`") || opened == text.count { $0 == UInt8(ascii: "}") })
}

private func isNeeded(between before: UInt8, and after: UInt8) -> Bool {
    let steps = Set("+-".utf8)
    if before == UInt8(ascii: "<"), after == UInt8(ascii: "!") { return true }
    if after == UInt8(ascii: " ") || signs.contains(before) || signs.contains(after) {
        return false
    }
    // `a + +b` is not `a++b`.
    return steps.contains(before) == steps.contains(after)
}
