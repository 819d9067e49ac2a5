import Foundation
import Testing
import VivierDiagnostics
import VivierMarkup
import VivierTestSupport

/// Checks HTML rendered from text that nobody vouches for.
///
/// Reads it with the scanner of the package, which is an independent piece of
/// code, and allows only what the renderer means to write.
private func violations(in html: [UInt8]) -> [String] {
    let text = String(decoding: html, as: UTF8.self)
    let facts = scanHTML(SourceText(path: "h", bytes: html), isDocument: false)
    var found = facts.problems.map(\.description)
    let allowed: Set<String> = [
        "p", "br", "hr", "em", "strong", "del", "code", "pre", "a", "img", "ul", "ol", "li",
        "label",
        "input", "blockquote", "table", "thead", "tbody", "tr", "th", "td", "div", "sup", "h1",
        "h2",
        "h3", "h4", "h5", "h6",
    ]
    let attributes: Set<String> = [
        "href", "title", "src", "alt", "loading", "class", "id", "start", "scope", "type",
        "checked",
        "disabled",
    ]
    // By code points: a mark that combines with `>` must not hide it.
    let tagPattern = /<\/?([^\s>]*)([^>]*)>/.matchingSemantics(.unicodeScalar)
    let attributePattern = /\s([^\s=>"]+)(?:="([^"]*)")?/.matchingSemantics(.unicodeScalar)
    for tag in text.matches(of: tagPattern) {
        if !allowed.contains(String(tag.1)) { found.append("element \(tag.0)") }
        for attribute in tag.2.matches(of: attributePattern)
        where !attributes.contains(String(attribute.1)) {
            found.append("attribute \(tag.0)")
        }
    }
    for link in facts.links {
        // As a browser reads it.
        let address = link.address.unicodeScalars.filter { $0.value > 0x20 }
        let start = String(String.UnicodeScalarView(address)).lowercased()
        let isPath = start.firstMatch(of: /^[^:\/?#]*:/) == nil && !start.hasPrefix("//")
        let isKnown = ["https://", "http://", "mailto:", "tel:"].contains { start.hasPrefix($0) }
        if !isPath && !isKnown { found.append("address \(link.address)") }
    }
    return found
}

@Suite("Markdown: hostile text")
struct MarkdownHostileTests {
    private static let options = [
        MarkdownOptions(typography: .french, limits: .staff),
        MarkdownOptions(limits: .untrusted),
    ]

    private func check(_ bytes: [UInt8], _ renderer: MarkdownRenderer, both: Bool = true) {
        for options in both ? Self.options : [Self.options[0]] {
            var diagnostics = Diagnostics()
            let source = SourceText(path: "a.md", bytes: bytes)
            let rendered = renderer.render(source, options: options, into: &diagnostics)
            let found = violations(in: rendered.html)
            #expect(found == [], "\(String(decoding: bytes, as: UTF8.self).debugDescription)")
            #expect(String(validating: rendered.html, as: UTF8.self) != nil, "\(bytes)")
            #expect(rendered.isRefused == diagnostics.hasErrors)
            // None of these may fail either.
            _ = rendered.headings
            _ = rendered.firstParagraph
            _ = rendered.plainText
            for link in rendered.links { _ = link.range(in: source) }
        }
    }

    @Test(
        "nothing of the collections of attacks gets through",
        .enabled(if: corporaFolder() != nil, "no folder of real input")
    )
    func collections() throws {
        let folder = try #require(corporaFolder()).appending(path: "xss")
        let renderer = try #require(MarkdownRenderer())
        let paths = try #require(FileManager.default.subpaths(atPath: folder.path)).sorted()
        var count = 0
        for path in paths {
            guard let data = try? Data(contentsOf: folder.appending(path: path)) else { continue }
            check(Array(data.prefix(60_000)), renderer)
            for line in data.split(separator: 0x0A).prefix(1_500) where line.count < 2_000 {
                checkLine(Array(line), renderer)
                count += 1
            }
        }
        #expect(count > 5_000)
    }

    @Test(
        "naughty strings stay text",
        .enabled(if: corporaFolder() != nil, "no folder of real input")
    )
    func naughtyStrings() throws {
        let file = try #require(corporaFolder()).appending(path: "strings/blns.json")
        let strings = try JSONDecoder().decode([String].self, from: Data(contentsOf: file))
        let renderer = try #require(MarkdownRenderer())
        for string in strings { checkLine(Array(string.utf8), renderer) }
        #expect(strings.count > 300)
    }

    /// A text by itself, as the destination of a link, and of an image.
    private func checkLine(_ line: [UInt8], _ renderer: MarkdownRenderer) {
        check(line, renderer, both: false)
        check(Array("[a](".utf8) + line + Array(")".utf8), renderer, both: false)
        check(Array("![a](<".utf8) + line + Array(">)".utf8), renderer, both: false)
    }

    @Test(
        "real texts are rendered without an error",
        .enabled(if: corporaFolder() != nil, "no folder of real input"),
        arguments: ["offers", "employers", "faq"]
    )
    func realTexts(name: String) throws {
        let folder = try #require(corporaFolder()).appending(path: name)
        let renderer = try #require(MarkdownRenderer())
        let paths = try #require(FileManager.default.subpaths(atPath: folder.path)).sorted()
        var count = 0
        for path in paths where path.hasSuffix(".md") {
            guard let data = try? Data(contentsOf: folder.appending(path: path)) else { continue }
            var diagnostics = Diagnostics()
            let source = SourceText(path: path, bytes: Array(data))
            let rendered = renderer.render(source, options: Self.options[0], into: &diagnostics)
            #expect(!rendered.isRefused, "\(path) \(diagnostics.all)")
            let found = violations(in: rendered.html)
            #expect(found == [], "\(path)")
            count += 1
        }
        #expect(count > 20)
    }

    @Test("ten thousand mutations of examples do no harm")
    func mutations() throws {
        var random = SeededGenerator(seed: 42)
        let renderer = try #require(MarkdownRenderer())
        let seeds = MarkdownLimitTests.pathological.keys.sorted().map { Array($0.utf8) }
        let marks = [
            "~~", "*", "**", "_", "[", "]", "(", ")", "![", "`", "<", ">", "|", "\n|-|-|\n", "- ",
            "> ",
            "1. ", "\n", "\n\n", "www.", "http://a.b", "@", "a@b.c", ":", "\\", "&amp;", "#",
            "    ",
            "[a]: b\n", "\"", "'", "- [ ] ", "é", "\r\n", "javascript:", "](", "<a href=\"", "«",
            "»",
            "12 345 €", "n°", "\u{0}", "\u{85}", "<!--", "```\n",
        ].map { Array($0.utf8) }
        for _ in 0..<(thoroughly ? 10_000 : 3_000) {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 1...12, using: &random) {
                let pool = Bool.random(using: &random) ? seeds : marks
                bytes += pool.randomElement(using: &random) ?? []
                if Int.random(in: 0..<8, using: &random) == 0 {
                    bytes.append(UInt8.random(in: 0...255, using: &random))
                }
            }
            check(bytes, renderer)
        }
    }
}
