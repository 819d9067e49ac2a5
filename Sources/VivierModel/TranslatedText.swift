/// A text of the settings: the same in every language of the site, or one for each.
package struct TranslatedText: Sendable, Equatable {
    /// Language code to text; under the empty one, the text of all others.
    package private(set) var texts: [String: String]

    package init(_ text: String) { texts = ["": text] }

    package init(_ texts: [String: String]) { self.texts = texts }

    /// The text in a language, else in `fallback`, else none.
    package func text(in language: String, fallback: String) -> String? {
        texts[language] ?? texts[fallback] ?? texts[""]
    }

    /// Each text, with its language, changed.
    package func mapTexts(_ change: (_ language: String, _ text: String) -> String) -> Self {
        var changed: [String: String] = [:]
        for (language, text) in texts { changed[language] = change(language, text) }
        return TranslatedText(changed)
    }
}
