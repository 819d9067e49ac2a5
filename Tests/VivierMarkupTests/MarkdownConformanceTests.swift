import Foundation
import Testing
import VivierDiagnostics
import VivierMarkup
import VivierTestSupport

/// One example of a specification, as recorded.
struct SpecExample: Decodable, Sendable {
    var n: Int
    var markdown: String
    var html: String
}

@Suite("Markdown: conformance")
struct MarkdownConformanceTests {
    /// Examples that come out otherwise than the specification says: because bare
    /// addresses are links here, as on GitHub, which CommonMark and one half of
    /// the GFM specification do not have; because task lists write their
    /// attributes in another order; because cmark-gfm takes a number that no
    /// character has (`&#87654321;`) for a broken one.
    static let exceptions: [String: Set<Int>] = [
        "commonmark-spec": [28, 608, 613, 614],
        "gfm-spec": [280, 616, 620],
    ]

    @Test(
        "writes what cmark-gfm writes, for every example",
        .enabled(if: corporaFolder() != nil, "no folder of real input"),
        arguments: ["commonmark-spec", "gfm-spec", "gfm-extensions", "gfm-regression"]
    )
    func equalsReference(name: String) throws {
        let examples = try Self.examples(name)
        let renderer = try #require(MarkdownRenderer())
        for example in examples {
            let source = SourceText(path: "\(name)-\(example.n)", text: example.markdown)
            var diagnostics = Diagnostics()
            let rendered = renderer.render(source, options: .commonMark, into: &diagnostics)
            let html = String(decoding: rendered.html, as: UTF8.self)
            #expect(html == referenceHTML(example.markdown), "\(name) \(example.n)")
        }
    }

    @Test(
        "agrees with the specification, raw HTML and dangerous links apart",
        .enabled(if: corporaFolder() != nil, "no folder of real input"),
        arguments: ["commonmark-spec", "gfm-spec"]
    )
    func equalsSpecification(name: String) throws {
        let examples = try Self.examples(name)
        let renderer = try #require(MarkdownRenderer())
        var different: Set<Int> = []
        var compared = 0
        for example in examples where !hasRawHTML(example.markdown) {
            let source = SourceText(path: name, text: example.markdown)
            var diagnostics = Diagnostics()
            let rendered = renderer.render(source, options: .commonMark, into: &diagnostics)
            compared += 1
            if String(decoding: rendered.html, as: UTF8.self) != example.html {
                different.insert(example.n)
            }
        }
        #expect(different == Self.exceptions[name] ?? [])
        #expect(compared > 350)
    }

    private static func examples(_ name: String) throws -> [SpecExample] {
        let folder = try #require(corporaFolder())
        let data = try Data(contentsOf: folder.appending(path: "markdown/\(name).json"))
        return try JSONDecoder().decode([SpecExample].self, from: data)
    }

    private func hasRawHTML(_ markdown: String) -> Bool {
        referenceHTML(markdown).contains("<!-- raw HTML omitted -->")
    }
}
