import Foundation
import Testing
import VivierDiagnostics
import VivierMarkup
import VivierTestSupport

@Suite("Markdown: links and raw HTML")
struct MarkdownLinkTests {
    private func render(
        _ markdown: String,
        _ options: MarkdownOptions = MarkdownOptions()
    ) -> (html: String, diagnostics: [Diagnostic], rendered: RenderedMarkdown) {
        var diagnostics = Diagnostics()
        let rendered = renderMarkdown(
            SourceText(path: "a.md", text: markdown),
            options: options,
            into: &diagnostics
        )
        return (String(decoding: rendered.html, as: UTF8.self), diagnostics.all, rendered)
    }

    @Test(
        "links of the list are kept",
        arguments: [
            ("https://a.example/b?c=d&e", "https://a.example/b?c=d&amp;e"),
            ("HTTP://a.example", "HTTP://a.example"),
            ("https://a.example:8080/", "https://a.example:8080/"),
            ("https://été.example?a#b", "https://%C3%A9t%C3%A9.example?a#b"),
            ("mailto:a@b.example", "mailto:a@b.example"),
            ("tel:+33123456789", "tel:+33123456789"),
            ("/offres/", "/offres/"),
            ("../a.md", "../a.md"),
            ("a/b:c", "a/b:c"),
            ("#profil", "#profil"),
            ("?q=a:b", "?q=a:b"),
            ("100%", "100%25"),
            ("/a%20b%zz", "/a%20b%25zz"),
            ("/a#b#c", "/a#b%23c"),
        ]
    )
    func kept(destination: String, href: String) {
        let result = render("[x](\(destination))")
        #expect(result.html == "<p><a href=\"\(href)\">x</a></p>\n")
        #expect(result.diagnostics.isEmpty)
        #expect(result.rendered.links.map(\.destination) == [destination])
    }

    @Test(
        "links that could run or fetch something else lose their address, not their text",
        arguments: [
            "javascript:alert(1)", "JaVaScRiPt:alert(1)", "&#106;avascript:a", "java&#9;script:a",
            "java&#10;script:a", "&#1;javascript:a", "&#x20;javascript:a", "javascript&colon;a",
            "vbscript:a", "data:text/html,a", "data:image/png;base64,aaaa", "blob:https://a/b",
            "file:///etc/passwd", "//evil.example", "\\\\/\\\\/evil.example", "/\\\\evil.example",
            "&#47;&#47;evil.example", "&Tab;//evil.example", "https:evil", "http:///a", "https://",
            "https://a b/",
            "https://a:b/", "https://a:99999", "https://a..b", "https://.a", "https://[zz",
            "https://[::1]/", "https://a|b",
            "https://b.example@a.example/", "ftp://a.example", "\u{A0}javascript:a",
            "feed:javascript:a", "x:y",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa:b",
        ]
    )
    func refused(destination: String) {
        let result = render("[texte](<\(destination)>)")
        #expect(result.html == "<p>texte</p>\n")
        #expect(result.diagnostics.map(\.code) == ["link-refused"])
        #expect(result.rendered.links.isEmpty)
        let image = render("![texte](<\(destination)>)")
        #expect(image.html == "<p>texte</p>\n")
        #expect(image.diagnostics.map(\.code) == ["image-refused"])
    }

    @Test("a link in a link keeps its text only")
    func linkInLink() {
        #expect(
            render("[a <https://b.example> c@d.example *e*](/f/) [g](/h/)").html
                == "<p><a href=\"/f/\">a https://b.example c@d.example <em>e</em></a> "
                + "<a href=\"/h/\">g</a></p>\n"
        )
    }

    @Test("mail and telephone are no images", arguments: ["mailto:a@b.example", "tel:1"])
    func noImages(destination: String) {
        #expect(render("![a](\(destination))").html == "<p>a</p>\n")
    }

    @Test(
        "a refused link points at its place",
        arguments: [
            "«[a](javascript:b)»",
            "un\n\n- deux\n- «[a](javascript:b)» trois",
            "un «[a](javascript:b)» trois",
            "un\ndeux «[a](javascript:b)» trois",
            "> un\n> deux «[a](javascript:b)» trois",
            "- un\n  deux «[a](javascript:b)»\n",
            "## été «[a](javascript:b)»\n",
            "| a | b |\n|---|---|\n| c | «[a](javascript:b)» |\n",
            "\r\nun\r\n«[a](javascript:b)»\r\n",
            "«![a](javascript:b)»",
        ]
    )
    func places(marked: String) {
        let text = MarkedText(marked)
        var diagnostics = Diagnostics()
        let source = SourceText(path: "a.md", text: "---\n---\n" + text.text)
        _ = renderMarkdown(
            source,
            body: 8..<source.bytes.count,
            options: MarkdownOptions(),
            into: &diagnostics
        )
        #expect(diagnostics.all.first?.position == source.position(at: 8 + text.range.lowerBound))
        #expect(diagnostics.all.first?.length == text.range.count)
    }

    @Test("a refusal reads as a sentence")
    func wholeText() {
        let result = render("Voir [le site](javascript:alert(1)) et ![photo](//a.example/b.png).\n")
        #expect(
            result.diagnostics.map(\.description) == [
                """
                a.md:1:6: warning: link to 'javascript:' left out, its text kept [link-refused]
                  | Voir [le site](javascript:alert(1)) et ![photo](//a.example/b.png).
                  |      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                  = use a path of this site or an https:, http:, mailto: or tel: address
                """,
                """
                a.md:1:40: warning: image that begins with '//' left out, its text kept \
                [image-refused]
                  | Voir [le site](javascript:alert(1)) et ![photo](//a.example/b.png).
                  |                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^
                  = use a path of this site or an https: address
                """,
            ]
        )
    }

    @Test("links are listed with their places")
    func listed() throws {
        let markdown = "un [a](/b) et\nwww.c.example puis ![d](e.png) et <f@g.example>"
        let links = render(markdown).rendered.links
        #expect(
            links.map(\.destination) == [
                "/b", "http://www.c.example", "e.png", "mailto:f@g.example",
            ]
        )
        #expect(links.map(\.isImage) == [false, false, true, false])
        #expect(links.map(\.isExternal) == [false, true, false, true])
        let source = SourceText(path: "a.md", text: markdown)
        let bytes = Array(markdown.utf8)
        let texts = links.map { String(decoding: bytes[$0.range(in: source)], as: UTF8.self) }
        #expect(texts[0] == "[a](/b)")
        #expect(texts[2] == "![d](e.png)")
        #expect(texts[1] == texts[3])
        #expect(texts[3] == "www.c.example puis ![d](e.png) et <f@g.example>")
    }

    @Test("addresses can be rewritten, and are checked afterwards")
    func rewriter() {
        let options = MarkdownOptions(linkRewriter: { destination, isImage in
            if isImage { return "/images/" + destination }
            if destination.hasSuffix(".md") { return "/" + destination.dropLast(3) + "/" }
            return destination == "piege" ? "javascript:a" : nil
        })
        let result = render("[a](b.md) ![c](d.png) [e](piege) [f](/g)", options)
        #expect(
            result.html == "<p><a href=\"/b/\">a</a> "
                + "<img src=\"/images/d.png\" alt=\"c\" loading=\"lazy\"> e <a href=\"/g\">f</a></p>\n"
        )
        #expect(result.rendered.links.map(\.destination) == ["b.md", "d.png", "/g"])
    }

    @Test(
        "raw HTML is left out and named",
        arguments: [
            ("a <b>c</b> d", "<p>a c d</p>\n", ["raw HTML '<b>' left out"]),
            ("<div>\na\n</div>\n\nb", "<p>b</p>\n", ["raw HTML '<div>' left out"]),
            ("<script>alert(1)</script>", "", ["raw HTML '<script>' left out"]),
            ("<!-- a -->\nb", "<p>b</p>\n", []),
            ("<!-- a --> b", "", ["raw HTML left out"]),
            ("<!--more-->\n\nb", "<p>b</p>\n", []),
            ("a <!-- b --> c", "<p>a  c</p>\n", []),
            ("a<br>b<BR/>c", "<p>a<br>\nb<br>\nc</p>\n", []),
            ("</div>\n", "", []),
            ("a <?php b ?> c", "<p>a  c</p>\n", ["raw HTML left out"]),
            ("<img src=x onerror=alert(1)>", "", ["raw HTML '<img>' left out"]),
        ]
    )
    func rawHTML(markdown: String, html: String, messages: [String]) {
        let result = render(markdown)
        #expect(result.html == html)
        #expect(result.diagnostics.map(\.message) == messages)
        #expect(result.diagnostics.allSatisfy { $0.code == "raw-html-dropped" })
    }

    @Test("twenty warnings are shown, the others counted")
    func manyWarnings() {
        let result = render(String(repeating: "<b>a</b> ", count: 50))
        #expect(result.diagnostics.count == 21)
        #expect(result.diagnostics.last?.message == "30 more warnings about this text")
    }

    @Test("braces of other engines are text")
    func braces() {
        #expect(
            render("{% include a.html %} {{ b | c }}").html
                == "<p>{% include a.html %} {{ b | c }}</p>\n"
        )
    }
}
