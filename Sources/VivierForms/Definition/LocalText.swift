/// A text in the languages it was written in.
package struct LocalText: Sendable, Equatable {
    /// Language code to text.
    package let texts: [String: String]
    /// Key of an interface text that stands in its place.
    package let key: String?

    package init(_ texts: [String: String]) {
        self.texts = texts
        key = nil
    }

    /// The same words in every language: those of an offer, which has one.
    package init(anywhere text: String) { self.init(["": text]) }

    /// Words of the interface, which the theme has in its languages.
    package init(key: String) {
        texts = [:]
        self.key = key
    }

    /// The text in a language, else in the fallback, else in the first by code.
    package func text(in language: String, fallback: String) -> String {
        texts[language] ?? texts[fallback] ?? texts[texts.keys.min() ?? ""] ?? key ?? ""
    }
}
