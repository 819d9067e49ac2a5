import Testing
import VivierDiagnostics
import VivierMarkup
import VivierTestSupport

@Suite("HTML: the scanner")
struct HtmlScanTests {
    private func page(_ body: String) -> String {
        "<!doctype html>\n<html lang=\"fr\"><head><title>Offres</title></head>"
            + "<body>\(body)</body></html>\n"
    }

    private func codes(_ html: String, isDocument: Bool = false) -> [String] {
        scanHTML(SourceText(path: "p.html", text: html), isDocument: isDocument).problems
            .map(\.code)
    }

    @Test("a plain page has no problem, a language and a title")
    func plainPage() {
        let html = page("<p id=\"a\">Bonjour<br>à <b>tous</b></p><img src=\"/x.png\" alt=\"\">")
        let facts = scanHTML(SourceText(path: "p.html", text: html))
        #expect(facts.problems.isEmpty)
        #expect(facts.language == "fr")
        #expect(facts.title == "Offres")
        #expect(facts.anchors.map(\.name) == ["a"])
    }

    @Test("a problem points at its place, in words")
    func wholeText() {
        let html = "<div>\n<p>un <b>deux</p>\n</div>"
        let problems = scanHTML(SourceText(path: "p.html", text: html), isDocument: false).problems
        #expect(
            problems.map(\.description) == [
                """
                p.html:2:7: error: '<b>' is never closed [html-unclosed]
                  | <p>un <b>deux</p>
                  |       ^^^
                  = add '</b>'
                p.html:2:14: note: the element around it ends here
                """
            ]
        )
    }

    @Test(
        "faults are found",
        arguments: [
            ("<p>a", ["html-unclosed"]),
            ("a</p>", ["html-unopened"]),
            ("<b><i></b></i>", ["html-unclosed", "html-unopened"]),
            ("<p id=a>b</p>", ["html-unquoted"]),
            ("<p class=\"a\" CLASS=\"b\">c</p>", ["html-duplicate-attribute"]),
            ("<p id=\"a\"></p><p id=\"a\"></p>", ["html-duplicate-id"]),
            ("<p id=\"\"></p>", ["html-id"]),
            ("<p id=\"a b\"></p>", ["html-id"]),
            ("<img src=\"a.png\">", ["html-no-alt"]),
            ("<div/>", ["html-self-closing", "html-unclosed"]),
            ("1 < 2", ["html-stray-angle"]),
            ("<!-- a", ["html-open-comment"]),
            ("<p class=\"a", ["html-open-tag"]),
            ("<p><div></div></p>", ["html-nesting"]),
            ("<a href=\"/\"><b><a href=\"/\"></a></b></a>", ["html-nesting"]),
            ("<form><div><form></form></div></form>", ["html-nesting"]),
            ("<p style=\"color:red\">a</p>", ["html-inline-style"]),
            ("<p onclick=\"a()\">a</p>", ["html-inline-script"]),
            ("</p class=\"a\">", ["html-closing-tag", "html-unopened"]),
            ("<!doctype svg>", ["html-doctype"]),
        ]
    )
    func faults(html: String, expected: [String]) {
        #expect(codes(html) == expected)
    }

    @Test("a page needs a document type, a language and a title")
    func documentFaults() {
        #expect(
            codes("<html><body></body></html>", isDocument: true) == [
                "html-doctype", "html-no-lang", "html-no-title",
            ]
        )
    }

    @Test(
        "what is right is left alone",
        arguments: [
            "<svg viewBox=\"0 0 1 1\"><path d=\"M0\"/><use href=\"#i\"/></svg>",
            "<script>if (a < b && c > d) { e = \"</p>\" }</script>",
            "<style>a > b { c: d }</style>",
            "<!-- <p> --><p>a</p>",
            "<INPUT disabled><Br><p hidden>a</P>",
            "<textarea><p></textarea>",
            "<p title='a > b'>c</p>",
            "<p>a<svg><p></p></svg></p>",
        ]
    )
    func noFault(html: String) {
        #expect(codes(html) == [])
    }

    @Test("addresses are told apart by what a browser does with them")
    func links() {
        let html = """
            <a href=" /offres/?a=1&amp;b=2 ">a</a><link rel="stylesheet" href="/s.css">
            <link rel="canonical" href="https://a.example/"><script src="//cdn.example/x.js"></script>
            <img alt="" src="a.png" srcset="b.png 2x, c.png 3x"><form action="/envoi"></form>
            <meta http-equiv="refresh" content="0; URL=/ici/"><iframe src="https://b.example/"></iframe>
            <style>@import "x.css"; a { b: url('y.png') }</style>
            """
        let facts = scanHTML(SourceText(path: "p.html", text: html), isDocument: false)
        let found = facts.links.map { "\($0.kind) \($0.element) \($0.attribute) \($0.address)" }
        #expect(
            found == [
                "navigation a href /offres/?a=1&b=2",
                "subresource link href /s.css",
                "metadata link href https://a.example/",
                "subresource script src //cdn.example/x.js",
                "subresource img src a.png",
                "subresource img srcset b.png",
                "subresource img srcset c.png",
                "form form action /envoi",
                "navigation meta content /ici/",
                "subresource iframe src https://b.example/",
                "subresource style  x.css",
                "subresource style  y.png",
            ]
        )
        let outside = facts.links.filter { $0.kind == .subresource && $0.isExternal }
        #expect(outside.map(\.element) == ["script", "iframe"])
    }

    @Test("data: asks nobody for anything, a path with a colon is a path")
    func external() {
        let html = "<a href=\"data:x\"></a><a href=\"a/b:c\"></a><a href=\"MAILTO:x\"></a>"
        let links = scanHTML(SourceText(path: "p", text: html), isDocument: false).links
        #expect(links.map(\.isExternal) == [false, false, true])
    }

    @Test("any bytes are read to the end")
    func fuzz() {
        var random = SeededGenerator(seed: 7)
        let pieces = [
            "<", ">", "/", "p", " ", "=", "\"", "'", "<!--", "-->", "</", "<a href=", "id=\"x\"",
            "svg",
            "<script>", "</script", "&amp;", "é", "\u{0}", "<style>", "url(", "@import",
        ]
        for _ in 0..<2_000 {
            let text = (0..<Int.random(in: 0...40, using: &random))
                .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            _ = scanHTML(SourceText(path: "p", text: text))
        }
    }
}
