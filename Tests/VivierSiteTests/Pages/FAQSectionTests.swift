import Testing

@testable import VivierSite

@Suite("Pages: questions cut at their headings")
struct FAQSectionTests {
    /// Each section as `level title: body`, line endings as `|`.
    private func sections(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        return faqSections(in: bytes, 0..<bytes.count).map { section in
            let title = String(decoding: bytes[section.title], as: UTF8.self)
            let body = String(decoding: bytes[section.body], as: UTF8.self)
            return "\(section.level) \(title): \(body)"
                .replacing("\r\n", with: "↵").replacing("\n", with: "|")
        }
    }

    @Test("groups, questions and answers")
    func plain() {
        #expect(
            sections("Intro\n\n# Groupe\n## Un ?\nOui.\n\n## Deux ?\nNon.") == [
                "0 : Intro||", "1 Groupe: ", "2 Un ?: Oui.||", "2 Deux ?: Non.",
            ]
        )
    }

    @Test(
        "what a heading may look like",
        arguments: [
            ("## Un ?", "2 Un ?: "), ("##\tUn ?\n", "2 Un ?: "), ("##   Un ?   \nx", "2 Un ?: x"),
            ("## Un ? ##\n", "2 Un ?: "), ("## Un ? #####  \n", "2 Un ?: "),
            ("## Un ?\t##\n", "2 Un ?: "),
            // The marks at the end are part of a word.
            ("## Le langage C#\n", "2 Le langage C#: "), ("## C# ##\n", "2 C#: "),
            ("## a ## b\n", "2 a ## b: "), ("## a \\#\n", "2 a \\#: "),
            ("##\n", "2 : "), ("##\r\n", "2 : "), ("## ##\n", "2 : "), ("#", "1 : "),
            ("## Un ?\r\nOui.\r\n", "2 Un ?: Oui.↵"), ("## Un ? ##\r\n", "2 Un ?: "),
            (" ## Un ?\n", "2 Un ?: "), ("   ## Un ?\n", "2 Un ?: "), ("## é 🙂\n", "2 é 🙂: "),
        ]
    )
    func headings(text: String, section: String) {
        #expect(sections(text).dropFirst() == [section])
    }

    @Test(
        "what is no heading of a question",
        arguments: [
            "", "\n", "Texte", "##Un", "### Trois", "####### Sept", "    ## code", "\t## code",
            "\\## Un", "> ## Un", "- ## Un", "texte ## Un", "＃＃ Un", "#hashtag",
            "Un ?\n----\n", "Groupe\n=====\n",
        ]
    )
    func noHeading(text: String) {
        #expect(sections(text).count == 1)
        #expect(sections(text) == ["0 : \(text)".replacing("\n", with: "|")])
    }

    @Test("a deeper heading belongs to the answer")
    func deeper() {
        #expect(
            sections("## Un\n### Détail\na\n#### b\n").dropFirst() == ["2 Un: ### Détail|a|#### b|"]
        )
    }

    @Test(
        "headings in fenced code are text",
        arguments: [
            "```\n## a\n```\n", "~~~\n## a\n~~~\n", "```md\n# a\n```\n", "   ```\n## a\n   ```\n",
            "```\n~~~\n## a\n```\n", "~~~\n```\n## a\n~~~\n", "````\n```\n## a\n````\n",
            "```\n``\n## a\n```\n", "```\n``` js\n## a\n```\n", "```\n    ```\n## a\n```\n",
            "~~~ ~~~ info\n## a\n~~~~~  \n", "```\r\n## a\r\n```\r\n", "```\n## never closed\n",
        ]
    )
    func fenced(code: String) {
        let found = sections("## Un\n\(code)## Deux\n")
        let shown = code.replacing("\r\n", with: "↵").replacing("\n", with: "|")
        if code.contains("never") {
            #expect(found.dropFirst() == ["2 Un: \(shown)## Deux|"])
        } else {
            #expect(found.dropFirst() == ["2 Un: \(shown)", "2 Deux: "])
        }
    }

    @Test(
        "what only looks like a fence hides no question",
        arguments: [
            "``\n", "```code``` dans le texte\n", "    ```\n", "``` a`b\n", "x ```\n", "\\```\n",
            "~~\n",
        ]
    )
    func noFence(text: String) {
        let shown = text.replacing("\n", with: "|")
        #expect(sections("## Un\n\(text)## Deux\n").dropFirst() == ["2 Un: \(shown)", "2 Deux: "])
    }

    @Test("sections lie inside the body, in order, and hold every byte but the headings")
    func partition() {
        var seed: UInt64 = 3
        func next(_ bound: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seed >> 33) % bound
        }
        let pieces = [
            "#", "##", "# ", "## a", "\n", "\r\n", "```", "~~~", "é", " ", "\t", "\\", "x#",
        ]
        for _ in 0..<500 {
            let text = "---\n" + (0..<next(40)).map { _ in pieces[next(pieces.count)] }.joined()
            let bytes = Array(text.utf8)
            let end = bytes.count - next(min(3, bytes.count - 3))
            let sections = faqSections(in: bytes, 4..<end)
            var place = 4
            for section in sections {
                #expect(section.title.lowerBound >= place || section.level == 0)
                #expect(section.body.lowerBound >= place && section.body.upperBound <= end)
                place = section.body.upperBound
            }
            #expect(place == end)
            let questions = sections.count { $0.level == 2 && $0.fault(in: bytes) == nil }
            #expect(questionCount(in: bytes, 4..<end) == questions)
        }
    }

    @Test("a body beyond the bytes there are has no questions")
    func missingBytes() {
        #expect(questionCount(in: [], 4..<90) == 0)
        #expect(questionCount(in: Array("## a\n1\n## b\n2".utf8), 0..<13) == 2)
        #expect(questionCount(in: Array("## a\n1\n## b\n2".utf8), 0..<14) == 0)
    }

    @Test(
        "a heading without words or without a text below it is no question",
        arguments: [("## a\nb", 1), ("## a\n \t\r\n", 0), ("##\nb", 0), ("## a\n## b\nc", 1)]
    )
    func unfinished(text: String, count: Int) {
        let bytes = Array(text.utf8)
        #expect(questionCount(in: bytes, 0..<bytes.count) == count)
    }
}
