/// The words of a title in lower case, with their accents.
///
/// They part where terms part: each of them folds to one word.
func plainWords(of text: String) -> [String] {
    text.lowercased().unicodeScalars.split { scalar in
        guard scalar.value <= 0xFFFF else { return true }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber, .letterNumber, .otherNumber, .nonspacingMark, .spacingMark,
            .enclosingMark:
            return false
        default: return true
        }
    }.map { String($0) }
}
