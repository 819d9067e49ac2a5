import Testing
import VivierModel

@testable import VivierSite

@Suite("Translations")
struct TranslationTests {
    static let site = "languages: [fr, en, nl]\nlint: {profile: none}\n"

    @Test("a translation has what it says, and the rest of its original")
    func inherits() throws {
        let folder = ContentFolder([
            "site.yml": Self.site,
            "offers/a.md":
                "---\ntitle: Titre\nsummary: Phrase\ncloses: 2026-05-31\nlocation: Lyon\n---\nA",
            "offers/a.en.md": "---\ntitle: Title\n---\nB",
            "offers/a.nl.md": "---\nsummary: Zin\nslug: titel\n---\nC",
        ])
        #expect(folder.offers.map(\.language) == ["fr", "en", "nl"])
        #expect(folder.offers.map(\.value.title) == ["Titre", "Title", "Titre"])
        #expect(folder.offers.map(\.value.summary) == ["Phrase", "Phrase", "Zin"])
        #expect(folder.offers.map(\.value.slug) == ["a", "a", "titel"])
        #expect(folder.offers.map(\.value.reference) == ["a", "a", "a"])
        #expect(folder.offers.allSatisfy { $0.value.closes == Day(iso: "2026-05-31") })
        #expect(folder.offers.allSatisfy { $0.value.locations.first?.town == "Lyon" })
        #expect(Set(folder.offers.map(\.stem)) == ["offers/a"])
    }

    @Test("a translation stands alone if it has a title, and is an error otherwise")
    func alone() throws {
        let folder = ContentFolder([
            "site.yml": Self.site, "pages/a.en.md": "---\ntitle: Title\n---\n",
            "pages/b.en.md": "---\nsummary: Words\n---\n",
        ])
        #expect(folder.pages.map(\.value.title) == ["Title"])
        #expect(folder.diagnostics.all.map(\.code) == ["translation-alone"])
    }

    @Test("the language comes from the file, its name, or the site")
    func languages() throws {
        let folder = ContentFolder([
            "site.yml": Self.site, "pages/a.md": "---\ntitle: A\nlang: en\n---\n",
            "pages/b.de.md": "---\ntitle: B\n---\n", "pages/c.fr.md": "---\ntitle: C\n---\n",
            "pages/d.md": "---\ntitle: D\nlang: es\n---\n",
        ])
        #expect(folder.pages.map(\.language) == ["en", "fr", "fr"])
        #expect(folder.pages.map(\.value.slug) == ["a", "b-de", "c"])
        #expect(folder.diagnostics.all.map(\.code) == ["other-language", "unknown-language"])
    }

    @Test("of two files with one text in one language the first is kept")
    func twice() throws {
        let folder = ContentFolder([
            "site.yml": Self.site, "faq/a.md": "---\ntitle: A\n---\n",
            "faq/a.fr.md": "---\ntitle: B\n---\n",
        ])
        #expect(folder.faqs.count == 1)
        #expect(folder.diagnostics.all.map(\.code) == ["translation-twice"])
    }

    @Test("files that share a key are one text, whatever their names and folders")
    func keys() throws {
        let folder = ContentFolder([
            "site.yml": Self.site,
            "offers/fr/chef.md":
                "---\ntitle: Chef ou cheffe\ntranslation_key: k\ncloses: 2026-05-31\n---\n",
            "offers/en/lead.md": "---\ntitle: Lead\nlang: en\ntranslation_key: k\n---\n",
            "offers/en/other.md": "---\ntitle: Other\nlang: en\n---\n",
        ])
        let joined = folder.offers.filter { $0.stem == "translation:k" }
        #expect(joined.map(\.language) == ["fr", "en"])
        #expect(joined.map(\.value.slug) == ["chef", "chef"])
        #expect(joined.last?.value.closes == Day(iso: "2026-05-31"))
        #expect(folder.offers.count == 3)
    }

    @Test("an adopted tree may hold a name twice: each file gets an address of its own")
    func adoptedTwice() throws {
        let folder = ContentFolder([
            "site.yml": """
            languages: [fr, en]
            collections: [{path: jobs, kind: offers, fields: {id: reference}}]
            """,
            "jobs/a": "---\ntitle: Un\nid: 1\naliases: [/x/, /x/]\n---\n",
            "jobs/a.md": "---\ntitle: Deux\nid: 1\n---\n",
            "jobs/x/a.md": "---\ntitle: Trois\naliases: /x/, /y/\n---\n",
            "offers/a.md": "---\ntitle: Zéro\n---\n",
            "jobs/en-1.md": "---\ntitle: One\nlang: en\ntranslation_key: k\n---\n",
            "jobs/en-2.md": "---\ntitle: Two\nlang: en\ntranslation_key: k\n---\n",
        ])
        let slugs = Dictionary(
            uniqueKeysWithValues: folder.offers.map { ($0.value.title, $0.value.slug) }
        )
        #expect(
            slugs == [
                "Zéro": "a", "Un": "a-2", "Deux": "a-3", "Trois": "a-4", "One": "en-1",
                "Two": "en-2",
            ]
        )
        #expect(Set(folder.offers.map(\.value.reference)).count == 6)
        #expect(folder.diagnostics.all.filter { $0.code == "slug-taken" }.count == 4)
        #expect(folder.offers.flatMap(\.value.aliases) == ["/x/", "/y/"])
        #expect(!folder.diagnostics.hasErrors)
    }
}
