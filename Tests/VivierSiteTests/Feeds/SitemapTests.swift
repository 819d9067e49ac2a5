import Testing
import VivierModel

@testable import VivierSite

@Suite("Feeds: the sitemap")
struct SitemapTests {
    private let sitemap = Sitemap(address: SiteAddress("https://example.org/e"))

    private func entries(_ count: Int) -> [SitemapEntry] {
        (0..<count).map { SitemapEntry(address: "/o/\($0)/", changed: "2026-11-02") }
    }

    @Test("an entry with its translations, whole")
    func shard() throws {
        var entry = SitemapEntry(address: "/a&b/", changed: "2026-11-02")
        entry.translations = [("fr", "/a&b/"), ("en", "/en/a/")]
        let shards = sitemap.shards(named: "offers-fr", [entry, SitemapEntry(address: "/b/")]) {
            $0
        }
        #expect(shards.map(\.path) == ["/sitemaps/offers-fr-1.xml"])
        #expect(
            xmlLines(shards[0].bytes()) == [
                "/urlset@xmlns=http://www.sitemaps.org/schemas/sitemap/0.9"
                    + "@xmlns:xhtml=http://www.w3.org/1999/xhtml",
                "/urlset/url", "/urlset/url/loc: https://example.org/e/a&b/",
                "/urlset/url/lastmod: 2026-11-02",
                "/urlset/url/xhtml:link@href=https://example.org/e/a&b/@hreflang=fr@rel=alternate: ",
                "/urlset/url/xhtml:link@href=https://example.org/e/en/a/@hreflang=en@rel=alternate: ",
                "/urlset/url", "/urlset/url/loc: https://example.org/e/b/",
            ]
        )
    }

    @Test("a page in one language has no alternates")
    func oneLanguage() throws {
        var entry = SitemapEntry(address: "/a/")
        entry.translations = [("fr", "/a/")]
        let lines = try #require(
            xmlLines(sitemap.shards(named: "x", [entry], entry: { $0 })[0].bytes())
        )
        #expect(!lines.contains { $0.contains("xhtml:link") })
    }

    @Test(
        "every address stands in one shard",
        arguments: [
            (0, []), (1, [1]), (5_000, [5_000]), (5_001, [5_000, 1]), (10_001, [5_000, 5_000, 1]),
        ]
    )
    func sizes(count: Int, sizes: [Int]) {
        let shards = sitemap.shards(named: "x", entries(count)) { $0 }
        #expect(shards.count == sizes.count)
        for (shard, size) in zip(shards.reversed().prefix(1), sizes.reversed()) {
            let text = String(decoding: shard.bytes(), as: UTF8.self)
            #expect(text.split(separator: "<loc>").count - 1 == size)
        }
        #expect(shards.map(\.path) == sizes.indices.map { "/sitemaps/x-\($0 + 1).xml" })
    }

    @Test("one more address leaves the full shards as they are")
    func stable() {
        let before = sitemap.shards(named: "x", entries(5_003)) { $0 }
        let after = sitemap.shards(named: "x", entries(5_004)) { $0 }
        #expect(before[0].bytes() == after[0].bytes())
        #expect(before[1].bytes() != after[1].bytes())
    }

    @Test("the index names the shards")
    func index() {
        #expect(
            xmlLines(sitemap.index(["/sitemaps/a-1.xml"])) == [
                "/sitemapindex@xmlns=http://www.sitemaps.org/schemas/sitemap/0.9",
                "/sitemapindex/sitemap",
                "/sitemapindex/sitemap/loc: https://example.org/e/sitemaps/a-1.xml",
            ]
        )
    }

    @Test("says which pages there are, oldest offers first, hidden ones not at all")
    func pages() throws {
        var site = SampleSite()
        site.configuration.languages = ["fr", "en"]
        site.templates = ["pages/employer.html", "pages/employers.html", "pages/faq.html"]
        site.add(Employer(name: "A", slug: "a"))
        site.add(FAQ(title: "Q", slug: "q"))
        site.add(FreePage(title: "P", slug: "p"))
        var hidden = FreePage(title: "H", slug: "h")
        hidden.isHiddenFromSearch = true
        site.add(hidden)
        site.add(offer("old") { $0.published = Day(iso: "2026-01-01") })
        site.add(offer("new") { $0.domains = ["d"] })
        site.add(offer("new") { $0.reference = "new" }, "offers/new.en.md")
        let french = try site.view()
        #expect(
            french.sitemapEntries.map(\.address) == [
                "/", "/offres/", "/employeurs/", "/offres/domaine/d/", "/employeurs/a/",
                "/questions/q/", "/p/",
            ]
        )
        let offers = french.sitemapOffers.map {
            french.sitemapEntry(of: french.catalogue.open[$0])
        }
        #expect(offers.map(\.address) == ["/offres/old/", "/offres/new/"])
        #expect(offers[1].translations.map(\.language) == ["fr", "en"])
        let english = try site.view("en")
        #expect(english.sitemapOffers.count == 1)
    }

    @Test("a site that does not say where it stands has no sitemap")
    func noOrigin() throws {
        #expect(sitemapPages([try SampleSite(url: "").view()]).isEmpty)
        var site = SampleSite()
        #expect(
            sitemapPages([try site.view()]).map(\.address)
                == ["/sitemaps/pages-fr-1.xml", "/sitemap.xml"]
        )
        site.configuration.feeds.sitemap = false
        #expect(sitemapPages([try site.view()]).isEmpty)
        #expect(sitemapPages([]).isEmpty)
    }
}
