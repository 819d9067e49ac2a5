/// A text in the languages it was written in.
package struct LocalText: Sendable, Equatable {
    /// Language code to text.
    package let texts: [String: String]

    package init(_ texts: [String: String]) { self.texts = texts }

    /// The same words in every language: those of an offer, which has one.
    package init(anywhere text: String) { texts = ["": text] }

    /// The text in a language, else in the fallback, else in the first by code.
    package func text(in language: String, fallback: String) -> String {
        texts[language] ?? texts[fallback] ?? texts[texts.keys.min() ?? ""] ?? ""
    }
}
