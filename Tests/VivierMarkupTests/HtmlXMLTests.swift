import Testing
import VivierDiagnostics
import VivierMarkup

@Suite("XML: well-formedness")
struct HtmlXMLTests {
    private func problems(_ text: String) -> [Diagnostic] {
        checkXML(SourceText(path: "feed.xml", text: text))
    }

    @Test("a feed is well-formed")
    func feed() {
        let feed = """
            <?xml version="1.0" encoding="utf-8"?>
            <!-- <!DOCTYPE a> is only a comment -->
            <feed xmlns="http://www.w3.org/2005/Atom"><title>Offres d’été &amp; plus</title></feed>

            """
        #expect(problems(feed).isEmpty)
    }

    @Test("a fault has a line and a column")
    func fault() {
        let found = problems("<a>\n  <b>x</c>\n</a>\n")
        #expect(found.first?.code == "xml-malformed")
        #expect(found.first?.position?.line == 2)
        #expect((found.first?.position?.column ?? 0) > 4)
        #expect(found.first?.message.contains("mismatch") == true)
    }

    @Test(
        "what is not XML is refused",
        arguments: [
            "", "text", "<a>", "<a/><b/>", "<a b=c/>", "<a b='1' b='2'/>", "<a>&nbsp;</a>",
            "<a>\u{1}</a>", "<x:a/>", "<a>]]></a>",
        ]
    )
    func malformed(text: String) {
        #expect(!problems(text).isEmpty)
    }

    @Test("a document type is refused before it is read")
    func documentType() {
        let bomb = """
            <?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;">]>
            <a>&c;</a>
            """
        #expect(
            problems(bomb).map(\.description) == [
                """
                feed.xml:1:22: error: document type in XML [xml-doctype]
                  | <?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;">]>
                  |                      ^^^^^^^^^
                  = remove it: it is not needed, and could load other files
                """
            ]
        )
    }

    @Test("deep nesting is refused, not followed")
    func deep() {
        let deep = String(repeating: "<a>", count: 100_000)
        #expect(!problems(deep).isEmpty)
    }
}
