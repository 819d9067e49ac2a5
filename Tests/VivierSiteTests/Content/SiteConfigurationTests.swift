import Testing
import VivierDiagnostics
import VivierModel

@testable import VivierSite

@Suite("Settings of the site")
struct SiteConfigurationTests {
    private func read(
        theme: String? = nil,
        site: String
    ) -> (SiteConfiguration?, [String]) {
        var diagnostics = Diagnostics()
        let configuration = readSiteConfiguration(
            (
                theme: theme.map { SourceText(path: "theme.yml", text: $0) },
                site: SourceText(path: "site.yml", text: site)
            ),
            into: &diagnostics
        )
        return (configuration, diagnostics.sorted.map(\.code))
    }

    @Test("every setting is read into its member")
    func everything() throws {
        let (read, codes) = read(
            site: """
                title: Emplois
                url: https://emploi.example.org/jobs//
                timezone: Europe/Brussels
                languages: fr, nl
                country: Belgique
                contact: {email: rh@example.org, reply: sous 3 jours}
                logo: images/logo.svg
                colors: {accent: "#A13", accent_dark: "#DDEEFF"}
                fonts: {body: fonts/a.woff2}
                nav: [{label: Métiers, url: /metiers/}, contact]
                footer: [mentions-legales]
                apply: {form: candidature}
                portal: https://espace.example.org
                typography: non
                page_size: 50
                home_offers: 10
                policies: {grace_days: 14, spontaneous: false, postal_refused_from: 2026-01-01, reply_within: 3 weeks, town_pages_from: 3}
                lint: {profile: be, rules: {no-salary: error, middle-dot: off}}
                feeds: {atom_limit: 20, partners: false}
                outputs: {towns: false, employer_lists: true}
                routes: {offers: Nos Postes}
                """
        )
        let site = try #require(read)
        #expect(codes == ["slug-form"])
        #expect(site.url == "https://emploi.example.org/jobs")
        #expect(site.languages == ["fr", "nl"])
        #expect(site.country == "BE")
        #expect(site.colors.accent == "#aa1133")
        #expect(site.navigation.map(\.target) == ["/metiers/", "contact"])
        #expect(site.apply == .form("candidature"))
        #expect(!site.typography)
        #expect(site.policies.graceDays == 14)
        #expect(site.policies.goneDays == 365)
        #expect(site.policies.replyWithin == .days(21))
        #expect(site.policies.spontaneous == nil)
        #expect(site.lint.profile == "be")
        #expect(site.lint.severities["no-salary"] == .some(.error))
        #expect(site.lint.severities["middle-dot"] == .some(nil))
        #expect(!site.feeds.partners && site.feeds.atom)
        #expect(!site.outputs.towns && site.outputs.employerLists)
        #expect(site.routes == ["offers": "nos-postes"])
    }

    @Test("the site says more than its theme, key by key")
    func theme() throws {
        let (read, codes) = read(
            theme: "colors: {accent: '#111111', accent_dark: '#eeeeee'}\npage_size: 10\n",
            site: "colors: {accent: '#333333'}\n"
        )
        let site = try #require(read)
        #expect(codes == [])
        #expect(site.colors.accent == "#333333")
        #expect(site.colors.accentDark == "#eeeeee")
        #expect(site.pageSize == 10)
    }

    @Test("an empty file is the defaults, one that is not YAML is none")
    func broken() {
        #expect(read(site: "").0?.title == SiteConfiguration().title)
        #expect(read(site: "# rien\n").0?.pageSize == 20)
        #expect(read(site: "title: [a\n").0 == nil)
    }

    @Test("what is wrong is left as it was, and said")
    func mistakes() throws {
        let (read, codes) = read(
            site:
                "languages: [xx-yy]\npolicies: 3\ncollections: jobs\nroutes: a\nlint: {rules: strict}\n"
        )
        let site = try #require(read)
        #expect(site.languages == ["fr"])
        #expect(site.collections.isEmpty)
        #expect(
            codes == [
                "unknown-language", "wrong-shape", "wrong-shape", "wrong-shape", "wrong-shape",
            ]
        )
    }

    @Test("a term has one label for all languages, or one for each")
    func taxonomy() throws {
        var diagnostics = Diagnostics()
        let source = SourceText(
            path: "contract.yml",
            text:
                "cdi: CDI\ncdd: {fr: CDD, en: Fixed term, employment_type: temporary, rome: k1801}\nvide:\n"
        )
        let taxonomy = readTaxonomy(source, name: "contract", into: &diagnostics)
        #expect(diagnostics.all == [])
        #expect(taxonomy.terms.map(\.code) == ["cdi", "cdd", "vide"])
        #expect(taxonomy["cdi"]?.label(in: "nl", fallback: "fr") == "CDI")
        #expect(taxonomy["cdd"]?.label(in: "nl", fallback: "fr") == "CDD")
        #expect(taxonomy["cdd"]?.employmentType == "TEMPORARY")
        #expect(taxonomy["vide"]?.label(in: "fr", fallback: "fr") == "vide")
    }

    @Test("what settings name and is not there is said where they name it")
    func names() throws {
        var diagnostics = Diagnostics()
        let site = SourceText(
            path: "site.yml",
            text: """
                languages: [fr, it]
                logo: assets/lgo.svg
                collections:
                  - {path: nowhere, kind: offers}
                  - {path: jobs, kind: offers}
                """
        )
        let read = readSiteConfiguration(
            (theme: nil, site: site),
            files: ["assets/logo.svg", "jobs/a.md"],
            texts: ["en", "fr"],
            into: &diagnostics
        )
        #expect(
            diagnostics.sorted.map { $0.description + "\n" }.joined() == """
                site.yml:1:17: error: the words of the pages are not there in 'it' [unknown-language]
                  | languages: [fr, it]
                  |                 ^^
                  = use en or fr, or write content/i18n/it.yml
                site.yml:2:7: error: there is no picture 'assets/lgo.svg' [no-such-file]
                  | logo: assets/lgo.svg
                  |       ^^^^^^^^^^^^^^
                  = did you mean 'assets/logo.svg'?
                site.yml:4:12: error: there is no file below 'nowhere' [no-such-file]
                  |   - {path: nowhere, kind: offers}
                  |            ^^^^^^^
                  = give a folder below the content folder, or remove the collection

                """
        )
        #expect(read?.languages == ["fr"])
        #expect(read?.logo == nil)
        #expect(read?.collections.map(\.path) == ["jobs"])
    }

    @Test("a collection whose path is refused is no collection")
    func refusedPath() throws {
        let (site, codes) = read(site: "collections: [{path: ../jobs, kind: offers}]")
        #expect(codes == ["wrong-path"])
        #expect(site?.collections == [])
    }

    @Test("a wrong key of a second collection is not said to be in a key of the first")
    func secondCollection() throws {
        var diagnostics = Diagnostics()
        let text = """
            collections:
              - {path: a, kind: offers, ignore: [x]}
              - {path: b, kind: offers, ignor: [x]}
            """
        _ = readSiteConfiguration(
            (theme: nil, site: SourceText(path: "site.yml", text: text)),
            into: &diagnostics
        )
        #expect(diagnostics.all.map(\.message) == ["unknown key 'ignor' in 'collections'"])
    }
}
