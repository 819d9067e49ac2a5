import VivierMarkup

/// The longest word that is kept on one line: a phone has room for it in any title.
private let longestWord = 14

/// A text as HTML in which no line ends within "week-ends".
///
/// The words stay as they are, in an element of their own: a no-break hyphen would be another
/// word to who searches, copies or listens.
func unbrokenWords(of text: String) -> [UInt8] {
    var html: [UInt8] = []
    guard text.utf8.contains(UInt8(ascii: "-")) else {
        appendEscaped(text.utf8, to: &html)
        return html
    }
    for (index, word) in text.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
        if index > 0 { html.append(UInt8(ascii: " ")) }
        let isKept = word.count <= longestWord && word.dropFirst().dropLast().contains("-")
        if isKept { html += "<span class=\"nb\">".utf8 }
        appendEscaped(word.utf8, to: &html)
        if isKept { html += "</span>".utf8 }
    }
    return html
}
