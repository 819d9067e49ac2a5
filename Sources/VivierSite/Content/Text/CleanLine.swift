/// A text fit for one line of a page: no line breaks, no control characters, no
/// blanks at its ends.
///
/// Titles come folded over several lines, or pasted with what a word processor
/// left in them. Line breaks and tabs become one space; other controls go, since
/// XML cannot hold them.
func cleanLine(_ text: String) -> String {
    var isClean = true
    for byte in text.utf8 where byte < 0x20 || byte == 0x7F { isClean = false }
    guard !isClean else { return trimmed(text) }
    var result = ""
    var isBlank = false
    for scalar in text.unicodeScalars {
        switch scalar.value {
        case 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x20: isBlank = true
        case 0..<0x20, 0x7F: continue
        default:
            if isBlank { result.unicodeScalars.append(" ") }
            isBlank = false
            result.unicodeScalars.append(scalar)
        }
    }
    return trimmed(result)
}
