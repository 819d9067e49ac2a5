import Foundation
import Testing
import VivierModel

@testable import VivierSite

@Suite("Feeds: offers for other programs")
struct DataFeedTests {
    private func lines(_ feed: [[UInt8]]) throws -> [String] {
        try #require(xmlLines(Array(feed.joined()))).map { visible($0) ?? "" }
    }

    @Test("partners get a job for each place, with all that the offer says")
    func partners() throws {
        let view = try fullSite().view()
        let html = Array("<p>a]]>b</p>".utf8)
        let feed = view.partnerFeed([view.partnerJobs(view.catalogue.open[0], description: html)])
        let lines = try lines(feed)
        let site = "https://example.org/emplois"
        #expect(
            Array(lines.prefix(33)) == [
                "/source",
                "/source/publisher: Pays d’Aubrelle",
                "/source/publisherurl: \(site)/",
                "/source/lastBuildDate: 2026-11-21T00:00:00+01:00",
                "/source/job",
                "/source/job/title: Éducateur·rice « <petite> enfance »",
                "/source/job/date: 2026-11-02",
                "/source/job/expirationdate: 2026-12-11T23:59:59+01:00",
                "/source/job/referencenumber: 2026-42-1",
                "/source/job/requisitionid: 2026-42",
                "/source/job/url: \(site)/offres/educateur/",
                "/source/job/company: Crèche du Parc",
                "/source/job/department: Section des grands",
                "/source/job/streetaddress: 3 rue du Lavoir",
                "/source/job/city: Aubrelle",
                "/source/job/state: Côte-d’Or",
                "/source/job/postalcode: 21120",
                "/source/job/country: FR",
                "/source/job/latitude: 47.5",
                "/source/job/longitude: 5.25",
                "/source/job/jobtype: CDD",
                "/source/job/employmenttype: TEMPORARY,PART_TIME",
                "/source/job/category: Petite enfance",
                "/source/job/education: Baccalauréat",
                "/source/job/rome: K1202",
                "/source/job/salary: 2'050 à 2'240_€ brut par mois",
                "/source/job/workinghours: Temps partiel, 80_%",
                "/source/job/remotetype: 2_jours à distance par semaine",
                "/source/job/positions: 2",
                "/source/job/language: fr",
                "/source/job/description: <p>a]]>b</p>",
                "/source/job",
                "/source/job/title: Éducateur·rice « <petite> enfance »",
            ]
        )
        #expect(lines.contains("/source/job/referencenumber: 2026-42-2"))
        #expect(lines.filter { $0 == "/source/job" }.count == 2)
    }

    @Test("an offer without a place is one job, an offer without facts has few fields")
    func bareJob() throws {
        var site = SampleSite()
        site.add(Offer(title: "Poste", slug: "poste", reference: "1"))
        let view = try site.view()
        let feed = view.partnerFeed([view.partnerJobs(view.catalogue.open[0], description: [])])
        #expect(
            try lines(feed).dropFirst(4) == [
                "/source/job", "/source/job/title: Poste", "/source/job/referencenumber: 1",
                "/source/job/requisitionid: 1",
                "/source/job/url: https://example.org/offres/poste/",
                "/source/job/company: Pays d’Aubrelle", "/source/job/country: FR",
                "/source/job/language: fr", "/source/job/description: ",
            ]
        )
    }

    @Test("a feed without offers is a feed")
    func noJobs() throws {
        #expect(try lines(SampleSite().view().partnerFeed([])).count == 4)
    }

    @Test("the API gives an offer whole")
    func detail() throws {
        var site = SampleSite()
        site.add(
            offer("2026/42") {
                $0.slug = "poste"
                $0.title = "Poste"
                $0.summary = "Résumé"
                $0.contracts = ["CDI"]
                $0.occupation = Occupation(label: "Métier", esco: "C1")
                var town = Place(town: "Dole")
                town.postalCode = "39100"
                $0.locations = [town]
                $0.remote = Remote(kind: .none)
                $0.workload = Workload(hours: 17.5)
                $0.salary = Salary(text: "selon profil")
                $0.replyWithin = .days(10)
                $0.accommodations = ["horaires aménagés"]
                $0.documents = [RequestedDocument(label: "CV", isRequired: true, note: nil)]
                $0.languages = [SpokenLanguage(code: "fr")]
            }
        )
        let view = try site.view()
        let json = view.apiDetail(view.catalogue.open[0], html: Array("<p>\"é\"</p>".utf8))
        #expect(
            visible(try prettyJSON(json)) == #"""
                {
                  "accommodations" : [
                    "horaires aménagés"
                  ],
                  "closes" : "2026-12-11",
                  "closes_at" : "2026-12-11T23:59:59+01:00",
                  "contracts" : [
                    "CDI"
                  ],
                  "documents" : [
                    {
                      "label" : "CV",
                      "required" : true
                    }
                  ],
                  "format" : 1,
                  "html" : "<p>\"é\"</p>",
                  "language" : "fr",
                  "languages" : [
                    "fr"
                  ],
                  "locations" : [
                    {
                      "country" : "FR",
                      "department" : "Jura",
                      "postal_code" : "39100",
                      "town" : "Dole"
                    }
                  ],
                  "occupation" : {
                    "esco" : "C1",
                    "label" : "Métier"
                  },
                  "published" : "2026-11-02",
                  "questions" : [

                  ],
                  "reference" : "2026/42",
                  "remote" : {
                    "kind" : "none"
                  },
                  "reply_by" : "2026-12-21",
                  "salary" : {
                    "currency" : "EUR",
                    "gross" : true,
                    "label" : "selon profil",
                    "period" : "month"
                  },
                  "summary" : "Résumé",
                  "title" : "Poste",
                  "url" : "https://example.org/offres/poste/",
                  "workload" : {
                    "hours" : 17.5,
                    "label" : "17,50_h par semaine"
                  }
                }
                """#
        )
    }

    @Test("the API does not tell a pay that is not published")
    func hiddenPay() throws {
        var site = SampleSite()
        site.add(offer("1") { $0.salary = Salary(min: 4321, isPublished: false) })
        let view = try site.view()
        let entry = view.catalogue.open[0]
        for json in [view.apiSummary(entry), view.apiDetail(entry, html: [])] {
            let text = String(decoding: json, as: UTF8.self)
            #expect(!text.contains("salary") && !text.contains("4321"))
        }
        let job = String(decoding: view.partnerJobs(entry, description: []), as: UTF8.self)
        #expect(!job.contains("4321") && !job.contains("salary"))
    }

    @Test("the list of the API says how many there are, and of which day")
    func list() throws {
        var site = SampleSite()
        site.add(Offer(title: "</script>", slug: "a", reference: "1"))
        let view = try site.view()
        let lengths = SummaryLengths(offers: 1)
        #expect(
            String(decoding: view.apiList(lengths).joined(), as: UTF8.self)
                == #"{"format":1,"title":"Pays d’Aubrelle","url":"https://example.org/","language":"fr","#
                + #""date":"2026-11-21","total":1,"offers":[{"reference":"1","#
                + #""title":"\u003c/script\u003e","url":"https://example.org/offres/a/","#
                + #""language":"fr","locations":[]}]}"#
        )
        #expect(lengths.all == [UInt32(view.apiSummary(view.catalogue.open[0]).count)])
        let empty = try SampleSite().view()
        #expect(
            String(decoding: empty.apiList(SummaryLengths(offers: 0)).joined(), as: UTF8.self)
                .hasSuffix(#""total":0,"offers":[]}"#)
        )
    }

    @Test("the list of the API is the same however many pieces it is made in")
    func pieces() throws {
        var site = SampleSite()
        for number in 1...130 { site.add(offer("\(number)")) }
        let view = try site.view()
        let lengths = SummaryLengths(offers: 130)
        let list = view.apiList(lengths)
        let (head, end) = view.apiFrame(count: 130)
        let offers = view.catalogue.open.map { view.apiSummary($0) }
        #expect(list.count == 5)
        #expect(Array(list.joined()) == head + offers.joined(separator: [UInt8(ascii: ",")]) + end)
        #expect(lengths.all == offers.map { UInt32($0.count) })
    }
}
