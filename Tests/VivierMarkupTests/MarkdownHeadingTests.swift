import Testing
import VivierDiagnostics
import VivierMarkup

@Suite("Markdown: headings and summaries")
struct MarkdownHeadingTests {
    private func render(
        _ markdown: String,
        _ options: MarkdownOptions = MarkdownOptions()
    ) -> RenderedMarkdown {
        var diagnostics = Diagnostics()
        let source = SourceText(path: "a.md", text: markdown)
        return renderMarkdown(source, options: options, into: &diagnostics)
    }

    @Test("the highest heading gets the first level, the others keep their distance")
    func levels() {
        let text = "## a\n\n# b\n\n#### c\n\n###### d"
        #expect(render(text).headings.map(\.level) == [3, 2, 5, 6])
        var options = MarkdownOptions(firstHeadingLevel: 4)
        #expect(render(text, options).headings.map(\.level) == [5, 4, 6, 6])
        options.firstHeadingLevel = nil
        #expect(render(text, options).headings.map(\.level) == [2, 1, 4, 6])
        options.firstHeadingLevel = -3
        #expect(render(text, options).headings.map(\.level) == [2, 1, 4, 6])
    }

    @Test("identifiers are never those of the page, nor used twice")
    func anchors() {
        let options = MarkdownOptions(takenAnchors: ["contenu", "contenu-2"])
        #expect(
            render("# Contenu\n\n# Contenu\n\n# Contenu 3\n\n# Autre", options).headings.map(
                \.anchor
            )
                == ["contenu-3", "contenu-4", "contenu-3-2", "autre"]
        )
        let prefixed = MarkdownOptions(anchorPrefix: "faq-")
        #expect(render("# Où ?", prefixed).headings.map(\.anchor) == ["faq-ou"])
    }

    @Test("identifiers can be left out")
    func noAnchors() {
        let rendered = render("# a", MarkdownOptions(headingAnchors: false))
        #expect(String(decoding: rendered.html, as: UTF8.self) == "<h2>a</h2>\n")
        #expect(rendered.headings.map(\.anchor) == [""])
    }

    @Test(
        "a name is folded to what an address can show",
        arguments: [
            ("Où postuler ?", "ou-postuler"),
            ("Œuvre & ŒUVRE, ça", "oeuvre-oeuvre-ca"),
            ("e\u{301}te\u{301}", "ete"),
            ("Straße Łódź Ðæ", "strasse-lodz-dae"),
            ("  --a--  b__c  ", "a-b-c"),
            ("a\u{200B}b", "ab"),
            ("日本 Ωδή", "日本-ωδή"),
            ("!?…", ""),
            ("", ""),
            ("1 000 €", "1-000"),
        ]
    )
    func folding(text: String, expected: String) {
        #expect(foldedIdentifier(text) == expected)
    }

    @Test("the first paragraph is cut between words")
    func firstParagraph() throws {
        let long = String(repeating: "mot, ", count: 100)
        let text = try #require(render("# Titre\n\n- liste\n\n> cité\n\n" + long).firstParagraph)
        #expect(text.count <= 300)
        #expect(text.hasSuffix("mot…"))
        #expect(render("![a](b.png)\n\nsuite").firstParagraph == "suite")
        #expect(render("# a\n\n- b").firstParagraph == nil)
        #expect(render("a\n*b* `<c>`  \nd").firstParagraph == "a b <c> d")
    }

    @Test(
        "a text is shortened to a number of characters",
        arguments: [
            ("court", 10, "court"),
            ("exactement", 10, "exactement"),
            ("deux mots", 8, "deux…"),
            ("deux mots ici", 10, "deux mots…"),
            ("insecable", 5, "inse…"),
            ("été été été", 8, "été été…"),
            ("un : deux", 6, "un…"),
        ]
    )
    func shortening(text: String, limit: Int, expected: String) {
        #expect(shortened(text, to: limit) == expected)
    }
}
