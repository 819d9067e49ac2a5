import Testing
import VivierDiagnostics
import VivierMarkup

@Suite("Front matter: delimiters")
struct FrontMatterDelimiterTests {
    private func read(_ text: String) -> (FrontMatter?, [String]) {
        var diagnostics = Diagnostics()
        let source = SourceText(path: "a.md", text: text)
        let frontMatter = readFrontMatter(source, into: &diagnostics)
        return (frontMatter, diagnostics.all.map(\.code))
    }

    private func body(_ text: String) -> String? {
        read(text).0.map { String(decoding: Array(text.utf8)[$0.bodyOffset...], as: UTF8.self) }
    }

    @Test(
        "the text begins after the closing line",
        arguments: [
            "---\na: b\n---\nBody", "\n\n---\na: b\n---\nBody", "---  \na: b\n--- \t\nBody",
            "\u{FEFF}---\na: b\n---\nBody", "---\r\na: b\r\n---\r\nBody", "---\na: b\n...\nBody",
            "\r\n \n---\na: b\n---\nBody", "---\n---\nBody", "---\n# nothing\n\n---\nBody",
        ]
    )
    func bodies(text: String) {
        #expect(body(text) == "Body")
        #expect(read(text).0?.isMissing == false)
    }

    @Test("a file may end with the closing line")
    func emptyBody() {
        #expect(body("---\na: b\n---") == "")
        #expect(body("---\na: b\n---\n") == "")
    }

    @Test(
        "a file without front matter is all text",
        arguments: [
            "", "Body", "# Title\n\nText\n", "\u{FEFF}Body", "Note: this is text.\n\nMore.\n",
            "***\na: b\n***\n", "Title\n---\n\nText\n", "```\n---\na: b\n---\n```\n",
            "- item\n- item\n", "----\n\nText\n",
        ]
    )
    func missing(text: String) throws {
        let (frontMatter, codes) = read(text)
        let found = try #require(frontMatter)
        #expect(found.isMissing)
        #expect(found.bodyOffset == (text.hasPrefix("\u{FEFF}") ? 3 : 0))
        #expect(found.document.rootNode.kind == .mapping)
        #expect(found.document.rootNode.entries.first { _ in true } == nil)
        #expect(codes.isEmpty)
    }

    @Test("the range of the front matter leaves out its delimiters")
    func range() throws {
        let text = "---\na: é\n---\nBody"
        let found = try #require(read(text).0)
        #expect(String(decoding: Array(text.utf8)[found.range], as: UTF8.self) == "a: é\n")
    }

    @Test("Windows line ends leave no trace in texts")
    func carriageReturns() {
        #expect(
            readAsJSON("a: b\r\nc: |\r\n  d\r\n\r\n  e\r\nf: \"g\r\n  h\"\r\ni: j\r\n  k\r")
                == #"{"a":"b","c":"d\n\ne\n","f":"g h","i":"j k"}"#
        )
    }

    @Test("a body that is no text is found by asking")
    func bodyCheck() throws {
        let source = SourceText(
            path: "a.md",
            bytes: Array("---\na: b\n---\nB\u{E9}\n".utf8) + [0xE9, 10]
        )
        var diagnostics = Diagnostics()
        let found = try #require(readFrontMatter(source, into: &diagnostics))
        #expect(diagnostics.all.isEmpty)
        let isText = checkText(
            source,
            in: found.bodyOffset..<source.bytes.count,
            into: &diagnostics
        )
        #expect(!isText)
        #expect(diagnostics.all.map(\.code) == ["not-utf8"])
        #expect(diagnostics.all.first?.position == SourcePosition(line: 5, column: 1))
    }

    @Test("a whole file of YAML may have its own markers")
    func wholeFile() throws {
        for text in ["a: b", "---\na: b\n", "--- # note\na: b\n...\n# end\n", "\u{FEFF}a: b\r\n"] {
            var diagnostics = Diagnostics()
            let source = SourceText(path: "site.yml", text: text)
            let document = try #require(readYAML(source, into: &diagnostics))
            #expect(document["a"]?.text == "b")
        }
        var diagnostics = Diagnostics()
        let empty = readYAML(SourceText(path: "site.yml", text: "# nothing\n"), into: &diagnostics)
        #expect(empty?.rootNode.kind == .mapping)
    }
}
