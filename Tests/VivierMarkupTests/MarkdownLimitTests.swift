import Foundation
import Testing
import VivierDiagnostics
import VivierMarkup

@Suite("Markdown: limits")
struct MarkdownLimitTests {
    private func render(
        _ markdown: String,
        limits: MarkdownLimits = .untrusted
    ) throws -> (rendered: RenderedMarkdown, diagnostics: [Diagnostic], seconds: Double) {
        let renderer = try #require(MarkdownRenderer())
        let source = SourceText(path: "a.md", text: markdown)
        var diagnostics = Diagnostics()
        let start = clock()
        let options = MarkdownOptions(limits: limits)
        let rendered = renderer.render(source, options: options, into: &diagnostics)
        let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
        return (rendered, diagnostics.all, seconds)
    }

    private func times(_ text: String, _ count: Int) -> String {
        String(repeating: text, count: count)
    }

    /// 11 KB of a wide head and of rows with nothing in them: 39 MB from cmark.
    @Test("a table that would explode is refused at once, where it begins to")
    func table() throws {
        let markdown =
            "Avant\n\n" + times("|a", 1_800) + "\n" + times("|-", 1_800) + "\n"
            + times("|\n", 1_900)
        let result = try render(markdown)
        #expect(result.rendered.isRefused)
        #expect(result.rendered.html.isEmpty)
        #expect(result.diagnostics.map(\.code) == ["table-too-large"])
        #expect(result.diagnostics.first?.position?.line == 5)
        #expect(result.seconds < 0.1)
    }

    /// 15 KB of one long address used over and over: 7.8 MB from cmark.
    @Test("a link definition that would explode is refused at once")
    func references() throws {
        let markdown = "[a]: https://a.example/" + times("x", 5_000) + "\n\n" + times("[a] ", 2_600)
        let result = try render(markdown)
        #expect(result.rendered.isRefused)
        #expect(result.diagnostics.map(\.code) == ["link-definition-too-large"])
        #expect(result.diagnostics.first?.position?.line == 1)
        #expect(result.seconds < 0.1)
    }

    @Test("the same in a text too small to be read twice stops when it has written enough")
    func smallReferences() throws {
        let markdown = "[a]: /" + times("x", 4_000) + "\n\n" + times("[a]", 1_300)
        let result = try render(markdown)
        #expect(result.rendered.isRefused)
        #expect(result.diagnostics.map(\.code) == ["markdown-output-too-large"])
        #expect(result.seconds < 0.1)
    }

    @Test("the errors read as sentences")
    func wholeText() throws {
        let wide = times("|a", 3) + "\n" + times("|-", 3) + "\n" + times("|b", 3)
        var limits = MarkdownLimits.untrusted
        limits.cells = 5
        #expect(
            try render("Un\n\n" + wide, limits: limits).diagnostics.map(\.description) == [
                """
                a.md:4:1: error: tables of more than 5 cells in all [table-too-large]
                  | |-|-|-
                  | ^^^^^^
                  = attach a large table as a file
                """
            ]
        )
        limits = .untrusted
        limits.input = 10
        #expect(
            try render("Bonjour à tous\n", limits: limits).diagnostics.map(\.description) == [
                """
                a.md:1:1: error: text of 16 bytes, longer than the 10 allowed [markdown-too-long]
                  | Bonjour à tous
                  | ^
                  = split it into several pages
                """
            ]
        )
        limits = .untrusted
        limits.nesting = 3
        #expect(
            try render("un\n\n> > > > deux", limits: limits).diagnostics.map(\.description) == [
                """
                a.md:3:7: error: more than 3 marks inside one another [markdown-too-deep]
                  | > > > > deux
                  |       ^^^^^^
                """
            ]
        )
    }

    @Test("ordinary tables and lists are far below the limits")
    func ordinary() throws {
        let table = "|a|b|c|d|\n|-|-|-|-|\n" + times("|1|2|3|4|\n", 900)
        let list = times("- [lien](https://a.example/b) *et* `code`\n", 1_200)
        let result = try render(table + "\n" + list, limits: .staff)
        #expect(!result.rendered.isRefused)
        #expect(result.diagnostics.isEmpty)
    }

    @Test("tables can be switched off")
    func noTables() throws {
        var diagnostics = Diagnostics()
        let source = SourceText(path: "a.md", text: "|a|\n|-|\n")
        let options = MarkdownOptions(allowTables: false)
        let rendered = renderMarkdown(source, options: options, into: &diagnostics)
        #expect(String(decoding: rendered.html, as: UTF8.self) == "<p>|a|\n|-|</p>\n")
    }

    /// Inputs that keep some version of cmark busy, from its own list and ours.
    static let pathological: [String: @Sendable (Int) -> String] = {
        @Sendable func repeated(_ text: String) -> @Sendable (Int) -> String {
            { String(repeating: text, count: $0 / text.utf8.count) }
        }
        @Sendable func halves(_ one: String, _ other: String) -> @Sendable (Int) -> String {
            { repeated(one)($0 / 2) + repeated(other)($0 / 2) }
        }
        var cases: [String: @Sendable (Int) -> String] = [:]
        for text in [
            "a_ ", "_a ", "a]", "[a", "*a_ ", "[ a_", "[ (](", "![[]()", "*a **a ",
            "**x [a*b**c*](d)",
            "`a``", "[a](<b", "[a](b", "<!--", "<?", "<!A", "<![CDATA[", "aaa\rbbb\n-\u{B}\n",
            "a|b\n-|-\n", "|", "|\n", "\\|", "-|", "|-|\n", "[a]: u\n", "[a]: /u 'x\n", "[a]: <",
            "www.", " www.a.b", "http://", "http://a", "://", "a@", "a.a@", "@", "a@b.c ", "a_a@b",
            "http://a.b<", "[http://a.b ", "[:", "mailto:a@b.c", "[^a]", "~a", "~~a ~", "~", "](",
            "![l", "&", "&#x1", "#", "<a ", "<a href=\"", "<a b='", "<", "<a@", "1. a\n", "- a\n\n",
            "-\n", "*_", "*a _b ", "*a*", "\\", "\\\n", "a  \n", "    a\n", "```\n", "***\n",
            "* * *x\n", "- ", "> ", "+ ", "1) ", "> - ", "\u{0}", "\r", "é", "[a][b]", "[a](b 'c",
            "[]", "[a`", "<x>\n", "<p>\n\n", "- - \n", "#\n", "# a\n", "« ", "1 ", "l'",
        ] {
            cases[text] = repeated(text)
        }
        cases["389"] = halves("*a ", "_a*_ ")
        cases["nested brackets"] = halves("[", "]")
        cases["nested strong"] = halves("**", "a**")
        cases["nested images"] = halves("![a", "](b)")
        cases["lists, then blank lines"] = halves("- ", "\n")
        cases["text above a table"] = halves("a\n", "-|-\n")
        cases["parentheses in an address"] = { "http://a.b/" + repeated(")")($0) }
        cases["question marks in an address"] = { "http://a.b/" + repeated("?")($0) }
        cases["bars in a row"] = { "a|b\n-|-\n" + repeated("|")($0) }
        cases["wide head"] = { repeated("|a")($0 / 2) + "\n" + repeated(":-:\n")($0 / 2) }
        cases["long address, used often"] = {
            "[a]: /" + repeated("u")($0 / 2) + "\n\n" + repeated("[a]")($0 / 2)
        }
        cases["deep list"] = { size in
            var text = ""
            var depth = 0
            while text.utf8.count < size / 2 {
                text += String(repeating: "  ", count: depth) + "- a\n"
                depth += 1
            }
            return text + repeated("\n")(size / 2)
        }
        cases["growing backticks"] = { size in
            var text = ""
            var count = 1
            while text.utf8.count < size {
                text += "e" + String(repeating: "`", count: count)
                count += 1
            }
            return text
        }
        return cases
    }()

    @Test("no text of 64 KiB takes long, whatever is in it", arguments: pathological.keys.sorted())
    func timeBound(name: String) throws {
        let make = try #require(Self.pathological[name])
        let result = try render(make(65_000))
        #expect(result.rendered.isRefused == result.diagnostics.contains { $0.severity == .error })
        // Our half of the work is not optimised in a debug build.
        #expect(result.seconds < 1, "\(name): \(result.seconds) s")
    }

    @Test("nesting of ten thousand is refused, not followed")
    func deep() throws {
        for mark in ["> ", "- ", "1. ", "[", "*a **b ", "![", "**"] {
            let result = try render(times(mark, 10_000) + "x", limits: .staff)
            #expect(result.seconds < 1, "\(mark)")
        }
    }
}
