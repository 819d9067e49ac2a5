import Testing
import VivierDiagnostics
import VivierMarkup

@Suite("Markdown: threads")
struct MarkdownThreadTests {
    /// cmark keeps a table of special characters for the whole process.
    @Test("many renderers at once write what one writes")
    func parallel() async throws {
        let texts = [
            "~~barré~~ et ~un~ *mot* | x",
            "| a | ~~b~~ |\n|---|---|\n| www.a.example | c@d.example |",
            "https://a.example/~b et www.c.example : *d*", "- [ ] à faire\n- [x] l'eau !",
            String(repeating: "Un paragraphe *simple*.\n\n", count: 40),
            String(repeating: "> ", count: 100) + "refusé",
        ]
        let expected = try texts.map { text in
            try Self.render(#require(MarkdownRenderer()), text)
        }
        try await withThrowingTaskGroup(of: Int.self) { group in
            for worker in 0..<8 {
                group.addTask {
                    let renderer = try #require(MarkdownRenderer())
                    var wrong = 0
                    for round in 0..<400 {
                        let index = (round * 7 + worker) % texts.count
                        if Self.render(renderer, texts[index]) != expected[index] { wrong += 1 }
                    }
                    return wrong
                }
            }
            for try await wrong in group { #expect(wrong == 0) }
        }
    }

    private static func render(_ renderer: MarkdownRenderer, _ text: String) -> [UInt8] {
        var diagnostics = Diagnostics()
        let options = MarkdownOptions(typography: .french)
        return renderer.render(
            SourceText(path: "a.md", text: text),
            options: options,
            into: &diagnostics
        ).html
    }

    @Test("a link rewriter may use another renderer")
    func nested() throws {
        let outer = try #require(MarkdownRenderer())
        let options = MarkdownOptions(linkRewriter: { _, _ in
            var diagnostics = Diagnostics()
            let inner = renderMarkdown(
                SourceText(path: "b.md", text: "# *in* ~~side~~ | a |"),
                options: MarkdownOptions(),
                into: &diagnostics
            )
            return "/\(inner.html.count)/"
        })
        var diagnostics = Diagnostics()
        let source = SourceText(path: "a.md", text: "[a](b) *c* [d](e) `f`")
        let html = outer.render(source, options: options, into: &diagnostics).html
        #expect(
            String(decoding: html, as: UTF8.self)
                == "<p><a href=\"/58/\">a</a> <em>c</em> <a href=\"/58/\">d</a> <code>f</code></p>\n"
        )
    }
}
