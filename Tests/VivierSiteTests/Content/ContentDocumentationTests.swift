import Foundation
import Testing
import VivierDiagnostics
import VivierTestSupport

@testable import VivierSite

@Suite("Documentation of the content")
struct ContentDocumentationTests {
    static let docs = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../docs").standardizedFileURL

    @Test("docs/content.md is what the key tables say")
    func keys() throws {
        try expectGolden(
            contentKeyDocumentation(),
            matches: Self.docs.appending(path: "content.md")
        )
    }

    @Test("docs/lint.md is what the table of rules says")
    func rules() throws {
        try expectGolden(lintDocumentation(), matches: Self.docs.appending(path: "lint.md"))
    }

    @Test("the schemas are what the key tables say", arguments: ContentKind.allCases)
    func schema(kind: ContentKind) throws {
        let file = Self.docs.appending(path: "schema/\(kind.rawValue).schema.json")
        try expectGolden(contentJSONSchema(kind), matches: file)
        let parsed = try JSONSerialization.jsonObject(with: Data(contentJSONSchema(kind).utf8))
        let properties = (parsed as? [String: Any])?["properties"] as? [String: Any]
        #expect(properties?.count ?? 0 >= keyDocumentation(of: kind).count)
    }

    @Test("every rule is described, once")
    func everyRule() {
        #expect(Set(ruleTable.map(\.rule)) == Set(Rule.allCases))
        #expect(ruleTable.count == Rule.allCases.count)
    }

    @Test(
        "the examples of the documentation are read without a word",
        arguments: ContentKind.allCases
    )
    func examples(kind: ContentKind) {
        let keys = keyDocumentation(of: kind)
        var files = ["site.yml": "languages: [fr, en]\nlint: {profile: none}\n"]
        // Each alone, since some exclude others; the title is always there.
        for (number, key) in keys.enumerated() {
            let title = key.isRequired ? "" : "title: Titre\n"
            let text = "---\n\(title)\(key.example)\n---\nTexte.\n"
            switch kind {
            case .offer: files["offers/\(number).md"] = text
            case .employer: files["employers/\(number).md"] = text
            case .faq: files["faq/\(number).md"] = text
            case .page: files["pages/\(number).md"] = text
            case .site: files["site.yml"] = keys.map { $0.example + "\n" }.joined()
            }
        }
        let codes = Set(valueRules.map(\.rule.code))
        let folder = ContentFolder(files)
        let said = folder.diagnostics.sorted.filter { codes.contains($0.code) }
        #expect(said.map(\.description) == [])
    }

    @Test("the examples of inner keys are read without a word", arguments: ContentKind.allCases)
    func innerExamples(kind: ContentKind) {
        // Keys that need another one beside them.
        let companions = [
            "locations": ["town: Lyon"], "documents": ["label: Diplôme"],
            "questions": ["label: Pourquoi ?"], "languages": ["code: en"],
            "salary": ["period: month"], "collections": ["kind: offers"],
            "image": ["src: a.png"], "logo": ["src: a.png"],
            "sign_in": ["provider: linkedin", "client: 86abcdef"],
        ]
        for key in keyDocumentation(of: kind) {
            for inner in key.shape.keys
            where !["lat", "lon", "type", "label", "url"].contains(inner.name) {
                let beside = (companions[key.name] ?? [])
                    .filter { !$0.hasPrefix(inner.name + ":") }.map { "  \($0)\n" }.joined()
                let value = "\(key.name):\n\(beside)  \(inner.example)\n"
                let text = "---\ntitle: Titre\n\(value)---\n"
                let files =
                    switch kind {
                    case .offer: ["offers/a.md": text]
                    case .employer: ["employers/a.md": text]
                    case .faq: ["faq/a.md": text]
                    case .page: ["pages/a.md": text]
                    case .site: ["site.yml": value]
                    }
                let codes = Set(valueRules.map(\.rule.code))
                let said = ContentFolder(files).diagnostics.sorted
                    .filter { codes.contains($0.code) }
                #expect(said.map(\.description) == [], "\(key.name).\(inner.name)")
            }
        }
    }
}
