import Testing

@testable import VivierSite

@Suite("Texts: the theme’s languages")
struct ThemeTextsTests {
    /// The placeholders of a text, sorted.
    private func placeholders(_ text: String) -> Set<String> {
        Set(text.matches(of: /\{([a-z_]*)\}/).map { String($0.1) })
    }

    @Test("each has every text of the French one", arguments: ["en", "nl", "de"])
    func complete(language: String) throws {
        let french = try themeTexts("fr")
        let other = try themeTexts(language)
        #expect(french.keys.subtracting(other.keys).sorted() == [])
        #expect(other.keys.subtracting(french.keys).sorted() == [])
    }

    @Test("each text has the placeholders of the French one", arguments: ["en", "nl", "de"])
    func samePlaceholders(language: String) throws {
        let french = try themeTexts("fr")
        let other = try themeTexts(language)
        for key in french.keys.sorted() {
            guard let text = french[key], let translation = other[key] else { continue }
            // A language may say "one" where another gives the number.
            let optional: Set = ["n"]
            #expect(
                placeholders(text).subtracting(optional)
                    == placeholders(translation).subtracting(optional),
                "\(key) in \(language)"
            )
        }
    }

    @Test("dates, numbers and money can be written in each", arguments: ["fr", "en", "nl", "de"])
    func complete2(language: String) throws {
        let texts = try themeTexts(language)
        #expect(texts.list("date.months").count == 12)
        #expect(texts.list("date.months_short").count == 12)
        #expect(texts.list("date.weekdays").count == 7)
        for style in DateStyle.Style.allCases { #expect(texts["date.\(style.rawValue)"] != nil) }
        #expect(texts["number.decimal"]?.isEmpty == false)
        #expect(texts["money.pattern"]?.contains("{amount}") == true)
    }
}
