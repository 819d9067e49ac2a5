import Foundation
import Testing
import VivierDiagnostics
import VivierMarkup
import VivierTestSupport

@Suite("Markdown: plain documents")
struct MarkdownPlainTests {
    private func isPlain(_ text: String) throws -> Bool {
        let renderer = try #require(MarkdownRenderer())
        var diagnostics = Diagnostics()
        let source = SourceText(path: "a.md", text: text)
        _ = renderer.render(source, options: MarkdownOptions(), into: &diagnostics)
        return renderer.plainDocuments == 1
    }

    @Test(
        "plain documents do without cmark",
        arguments: [
            "a", "a\nb\n\nc", "# a\nb", "## a\n\n- b\n- c\n\n1. d\n2. e\n", "- a\n\n- b",
            "> a\n> b\n", "*a* (**b**), l\u{2019}*œuvre* **« c »**\u{A0}!", "a < 12 mois > & b",
            "[ab](/c/) et [de](https://d.example/e)", "à <a.b@c-d.example>", "a \nb  \n\nc",
            "| a | b |\n|:--|---|\n| c | d |\n", "12 postes\n-5 °C\n+33 1", "12 345,50 €",
        ]
    )
    func plain(text: String) throws { #expect(try isPlain(text)) }

    @Test(
        "what is not certain is for cmark",
        arguments: [
            "a\n===", "a\n---", "---", "- a\nb", "> a\nb", "a\n2. b", "- - a", "- a\n  b", " a",
            "a  \nb", "a\tb", "a\r\nb", "a\\*", "`a`", "_a_", "~~a~~", "![a](b)", "&amp;",
            "*a **b***", "*a", "a*b*", "a *\u{2003}b*", "[a]", "[a]: b", "[a](b \"c\")", "[a](<b>)",
            "[*a*](b)", "www.a.fr", "a@b.fr", "https://a.fr", "<https://a.fr>", "<b>", "<br>",
            "- [ ] a", "| a | b |\n|---|\n", "| a |\n|---|\nb", "# a #", "#", "#a", "1) a", "+ a",
            "\u{FEFF}\u{FEFF}a", "*a\n\nb*", String(repeating: "a\n\n", count: 3_000),
        ]
    )
    func notPlain(text: String) throws { #expect(try !isPlain(text)) }

    @Test(
        "examples of the specifications come out as by cmark",
        .enabled(if: corporaFolder() != nil, "no folder of real input"),
        arguments: ["commonmark-spec", "gfm-spec", "gfm-extensions", "gfm-regression"]
    )
    func specifications(name: String) throws {
        let folder = try #require(corporaFolder())
        let data = try Data(contentsOf: folder.appending(path: "markdown/\(name).json"))
        var comparison = try PlainComparison()
        for example in try JSONDecoder().decode([SpecExample].self, from: data) {
            comparison.check(Array(example.markdown.utf8))
        }
    }

    @Test(
        "real texts come out as by cmark",
        .enabled(if: corporaFolder() != nil, "no folder of real input"),
        arguments: [("offers", 300), ("employers", 1_500), ("faq", 3)]
    )
    func realTexts(name: String, plain: Int) throws {
        let folder = try #require(corporaFolder()).appending(path: name)
        let paths = try #require(FileManager.default.subpaths(atPath: folder.path)).sorted()
        var comparison = try PlainComparison()
        for path in paths where path.hasSuffix(".md") {
            let text = try Array(Data(contentsOf: folder.appending(path: path)))
            // Without front matter.
            let parts = text.split(separator: Array("---\n".utf8), maxSplits: 2)
            comparison.check(parts.count > 1 ? Array(parts[parts.count - 1]) : text)
        }
        #expect(comparison.plainTexts >= plain)
    }

    @Test(
        "attacks come out as by cmark",
        .enabled(if: corporaFolder() != nil, "no folder of real input")
    )
    func attacks() throws {
        let folder = try #require(corporaFolder()).appending(path: "xss")
        let paths = try #require(FileManager.default.subpaths(atPath: folder.path)).sorted()
        var comparison = try PlainComparison()
        for path in paths {
            guard let data = try? Data(contentsOf: folder.appending(path: path)) else { continue }
            for line in data.split(separator: 0x0A) where line.count < 2_000 {
                comparison.check(Array(line))
                comparison.check(Array("[a](".utf8) + line + Array(")".utf8))
            }
        }
        #expect(comparison.plainTexts > 500)
    }

    @Test("changed plain documents come out as by cmark", arguments: 0..<4)
    func mutations(seed: UInt64) throws {
        var mutations = PlainMutations(seed: seed)
        var comparison = try PlainComparison()
        let rounds = thoroughly ? 50_000 : 8_000
        for _ in 0..<rounds { comparison.check(mutations.next(), inTurn: true) }
        #expect(comparison.plainTexts > rounds / 5)
    }
}
