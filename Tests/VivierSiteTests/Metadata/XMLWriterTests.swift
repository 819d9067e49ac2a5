import Foundation
import FoundationXML
import Testing

@testable import VivierSite

/// The elements of a document as lines: `/a/b@x=1: text`; `nil` for one that is no XML.
func xmlLines(_ bytes: [UInt8]) -> [String]? {
    let reader = XMLLines()
    let parser = XMLParser(data: Data(bytes))
    parser.delegate = reader
    return parser.parse() && parser.parserError == nil ? reader.lines : nil
}

private final class XMLLines: NSObject, XMLParserDelegate {
    private var path: [String] = []
    private var texts: [String] = []
    private var places: [Int] = []
    var lines: [String] = []

    func parser(
        _ parser: XMLParser,
        didStartElement name: String,
        namespaceURI: String?,
        qualifiedName: String?,
        attributes: [String: String]
    ) {
        path.append(name)
        texts.append("")
        places.append(lines.count)
        let list = attributes.sorted { $0.key < $1.key }.map { "@\($0.key)=\($0.value)" }
        lines.append("/" + path.joined(separator: "/") + list.joined())
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) { add(text) }

    func parser(_ parser: XMLParser, foundCDATA data: Data) {
        add(String(decoding: data, as: UTF8.self))
    }

    func parser(
        _ parser: XMLParser,
        didEndElement name: String,
        namespaceURI: String?,
        qualifiedName: String?
    ) {
        path.removeLast()
        let text = texts.removeLast()
        let place = places.removeLast()
        let isLeaf = place == lines.count - 1
        if isLeaf { lines[place] += ": \(text)" }
    }

    private func add(_ text: String) { texts[texts.count - 1] += text }
}

@Suite("Metadata: XML")
struct XMLWriterTests {
    private func text(_ xml: XMLWriter) -> String { String(decoding: xml.bytes, as: UTF8.self) }

    @Test("writes a document")
    func document() {
        var xml = XMLWriter()
        xml.element("a", ["x": "1", "y": "<&\">'"]) { body in
            body.element("b", text: "é < & > \"'")
            body.element("none", text: nil)
            body.element("c", text: "")
            body.empty("d", ["z": "2"])
            body.element("e") { $0.text(utf8: Array("<p>".utf8)) }
        }
        #expect(
            text(xml) == """
                <?xml version="1.0" encoding="utf-8"?>
                <a x="1" y="&lt;&amp;&quot;&gt;'"><b>é &lt; &amp; &gt; &quot;'</b>
                <c></c>
                <d z="2"/>
                <e>&lt;p&gt;</e>
                </a>

                """
        )
    }

    @Test("a fragment has no declaration")
    func fragment() {
        var xml = XMLWriter(isFragment: true)
        xml.element("a", text: "b")
        #expect(text(xml) == "<a>b</a>\n")
    }

    /// A text, and what of it XML can hold.
    private static let texts: [(String, String)] = [
        ("", ""), ("plain", "plain"), ("]]>", "]]>"), ("a]]>b]]>c", "a]]>b]]>c"),
        ("]]]]>>", "]]]]>>"), ("]", "]"), ("]]", "]]"), (">", ">"), ("]>", "]>"),
        ("<![CDATA[x]]>", "<![CDATA[x]]>"), ("&amp;&#0;", "&amp;&#0;"), ("<!-- -->", "<!-- -->"),
        ("\u{0}\u{1}\u{8}\u{B}\u{C}\u{E}\u{1F}", ""), ("a\u{0}b\tc\nd", "ab\tc\nd"),
        ("]\u{0}]\u{1}>", "]]>"), ("]]\u{FFFF}>", "]]>"),
        ("x\u{FFFE}\u{FFFF}y", "xy"), ("\u{FFFD}\u{FFFC}\u{EFFF}", "\u{FFFD}\u{FFFC}\u{EFFF}"),
        ("\u{7F}\u{80}\u{85}é🙂\u{10FFFD}", "\u{7F}\u{80}\u{85}é🙂\u{10FFFD}"),
        ("\u{1FFFD}", "\u{1FFFD}"),
    ]

    @Test("any text is read back, but for what XML cannot hold", arguments: texts)
    func anyText(text: String, back: String) {
        var xml = XMLWriter()
        xml.element("a") { body in
            body.element("text", text: text)
            body.element("utf8") { $0.text(utf8: Array(text.utf8)) }
            body.element("cdata") { $0.cdata(Array(text.utf8)) }
        }
        #expect(
            xmlLines(xml.bytes)
                == ["/a", "/a/text: \(back)", "/a/utf8: \(back)", "/a/cdata: \(back)"]
        )
    }

    @Test("any attribute is read back", arguments: ["", "\"'<>&", "a\u{0}\u{FFFF}b", "é]]>"])
    func attributes(text: String) {
        var xml = XMLWriter()
        xml.empty("a", ["x": text])
        let back = text.filter { $0 != "\u{0}" && $0 != "\u{FFFF}" }
        #expect(xmlLines(xml.bytes) == ["/a@x=\(back): "])
    }

    @Test("the reader of these tests refuses what is no XML")
    func reader() {
        #expect(xmlLines(Array("<a><b></a>".utf8)) == nil)
        #expect(xmlLines(Array("<a>\u{1}</a>".utf8)) == nil)
        #expect(xmlLines(Array("<a>\u{FFFF}</a>".utf8)) == nil)
    }
}
