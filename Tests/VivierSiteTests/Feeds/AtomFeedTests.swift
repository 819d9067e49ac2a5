import Testing
import VivierModel

@testable import VivierSite

@Suite("Feeds: Atom")
struct AtomFeedTests {
    @Test("a feed of offers, whole")
    func feed() throws {
        let view = try fullSite().view()
        let entry = view.feedEntry(view.catalogue.open[0], content: Array("<p>\u{1}é</p>".utf8))
        let feed = view.atomFeed(
            title: "Offres & co",
            list: "/offres/",
            feed: "/offres/feed.xml",
            entries: [entry]
        )
        let site = "https://example.org/emplois"
        let expected = [
            "/feed@xml:lang=fr@xmlns=http://www.w3.org/2005/Atom",
            "/feed/title: Offres & co",
            "/feed/id: \(site)/offres/",
            "/feed/link@href=\(site)/offres/@rel=alternate@type=text/html: ",
            "/feed/link@href=\(site)/offres/feed.xml@rel=self@type=application/atom+xml: ",
            "/feed/updated: 2026-11-02T00:00:00+01:00",
            "/feed/author",
            "/feed/author/name: Pays d’Aubrelle",
            "/feed/entry",
            "/feed/entry/title: Éducateur·rice « <petite> enfance »",
            "/feed/entry/id: \(site)/offres/educateur/",
            "/feed/entry/link@href=\(site)/offres/educateur/@rel=alternate@type=text/html: ",
            "/feed/entry/updated: 2026-11-02T00:00:00+01:00",
            "/feed/entry/published: 2026-11-02T00:00:00+01:00",
            "/feed/entry/author",
            "/feed/entry/author/name: Crèche du Parc",
            "/feed/entry/summary: Crèche du Parc · CDD · Aubrelle et 1_autre lieu · "
                + "2'050 à 2'240_€ brut par mois · Jusqu’au 11_décembre 2026",
            "/feed/entry/content@type=html: <p>é</p>",
        ]
        let lines = try #require(xmlLines(feed)).map { visible($0) ?? "" }
        for (line, wanted) in zip(lines, expected) {
            #expect(line.lowercased() == wanted.lowercased())
        }
        #expect(lines.count == expected.count)
    }

    @Test("an entry without a text has no content, without an employer no author")
    func bare() throws {
        var site = SampleSite()
        site.add(Offer(title: "Poste", slug: "poste", reference: "1"))
        let view = try site.view()
        let entry = view.feedEntry(view.catalogue.open[0], content: nil)
        let lines = try #require(
            xmlLines(view.atomFeed(title: "T", list: "/", feed: "/f", entries: [entry]))
        )
        #expect(!lines.contains { $0.contains("content") || $0.contains("entry/author") })
        #expect(lines.contains("/feed/entry/summary: "))
    }

    @Test("an offer that does not say its day has that of the build, and no day of publication")
    func undated() throws {
        var site = SampleSite()
        site.add(Offer(title: "Poste", slug: "poste", reference: "1"))
        let view = try site.view()
        let feed = view.atomFeed(
            title: "T",
            list: "/",
            feed: "/f",
            entries: [view.feedEntry(view.catalogue.open[0], content: nil)]
        )
        let days = try #require(xmlLines(feed)).filter { $0.contains("T00:00:00") }
        #expect(
            days == [
                "/feed/updated: 2026-11-21T00:00:00+01:00",
                "/feed/entry/updated: 2026-11-21T00:00:00+01:00",
            ]
        )
    }

    @Test("the date of a feed is that of its newest entry, or of the day without one")
    func updated() throws {
        let view = try SampleSite().view()
        func entry(_ date: String) -> FeedEntry {
            FeedEntry(address: "/a/", title: "A", updated: date)
        }
        func updated(_ entries: [FeedEntry]) -> String? {
            xmlLines(view.atomFeed(title: "T", list: "/", feed: "/f", entries: entries))?
                .first { $0.hasPrefix("/feed/updated") }
        }
        #expect(updated([]) == "/feed/updated: 2026-11-21T00:00:00+01:00")
        #expect(
            updated([entry("2026-07-01T00:00:00+02:00"), entry("2026-11-02T00:00:00+01:00")])
                == "/feed/updated: 2026-11-02T00:00:00+01:00"
        )
    }

    @Test("there is a feed for all offers and one for each list, unless site.yml says no")
    func planned() throws {
        var site = fullSite()
        let all = try site.view().feeds().map(\.address)
        #expect(all.first == "/offres/feed.xml")
        #expect(all.contains("/offres/domaine/enfance/feed.xml"))
        #expect(Set(all).count == all.count)
        site.configuration.feeds.perFacet = false
        #expect(try site.view().feeds().map(\.address) == ["/offres/feed.xml"])
        site.configuration.feeds.atom = false
        #expect(try site.view().feeds().isEmpty)
    }
}
