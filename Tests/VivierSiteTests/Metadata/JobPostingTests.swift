import Foundation
import Testing
import VivierModel

@testable import VivierSite

/// JSON with its keys in order, one a line, to be compared whole.
func prettyJSON(_ bytes: [UInt8]) throws -> String {
    let value = try JSONSerialization.jsonObject(with: Data(bytes), options: [.fragmentsAllowed])
    let options: JSONSerialization.WritingOptions = [
        .prettyPrinted, .sortedKeys, .withoutEscapingSlashes,
    ]
    return String(
        decoding: try JSONSerialization.data(withJSONObject: value, options: options),
        as: UTF8.self
    )
}

/// An offer that says everything.
func fullOffer() -> Offer {
    offer("2026-42") {
        $0.title = "Éducateur·rice « <petite> enfance »"
        $0.slug = "educateur"
        $0.summary = "Un poste."
        $0.employer = "creche"
        $0.unit = "Section des grands"
        $0.domains = ["ENFANCE"]
        $0.contracts = ["CDD"]
        $0.qualifications = ["BAC"]
        $0.duration = "6 mois"
        $0.occupation = Occupation(
            label: "Éducation de jeunes enfants",
            rome: "K1202",
            version: "4"
        )
        var town = Place(town: "Aubrelle")
        town.postalCode = "21120"
        town.address = "3 rue du Lavoir"
        town.coordinates = (47.5, 5.25)
        $0.locations = [town, Place(town: "Dole")]
        $0.remote = Remote(kind: .partial, daysPerWeek: 2)
        $0.workload = Workload(percent: 80)
        $0.salary = Salary(min: 2050, max: 2240)
        $0.positions = 2
        $0.starts = Day(iso: "2027-01-04").map { .day($0) }
        $0.languages = [SpokenLanguage(code: "fr", level: "B2")]
        $0.replyWithin = .days(15)
    }
}

/// A site with that offer.
func fullSite() -> SampleSite {
    var site = SampleSite(url: "https://example.org/emplois")
    site.taxonomies.domain = taxonomy("domain", ["ENFANCE": "Petite enfance"])
    var contract = Taxonomy(name: "contract", isClosed: true)
    var fixed = Taxonomy.Term(code: "CDD", labels: ["fr": "CDD"])
    fixed.employmentType = "TEMPORARY"
    contract.add(fixed)
    site.taxonomies.contract = contract
    site.taxonomies.qualification = taxonomy("qualification", ["BAC": "Baccalauréat"])
    var employer = Employer(name: "Crèche du Parc", slug: "creche-du-parc")
    employer.website = "https://creche.example"
    employer.logo = Picture(source: "assets/creche.svg", alternative: "")
    employer.slug = "creche"
    site.add(employer)
    site.add(fullOffer())
    return site
}

@Suite("Metadata: job postings")
struct JobPostingTests {
    private func posting(_ site: SampleSite) throws -> String {
        let view = try site.view()
        let entry = view.catalogue.open[0]
        let html = Array("<p>Texte &amp; suite</p>".utf8)
        let json = view.jobPosting(entry, entry.versions[0], description: html)
        return try prettyJSON(json).replacing("\u{A0}", with: "_")
    }

    @Test("an offer that says everything")
    func full() throws {
        #expect(
            try posting(fullSite()) == #"""
                {
                  "@context" : "https://schema.org",
                  "@type" : "JobPosting",
                  "baseSalary" : {
                    "@type" : "MonetaryAmount",
                    "currency" : "EUR",
                    "value" : {
                      "@type" : "QuantitativeValue",
                      "maxValue" : 2240,
                      "minValue" : 2050,
                      "unitText" : "MONTH"
                    }
                  },
                  "datePosted" : "2026-11-02",
                  "description" : "<p>Texte &amp; suite</p>",
                  "directApply" : false,
                  "employmentType" : [
                    "TEMPORARY",
                    "PART_TIME"
                  ],
                  "employmentUnit" : {
                    "@type" : "Organization",
                    "name" : "Section des grands"
                  },
                  "hiringOrganization" : {
                    "@type" : "Organization",
                    "logo" : "https://example.org/emplois/assets/creche.svg",
                    "name" : "Crèche du Parc",
                    "sameAs" : "https://creche.example"
                  },
                  "identifier" : {
                    "@type" : "PropertyValue",
                    "name" : "Crèche du Parc",
                    "value" : "2026-42"
                  },
                  "industry" : "Petite enfance",
                  "jobLocation" : [
                    {
                      "@type" : "Place",
                      "address" : {
                        "@type" : "PostalAddress",
                        "addressCountry" : "FR",
                        "addressLocality" : "Aubrelle",
                        "addressRegion" : "Côte-d’Or",
                        "postalCode" : "21120",
                        "streetAddress" : "3 rue du Lavoir"
                      },
                      "geo" : {
                        "@type" : "GeoCoordinates",
                        "latitude" : 47.5,
                        "longitude" : 5.25
                      }
                    },
                    {
                      "@type" : "Place",
                      "address" : {
                        "@type" : "PostalAddress",
                        "addressCountry" : "FR",
                        "addressLocality" : "Dole"
                      }
                    }
                  ],
                  "jobStartDate" : "2027-01-04",
                  "occupationalCategory" : "K1202 Éducation de jeunes enfants",
                  "title" : "Éducateur·rice « <petite> enfance »",
                  "totalJobOpenings" : 2,
                  "url" : "https://example.org/emplois/offres/educateur/",
                  "validThrough" : "2026-12-11T23:59:59+01:00",
                  "workHours" : "Temps partiel, 80_%"
                }
                """#
        )
    }

    @Test("an offer that says nothing but its title")
    func minimal() throws {
        var site = SampleSite()
        site.add(Offer(title: "Poste", slug: "poste", reference: "1"))
        #expect(
            try posting(site) == #"""
                {
                  "@context" : "https://schema.org",
                  "@type" : "JobPosting",
                  "description" : "<p>Texte &amp; suite</p>",
                  "directApply" : false,
                  "hiringOrganization" : {
                    "@type" : "Organization",
                    "name" : "Pays d’Aubrelle"
                  },
                  "identifier" : {
                    "@type" : "PropertyValue",
                    "name" : "Pays d’Aubrelle",
                    "value" : "1"
                  },
                  "title" : "Poste",
                  "url" : "https://example.org/offres/poste/"
                }
                """#
        )
    }

    /// The value of one key of the posting.
    private func value(_ key: String, _ change: (inout Offer) -> Void) throws -> String? {
        var site = SampleSite()
        site.add(offer("1", change))
        let view = try site.view()
        let entry = view.catalogue.open[0]
        let json = view.jobPosting(entry, entry.versions[0], description: [])
        let object = try JSONSerialization.jsonObject(with: Data(json)) as? [String: Any]
        guard let value = object?[key] else { return nil }
        let options: JSONSerialization.WritingOptions = [.sortedKeys, .fragmentsAllowed]
        return String(
            decoding: try JSONSerialization.data(withJSONObject: value, options: options),
            as: UTF8.self
        )
    }

    @Test(
        "a pay is shown as far as it is known",
        arguments: [
            (
                Salary(min: 2050, max: 2050),
                #"{"@type":"QuantitativeValue","unitText":"MONTH","value":2050}"#
            ),
            (
                Salary(min: 12.5, period: .hour),
                #"{"@type":"QuantitativeValue","minValue":12.5,"unitText":"HOUR"}"#
            ),
            (
                Salary(max: 40_000, period: .year),
                #"{"@type":"QuantitativeValue","maxValue":40000,"unitText":"YEAR"}"#
            ),
        ]
    )
    func pay(salary: Salary, expected: String) throws {
        let written = try value("baseSalary") { $0.salary = salary }
        #expect(written?.contains(#""value":"# + expected) == true, "\(written ?? "")")
    }

    @Test("a pay that is hidden, or said in words, is not shown")
    func hiddenPay() throws {
        for salary in [
            Salary(min: 2050, isPublished: false), Salary(text: "selon profil"), Salary(),
        ] {
            #expect(try value("baseSalary") { $0.salary = salary } == nil)
        }
    }

    @Test(
        "full or part time is said where the offer says it",
        arguments: [
            (Workload(percent: 100), #"["FULL_TIME"]"#), (Workload(percent: 99), #"["PART_TIME"]"#),
            (Workload(isFullTime: false), #"["PART_TIME"]"#),
            (Workload(isFullTime: true), #"["FULL_TIME"]"#),
            (Workload(text: "temps non complet", isFullTime: false), #"["PART_TIME"]"#),
            (Workload(hours: 28), #"["PART_TIME"]"#), (Workload(hours: 35), #"["FULL_TIME"]"#),
            (Workload(hours: 32), nil), (Workload(text: "variable"), nil), (Workload(), nil),
        ]
    )
    func employmentType(workload: Workload, expected: String?) throws {
        #expect(try value("employmentType") { $0.workload = workload } == expected)
    }

    @Test("a post done entirely from home needs a country, not a place")
    func telecommute() throws {
        let change: (inout Offer) -> Void = { $0.remote = Remote(kind: .full) }
        #expect(try value("jobLocationType", change) == #""TELECOMMUTE""#)
        #expect(
            try value("applicantLocationRequirements", change)
                == #"{"@type":"Country","name":"FR"}"#
        )
        #expect(try value("jobLocation", change) == nil)
        #expect(try value("jobLocationType") { $0.remote = Remote(kind: .partial) } == nil)
    }

    @Test("a start in words is no date")
    func start() throws {
        #expect(try value("jobStartDate") { $0.starts = .text("dès que possible") } == nil)
    }
}

@Suite("Metadata: structured data of other pages")
struct StructuredDataTests {
    @Test("the way to a page")
    func breadcrumbs() throws {
        let view = try SampleSite(url: "https://example.org/e").view()
        var head = PageHead(
            kind: "offer",
            key: "k",
            address: "/offres/a/",
            title: "A",
            description: ""
        )
        head.trail = [("Offres", "/offres/"), ("A", nil)]
        #expect(
            String(decoding: view.breadcrumbList(head), as: UTF8.self)
                == #"{"@context":"https://schema.org","@type":"BreadcrumbList","itemListElement":["#
                + #"{"@type":"ListItem","position":1,"name":"Accueil","item":"https://example.org/e/"},"#
                + #"{"@type":"ListItem","position":2,"name":"Offres","item":"https://example.org/e/offres/"},"#
                + #"{"@type":"ListItem","position":3,"name":"A","item":"https://example.org/e/offres/a/"}]}"#
        )
    }

    @Test("an employer")
    func employer() throws {
        let view = try SampleSite().view()
        var employer = Employer(name: "Crèche & Cie", slug: "creche")
        #expect(
            String(decoding: view.organization(employer, "/employeurs/creche/"), as: UTF8.self)
                == #"{"@context":"https://schema.org","@type":"Organization","name":"Crèche \u0026 Cie","#
                + #""url":"https://example.org/employeurs/creche/"}"#
        )
        employer.summary = "Une crèche."
        employer.website = "https://creche.example"
        employer.links = [Employer.Link(name: "mastodon", url: "https://m.example/@c")]
        employer.logo = Picture(source: "/assets/l.svg", alternative: "")
        employer.locations = [Place(town: "Dole")]
        let json = try prettyJSON(view.organization(employer, "/employeurs/creche/"))
        #expect(
            json == #"""
                {
                  "@context" : "https://schema.org",
                  "@type" : "Organization",
                  "address" : {
                    "@type" : "PostalAddress",
                    "addressCountry" : "FR",
                    "addressLocality" : "Dole"
                  },
                  "description" : "Une crèche.",
                  "logo" : "https://example.org/assets/l.svg",
                  "name" : "Crèche & Cie",
                  "sameAs" : [
                    "https://creche.example",
                    "https://m.example/@c"
                  ],
                  "url" : "https://example.org/employeurs/creche/"
                }
                """#
        )
    }

    @Test("questions and answers cannot end the script they stand in")
    func questions() throws {
        let view = try SampleSite().view()
        let json = view.faqPage([("Qui </script>?", Array("<p>\"Moi\"</p>".utf8))])
        #expect(
            String(decoding: json, as: UTF8.self)
                == #"{"@context":"https://schema.org","@type":"FAQPage","mainEntity":["#
                + #"{"@type":"Question","name":"Qui \u003c/script\u003e?","acceptedAnswer":"#
                + #"{"@type":"Answer","text":"\u003cp\u003e\"Moi\"\u003c/p\u003e"}}]}"#
        )
    }
}
