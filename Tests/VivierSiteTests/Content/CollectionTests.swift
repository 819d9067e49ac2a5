import Testing
import VivierModel

@testable import VivierSite

@Suite("Collections")
struct CollectionTests {
    @Test(
        "a glob means what it does elsewhere",
        arguments: [
            ("*.bak", "a/b.bak", true), ("*.bak", "a.bak/b.md", true), ("*.bak", "a.baks", false),
            ("archives/**", "archives/2020/a.md", true), ("archives/**", "x/archives/a.md", false),
            ("**/archives/**", "x/archives/a.md", true), ("**/archives/**", "archives/a.md", true),
            ("a/*.md", "a/b.md", true), ("a/*.md", "a/b/c.md", false),
            ("a/**/c.md", "a/c.md", true),
            ("a/**/c.md", "a/b/x/c.md", true), ("?.md", "é.md", true), ("?.md", "ab.md", false),
            ("/a.md", "a.md", true), ("brouillons/", "brouillons/x/a.md", true),
            ("", "a.md", false),
            ("a/**/c.md", "a/xc.md", false), ("content__fr__*", "content__fr__a(b).md", true),
        ]
    )
    func globs(pattern: String, path: String, isMatch: Bool) {
        #expect(Glob(pattern).matches(path) == isMatch)
    }

    @Test("a pattern of many stars takes no time")
    func manyStars() {
        let pattern = String(repeating: "**/*a", count: 40)
        #expect(!Glob(pattern).matches(String(repeating: "a/", count: 2000) + "b"))
    }

    @Test("the deepest folder wins, then the order; what one ignores the next may take")
    func matching() throws {
        var configuration = SiteConfiguration()
        var english = SiteConfiguration.Collection(path: "./jobs/", kind: .offers)
        english.ignore = ["*.fr.md"]
        let french = SiteConfiguration.Collection(path: "jobs", kind: .offers)
        let deep = SiteConfiguration.Collection(path: "jobs/faq", kind: .faq)
        configuration.collections = [english, french, deep]
        let matcher = CollectionMatcher(configuration: configuration)
        #expect(matcher.match("jobs/a.md") == .content(english))
        #expect(matcher.match("jobs/a.fr.md") == .content(french))
        #expect(matcher.match("jobs/faq/a.md") == .content(deep))
        #expect(matcher.match("jobsx/a.md") == .other)
        #expect(matcher.match("site.yml") == .other)
        #expect(matcher.match("jobs/logo.png") == .skipped(reason: "not a Markdown file (.md)"))
        #expect(matcher.match("jobs/sans extension (2).fr") == .content(english))
        #expect(matcher.match("jobs/_brouillon.md") == .content(english))
        #expect(matcher.match("jobs/.cache/a.md") == .skipped(reason: "'.cache' begins with '.'"))
    }

    @Test("our own folders hold Markdown files, and leave out names that begin with _")
    func ownFolders() throws {
        let matcher = CollectionMatcher(configuration: SiteConfiguration())
        guard case .content(let collection) = matcher.match("offres/2026/a.md") else {
            Issue.record("not matched")
            return
        }
        #expect(collection.kind == .offers)
        #expect(matcher.match("offers/_a.md") == .skipped(reason: "'_a.md' begins with '_'"))
        #expect(matcher.match("offers/a.html") == .skipped(reason: "not a Markdown file (.md)"))
        #expect(matcher.match("offers/a") == .skipped(reason: "not a Markdown file (.md)"))
    }

    @Test(
        "a file name gives language, stem and the words of the address",
        arguments: [
            ("offers/a.en.md", "offers/a", "en", "a"), ("offers/a.md", "offers/a", nil, "a"),
            ("a.b.md", "a.b", nil, "a.b"), ("offers/a/index.fr.md", "offers/a/index", "fr", "a"),
            ("offers/sans extension", "offers/sans extension", nil, "sans extension"),
            (".md", ".md", nil, ".md"), ("x/.en.md", "x/.en", nil, ".en"),
        ] as [(String, String, String?, String)]
    )
    func fileNames(path: String, stem: String, language: String?, base: String) {
        let name = FileName(path: path, languages: ["fr", "en"])
        #expect(name.stem == stem)
        #expect(name.language == language)
        #expect(name.base == base)
    }

    @Test("fields, values and defaults turn their keys into ours")
    func mapping() throws {
        let folder = ContentFolder([
            "site.yml": """
            collections:
              - path: jobs
                kind: offers
                fields:
                  titre: title
                  intitule: title
                  job.lieu.ville: location.town
                  job.lieu.cp: location.postal_code
                  paie.bas: salary.min
                  paie.haut: salary.max
                  ouvert: closed
                  interne: null
                values:
                  closed: {"true": "false", "false": "true"}
                  contract: {cdi-public: CDI, "??": null}
                  domain: {dev: numerique}
                defaults:
                  employer: Ville de Lyon
                  location.country: FR
                  salary: {period: month, currency: EUR}
                  domain: [social, enfance]
            """,
            "jobs/2026-04-01-a.md": """
            ---
            intitule: Second nom
            titre: ""
            job: {lieu: {ville: Lyon, cp: 69003}, autre: x}
            paie: {bas: 2050, haut: 2240}
            ouvert: false
            contract: [cdi-public, "??", CDD]
            domain: dev, social
            interne: secret
            inconnu: x
            ---
            """,
            "jobs/b.md": "---\ntitle: B\nouvert: true\n---\n",
        ])
        let first = try #require(folder.offers.first).value
        #expect(first.title == "Second nom")
        #expect(first.slug == "a")
        #expect(first.published == Day(iso: "2026-04-01"))
        #expect(first.locations.first?.town == "Lyon")
        #expect(first.locations.first?.postalCode == "69003")
        #expect(first.locations.first?.country == "FR")
        #expect(first.salary == Salary(min: 2050, max: 2240))
        #expect(first.closed == .sinceUnknown)
        #expect(first.contracts == ["CDI", "CDD"])
        #expect(first.employer == "Ville de Lyon")
        let second = try #require(folder.offers.last).value
        #expect(second.closed == nil)
        #expect(second.locations.isEmpty)
        #expect(second.salary == nil)
        #expect(second.domains == ["social", "enfance"])
        let unread = folder.diagnostics.all.filter { $0.code == "unknown-key" }
        #expect(unread.map(\.message) == ["keys not used: inconnu"])
    }

    @Test("what several of their keys say is taken in the order of fields")
    func precedence() throws {
        let folder = ContentFolder([
            "site.yml": """
            collections: [{path: jobs, kind: offers, fields: {nom: title, titre: title}}]
            """,
            "jobs/a.md": "---\ntitre: Deux\nnom: Un\n---\n",
            "jobs/b.md": "---\ntitre: Deux\nnom: Un\ntitle: Zéro\n---\n",
        ])
        #expect(folder.offers.map(\.value.title) == ["Un", "Zéro"])
    }

    @Test("a title is looked for in the first heading, then in the name of the file")
    func titles() throws {
        let folder = ContentFolder([
            "site.yml": "collections: [{path: jobs, kind: offers}]\n",
            "jobs/a.md": "Texte.\n\n## Le *poste* de [rêve](https://x.org) ##\n",
            "jobs/b-c_d": "---\nlayout: x\n---\nTexte.\n",
        ])
        #expect(folder.offers.map(\.value.title) == ["Le poste de rêve", "B c d"])
    }
}
