import Foundation
import Testing
import VivierDiagnostics
import VivierMarkup
import VivierTestSupport

/// Every mistake an author can make, and the words it is answered with.
@Suite("Front matter: mistakes")
struct FrontMatterErrorTests {
    static let cases: [URL] = {
        guard let folder = fixtures().first(where: { $0.lastPathComponent == "FrontMatterErrors" })
        else { return [] }
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        return (names ?? []).sorted().map { folder.appending(path: $0) }
    }()

    @Test("says what is wrong, where, and what to type instead", arguments: cases)
    func golden(fixture: URL) throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: fixture.path)
        let name = try #require(files.first { $0.hasPrefix("input.") })
        let bytes = try Data(contentsOf: fixture.appending(path: name))
        let source = SourceText(path: name, bytes: [UInt8](bytes))
        var diagnostics = Diagnostics()
        let isRead =
            name == "input.yml"
            ? readYAML(source, into: &diagnostics) != nil
            : readFrontMatter(source, into: &diagnostics) != nil
        #expect(isRead != diagnostics.hasErrors)
        #expect(!diagnostics.all.isEmpty)
        let text = diagnostics.sorted.map { $0.description + "\n" }.joined(separator: "\n")
        try expectGolden(text, matches: fixture.appending(path: "expected.txt"))
    }

    @Test("at least twenty-five kinds of mistake have their own words")
    func kinds() throws {
        var codes: Set<Substring> = []
        for fixture in Self.cases {
            let path = fixture.appending(path: "expected.txt")
            let text = try String(contentsOf: path, encoding: .utf8)
            codes.formUnion(text.matches(of: /\[([a-z0-9-]+)\]\n/).map(\.output.1))
        }
        #expect(codes.count >= 40)
    }

    @Test("no more than twenty mistakes of one file are told")
    func limit() {
        let lines = (0..<50).map { "key\($0): @x\n" }.joined()
        var diagnostics = Diagnostics()
        let source = SourceText(path: "a.md", text: "---\n\(lines)---\n")
        #expect(readFrontMatter(source, into: &diagnostics) == nil)
        #expect(diagnostics.all.count == 20)
    }

    @Test("a key written twice is found wherever it stands, and whatever its length")
    func duplicates() {
        let keys = (1...30).map { String(repeating: "k", count: $0) }
        let all = keys.map { "\($0): 1\n" }.joined()
        #expect(readAsJSON(all).hasPrefix("{"))
        for key in keys + ["\"\\x6b\"", "'kkk'"] {
            for text in ["\(all)\(key):", "\(key):\n\(all)", "\(key): 1\nb: 2\n\(key):"] {
                #expect(readAsJSON(text).contains("[duplicate-key]"), "\(text)")
            }
            #expect(readAsJSON("a: {\(key): 1, \(key): 2}").contains("[duplicate-key]"))
        }
    }

    @Test("hostile nesting, sizes and repetitions are answered at once")
    func hostile() {
        let many = (0..<60_000).map { "k\($0):\n" }.joined()
        let texts = [
            "a: " + String(repeating: "[", count: 100_000),
            "a: " + String(repeating: "{a: ", count: 100_000),
            "a:\n" + String(repeating: "- ", count: 100_000),
            "a: \"" + String(repeating: "x\n ", count: 100_000),
            String(repeating: "a: \"\n", count: 50_000),
            String(repeating: "- \n", count: 100_000),
            many + "k59999: again", String(repeating: "x", count: 2 << 20),
            String(repeating: "a", count: 2000) + ": b",
        ]
        for text in texts {
            var diagnostics = Diagnostics()
            let source = SourceText(path: "a.md", text: "---\n\(text)\n---\n")
            #expect(readFrontMatter(source, into: &diagnostics) == nil)
            #expect(diagnostics.hasErrors)
        }
        var diagnostics = Diagnostics()
        let source = SourceText(path: "a.md", text: "---\n\(many)---\n")
        #expect(readFrontMatter(source, into: &diagnostics) != nil)
    }
}
