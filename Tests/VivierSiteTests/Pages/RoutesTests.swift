import Testing

@testable import VivierSite

@Suite("Pages: addresses")
struct RoutesTests {
    private func routes(
        _ language: String,
        _ overrides: [String: String] = [:],
        isDefault: Bool = true
    ) throws -> Routes {
        Routes(texts: try themeTexts(language), overrides: overrides, isDefault: isDefault)
    }

    @Test("the default language stands at the root, in its own words")
    func french() throws {
        let routes = try routes("fr")
        #expect(routes.home == "/")
        #expect(routes.offers == "/offres/")
        #expect(routes.offer("educateur") == "/offres/educateur/")
        #expect(routes.saved == "/offres/gardees/")
        #expect(routes.archive == "/offres/archives/")
        #expect(routes.employers == "/employeurs/")
        #expect(routes.employer("les-tilleuls") == "/employeurs/les-tilleuls/")
        #expect(routes.faq == "/questions/")
        #expect(routes.faq("paie") == "/questions/paie/")
        #expect(routes.page("mentions-legales") == "/mentions-legales/")
        #expect(routes.facet(.department, "2a") == "/offres/departement/2a/")
        #expect(routes.terms(.town) == "/offres/lieu/")
        #expect(routes.numbered(routes.offers, 3) == "/offres/page/3/")
        #expect(routes.feed(routes.offers) == "/offres/feed.xml")
        #expect(routes.api == "/api/offres.json")
        #expect(routes.api("2026-42") == "/api/offres/2026-42.json")
        #expect(routes.partners == "/partenaires/offres.xml")
        #expect(routes.parameter(.domain) == "domaine")
    }

    @Test("another language stands below its code")
    func other() throws {
        let routes = try routes("en", isDefault: false)
        #expect(routes.home == "/en/")
        #expect(routes.offer("teacher").hasPrefix("/en/"))
        #expect(routes.page("legal") == "/en/legal/")
        #expect(routes.api.hasPrefix("/en/api/"))
    }

    @Test("site.yml replaces words, of all languages but only where it says so")
    func overrides() throws {
        let own = ["offers": "emplois", "en.offers": "work", "fr.page": "p", "nonsense": "x"]
        let french = try routes("fr", own)
        #expect(french.offer("a") == "/emplois/a/")
        #expect(french.numbered(french.offers, 2) == "/emplois/p/2/")
        #expect(french.employers == "/employeurs/")
        let english = try routes("en", own, isDefault: false)
        #expect(english.offer("a") == "/en/work/a/")
        #expect(try routes("nl", own, isDefault: false).offers != "/nl/emplois/")
    }

    @Test("a word for one language wins over one for the default")
    func moreExact() throws {
        #expect(try routes("fr", ["offers": "a", "fr.offers": "b"]).offers == "/b/")
    }

    @Test("a language without words has those of the program")
    func noTexts() {
        let texts = InterfaceTexts(language: "xx")
        let routes = Routes(texts: texts, overrides: [:], isDefault: false)
        #expect(routes.facet(.town, "dijon") == "/xx/offers/town/dijon/")
        #expect(routes.archive == "/xx/offers/archive/")
    }

    @Test("no two kinds of address meet", arguments: ["fr", "en", "nl", "de"])
    func distinct(language: String) throws {
        let routes = try routes(language)
        let all =
            FacetKind.allCases.map { routes.terms($0) }
            + [
                routes.home, routes.offers, routes.archive, routes.employers, routes.faq,
                routes.api, routes.partners, routes.numbered(routes.offers, 1),
            ]
        #expect(Set(all).count == all.count)
        #expect(all.allSatisfy { $0.hasPrefix("/") && !$0.contains("//") })
    }

    @Test(
        "an address with a slash at its end is an index.html",
        arguments: [
            ("/", "index.html"), ("/offres/", "offres/index.html"), ("/robots.txt", "robots.txt"),
            ("/api/offres.json", "api/offres.json"), ("", "index.html"), ("a/", "a/index.html"),
            ("/a", "a"),
        ]
    )
    func files(address: String, file: String) {
        #expect(outputFile(for: address) == file)
    }
}

@Suite("Pages: where a site stands")
struct SiteAddressTests {
    @Test(
        "cuts an address into its host and the path below",
        arguments: [
            ("https://example.org", "https://example.org", ""),
            ("https://example.org/", "https://example.org", ""),
            ("https://example.org/emplois", "https://example.org", "/emplois"),
            ("https://example.org/a/b///", "https://example.org", "/a/b"),
            ("http://localhost:8000/x", "http://localhost:8000", "/x"),
            ("", "", ""), ("/", "", ""), ("/emplois", "", "/emplois"),
            ("/emplois/", "", "/emplois"),
            ("example.org/emplois", "example.org", "/emplois"),
            ("https://", "https://", ""),
        ]
    )
    func parts(url: String, origin: String, base: String) {
        let address = SiteAddress(url)
        #expect(address.origin == origin)
        #expect(address.base == base)
    }

    @Test("puts the path before every address of the site")
    func addresses() {
        let site = SiteAddress("https://example.org/emplois/")
        #expect(site.path("/offres/") == "/emplois/offres/")
        #expect(site.absolute("/offres/") == "https://example.org/emplois/offres/")
        #expect(SiteAddress("").absolute("/offres/") == "/offres/")
    }
}

@Suite("Pages: encoding")
struct EncodingTests {
    @Test(
        "all but the unreserved characters become %XX",
        arguments: [
            ("", ""), ("aZ09-._~", "aZ09-._~"), ("a b", "a%20b"), ("é", "%C3%A9"),
            ("&?=#/+%", "%26%3F%3D%23%2F%2B%25"), ("\r\n\u{0}", "%0D%0A%00"),
            ("🙂", "%F0%9F%99%82"), ("<\">'", "%3C%22%3E%27"),
        ]
    )
    func percent(text: String, encoded: String) {
        #expect(percentEncoded(text) == encoded)
    }

    @Test(
        "a reference becomes the name of a file",
        arguments: [
            ("2026-42", "2026-42"), ("A/B\\C", "A-B-C"), ("..", "-."), (".hidden", "-hidden"),
            ("../../etc/passwd", "-.-..-etc-passwd"), ("a\u{0}b\nc\u{7F}", "a-b-c-"),
            ("réf 12", "réf 12"), ("", "-"), ("/", "-"),
        ]
    )
    func references(reference: String, name: String) {
        #expect(fileName(of: reference) == name)
    }

    @Test("a reference longer than a name can be is cut, and stays another than the next")
    func longReference() {
        let long = String(repeating: "é", count: 300)
        let names = Set([long, long + "a", long + "b"].map { fileName(of: $0) })
        #expect(names.count == 3)
        // With its extension and the mark of a file half written.
        #expect(names.allSatisfy { $0.utf8.count <= 240 })
    }
}
