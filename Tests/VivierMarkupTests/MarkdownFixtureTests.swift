import Foundation
import Testing
import VivierDiagnostics
import VivierMarkup
import VivierTestSupport

/// The folders below `Fixtures/Markdown`, one document each.
private func markdownFixtures() -> [URL] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Fixtures/Markdown")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().map { folder.appending(path: $0) }
}

@Suite("Markdown: whole documents")
struct MarkdownFixtureTests {
    @Test("renders as in the golden files", arguments: markdownFixtures())
    func golden(fixture: URL) throws {
        let data = try Data(contentsOf: fixture.appending(path: "input.md"))
        let source = SourceText(path: "input.md", bytes: Array(data))
        let isPlain = fixture.lastPathComponent.hasPrefix("en-")
        let options = MarkdownOptions(typography: isPlain ? .none : .french)
        var diagnostics = Diagnostics()
        let rendered = renderMarkdown(source, options: options, into: &diagnostics)
        let html = String(decoding: rendered.html, as: UTF8.self)
        try expectGolden(html, matches: fixture.appending(path: "expected.html"))

        var summary = ""
        for heading in rendered.headings {
            summary += "\(heading.level) #\(heading.anchor) \(heading.text)\n"
        }
        summary += "first: \(rendered.firstParagraph ?? "none")\n"
        for link in rendered.links {
            let kind = link.isImage ? "image" : "link"
            summary += "\(kind)\(link.isExternal ? " outside" : ""): \(link.destination)\n"
        }
        for diagnostic in diagnostics.sorted { summary += "\(diagnostic)\n" }
        summary += "---\n\(rendered.plainText)\n"
        try expectGolden(summary, matches: fixture.appending(path: "expected.txt"))
    }

    @Test("what is rendered is well-formed", arguments: markdownFixtures())
    func wellFormed(fixture: URL) throws {
        let data = try Data(contentsOf: fixture.appending(path: "input.md"))
        var diagnostics = Diagnostics()
        let rendered = renderMarkdown(
            SourceText(path: "input.md", bytes: Array(data)),
            options: MarkdownOptions(typography: .french),
            into: &diagnostics
        )
        let page = SourceText(path: "output.html", bytes: rendered.html)
        #expect(scanHTML(page, isDocument: false).problems.map(\.description) == [])
    }
}
