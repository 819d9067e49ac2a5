import Foundation
import Testing
import VivierDiagnostics
import VivierModel

@testable import VivierSite

@Suite("Tools for content")
struct ContentToolTests {
    private func show(_ text: String, path: String = "a.md") throws -> [String: Any] {
        var diagnostics = Diagnostics()
        let report = FrontMatterReport(SourceText(path: path, text: text), into: &diagnostics)
        let json = Data(FrontMatterReport.json(report, diagnostics))
        return try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
    }

    @Test("content show gives plain values and where the text begins")
    func shows() throws {
        let report = try show(
            "---\ntitle: é <b>\nn: 1.50\nlist: [1, true, ~]\nmap: {a: b}\n---\nTexte.\n"
        )
        #expect(report["format"] as? Int == 1)
        #expect(report["body_offset"] as? Int == 61)
        let values = try #require(report["frontMatter"] as? [String: Any])
        #expect(values["title"] as? String == "é <b>")
        #expect(values["n"] as? Double == 1.5)
        #expect((values["list"] as? [Any])?.count == 3)
        #expect((values["map"] as? [String: String]) == ["a": "b"])
    }

    @Test("a file without data has none, a refused one says why, YAML is read whole")
    func others() throws {
        let plain = try show("# Titre\n")
        #expect((plain["frontMatter"] as? [String: Any])?.isEmpty == true)
        #expect(plain["body_offset"] as? Int == 0)
        let refused = try show("---\ntitle: [a\n---\n")
        #expect(refused["frontMatter"] is NSNull)
        #expect((refused["diagnostics"] as? [Any])?.isEmpty == false)
        let yaml = try show("a: 1\nb: 2\n", path: "x/site.yml")
        #expect((yaml["frontMatter"] as? [String: Int]) == ["a": 1, "b": 2])
    }

    @Test(
        "a starter file is read without a mistake, whatever its title",
        arguments: ContentKind.allCases,
        ["Agent d’accueil", "A: \"b\" \\ #c", "- [x]", "職務", "éé\nnn"]
    )
    func starter(kind: ContentKind, title: String) throws {
        let day = try #require(Day(iso: "2026-05-04"))
        let made = StarterFile(kind, title: title, day: day, language: "fr")
        guard let file = made else {
            #expect(kind == .site)
            return
        }
        let folder = ContentFolder(["site.yml": "lint: {profile: none}\n", file.path: file.text])
        let codes = Set(valueRules.map(\.rule.code))
        #expect(folder.diagnostics.all.filter { codes.contains($0.code) } == [])
        let titles =
            folder.offers.map(\.value.title) + folder.employers.map(\.value.name)
            + folder.faqs.map(\.value.title) + folder.pages.map(\.value.title)
        #expect(titles == [cleanLine(title)])
        #expect(folder.offers.allSatisfy { $0.value.isDraft && $0.value.published == day })
    }

    @Test("all that a starter file leaves as a remark can be taken up")
    func uncommented() throws {
        let day = try #require(Day(iso: "2026-05-04"))
        let file = try #require(StarterFile(.offer, title: "A", day: day, language: "en"))
        let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
        let taken = lines.map { line -> String in
            guard line.hasPrefix("# "), let colon = line.firstIndex(of: ":") else {
                return String(line)
            }
            let key = String(line[line.index(line.startIndex, offsetBy: 2)..<colon])
            return offerKeys.index(key) == nil ? String(line) : String(line.dropFirst(2))
        }
        let folder = ContentFolder([file.path: taken.joined(separator: "\n")])
        let codes = Set(valueRules.map(\.rule.code))
        #expect(folder.diagnostics.all.filter { codes.contains($0.code) } == [])
        #expect(try #require(folder.offers.first).value.positions == 2)
    }

    @Test("a new file goes where the others are")
    func folders() throws {
        let day = try #require(Day(iso: "2026-05-04"))
        func path(_ folders: [String]) -> String? {
            StarterFile(.offer, title: "Éducateur", day: day, language: "fr", folders: folders)?
                .path
        }
        #expect(path([]) == "offers/educateur.md")
        #expect(path(["offres", "faq"]) == "offres/educateur.md")
        #expect(path(["offres", "offers"]) == "offers/educateur.md")
    }
}
