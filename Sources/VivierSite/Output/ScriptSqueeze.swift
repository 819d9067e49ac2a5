/// A script without its indentation and the lines that hold only a comment.
///
/// Themes are written to be read; a seventh of what a browser loads of them, compressed, is for
/// readers. A script where that could change a text (one that runs over several lines) stays as it is.
func squeezed(_ script: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(script.count)
    for line in script.split(separator: UInt8(ascii: "\n")) {
        let ticks = line.count { $0 == UInt8(ascii: "`") }
        guard ticks.isMultiple(of: 2), line.last != UInt8(ascii: "\\") else { return script }
        let text = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        guard !text.isEmpty, !text.starts(with: "//".utf8) || text.starts(with: "//!".utf8) else {
            continue
        }
        if !result.isEmpty { result.append(UInt8(ascii: "\n")) }
        result += text
    }
    return result
}
