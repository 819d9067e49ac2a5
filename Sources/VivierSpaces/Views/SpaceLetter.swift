/// A letter as its reader got it, to be read again.
package struct SpaceLetter: Sendable, Equatable {
    package let subject: String
    package let text: String

    /// Takes the codes that open pages out of the text: who has the link to one candidature must
    /// not get the link to all of them.
    package init(subject: String, text: String) {
        self.subject = subject
        self.text = withoutCodes(text)
    }
}

/// A code of a page is 52 characters of base 32, by itself or in a link.
private func withoutCodes(_ text: String) -> String {
    var kept = ""
    var run = ""
    func end() {
        kept += run.count >= 52 ? "…" : run
        run = ""
    }
    for character in text {
        if character.isASCII, ("a"..."z").contains(character) || ("2"..."7").contains(character) {
            run.append(character)
        } else {
            end()
            kept.append(character)
        }
    }
    end()
    return kept
}
