import Testing
import VivierModel

@testable import VivierSite

@Suite("Catalogue: lists by value")
struct FacetTests {
    private func place(_ town: String, _ postalCode: String? = nil) -> Place {
        var place = Place(town: town)
        place.postalCode = postalCode
        return place
    }

    @Test("terms come in the order of the taxonomy, unknown ones after by code")
    func order() throws {
        var site = SampleSite()
        site.taxonomies.contract = taxonomy(
            "contract",
            [
                "CDI": "Contrat à durée indéterminée", "CDD": "Contrat à durée déterminée",
                "stage": nil,
            ]
        )
        site.add(offer("1") { $0.contracts = ["stage", "vacation"] })
        site.add(offer("2") { $0.contracts = ["CDD", "CDI"] })
        site.add(offer("3") { $0.contracts = ["Bénévolat"] })
        let values = try #require(try site.catalogue().facets[.contract]).values
        #expect(values.map(\.code) == ["cdi", "cdd", "stage", "benevolat", "vacation"])
    }

    @Test("a value has its label, its code where it has none, in every language")
    func labels() throws {
        var site = SampleSite()
        var term = Taxonomy.Term(code: "SANTE", labels: ["fr": "Santé", "en": "Health"])
        term.rome = "J"
        var domain = Taxonomy(name: "domain", isClosed: true)
        domain.add(term)
        domain.add(Taxonomy.Term(code: "BTP"))
        site.taxonomies.domain = domain
        site.add(offer("1") { $0.domains = ["SANTE", "BTP", "Petite enfance"] })
        let facet = try #require(try site.catalogue().facets[.domain])
        func label(_ code: String, _ language: String) -> String? {
            facet[code]?.label(in: language, fallback: "fr")
        }
        #expect(label("sante", "en") == "Health" && label("sante", "nl") == "Santé")
        #expect(label("btp", "fr") == "BTP")
        #expect(label("petite-enfance", "en") == "Petite enfance")
        #expect(facet["none"] == nil && facet["BTP"] == nil)
    }

    @Test("an offer is in a list once, however often it says so")
    func once() throws {
        var site = SampleSite()
        site.add(
            offer("1") {
                $0.domains = ["sante", "Santé", "sante"]
                $0.locations = [place("Dijon", "21000"), place("DIJON", "21100")]
            }
        )
        let facets = try site.catalogue().facets
        #expect(facets[.domain]?["sante"]?.offers == [0])
        #expect(facets[.town]?["dijon"]?.offers == [0])
        #expect(facets[.department]?["21"]?.offers == [0])
    }

    @Test("every offer is in each list that it should be in, newest first, and in no other")
    func complete() throws {
        var site = SampleSite()
        let domains = ["a", "b", "c"]
        for number in 0..<60 {
            site.add(
                offer("o\(number)") {
                    $0.published = Day(iso: "2026-10-01")?.adding(days: number * 7 % 40)
                    $0.domains = domains.enumerated().filter { number >> $0.offset & 1 == 1 }.map(
                        \.element
                    )
                    $0.locations = [place("Ville \(number % 5)", "\(10 + number % 7)000")]
                }
            )
        }
        let catalogue = try site.catalogue()
        let facet = try #require(catalogue.facets[.domain])
        for domain in domains {
            let expected = catalogue.open.indices.filter {
                catalogue.open[$0].offer.domains.contains(domain)
            }
            #expect(facet[domain]?.offers == expected)
        }
        let towns = try #require(catalogue.facets[.town]).values.flatMap(\.offers)
        #expect(towns.sorted() == Array(catalogue.open.indices))
    }

    @Test("empty codes and places make no list")
    func emptyValues() throws {
        var site = SampleSite()
        site.add(
            offer("1") {
                $0.domains = [""]
                $0.locations = [place("")]
            }
        )
        let facets = try site.catalogue().facets
        #expect(facets[.domain]?.values.isEmpty == true)
        #expect(facets[.town]?.values.isEmpty == true)
        #expect(facets[.department]?.values.isEmpty == true)
    }

    @Test("only open offers are listed")
    func closed() throws {
        var site = SampleSite()
        site.add(
            offer("1") {
                $0.domains = ["sante"]
                $0.closes = Day(iso: "2026-11-01")
            }
        )
        #expect(try site.catalogue().facets[.domain]?.values.isEmpty == true)
    }

    @Test("site.yml says which lists there are")
    func switchedOff() throws {
        var site = SampleSite()
        #expect(
            Set(try site.catalogue().facets.keys)
                == [.domain, .contract, .qualification, .town, .department]
        )
        site.configuration.outputs.domains = false
        site.configuration.outputs.contracts = false
        site.configuration.outputs.qualifications = false
        site.configuration.outputs.towns = false
        site.configuration.outputs.departments = false
        site.configuration.outputs.employerLists = true
        site.add(Employer(name: "École", slug: "ecole"))
        site.add(offer("1") { $0.employer = "ecole" })
        site.add(offer("2") { $0.employer = "Ville de Dole" })
        let facets = try site.catalogue().facets
        #expect(Set(facets.keys) == [.employer])
        let employers = try #require(facets[.employer]).values
        #expect(employers.map(\.code) == ["ecole", "ville-de-dole"])
        #expect(employers.map { $0.labels[""] } == ["École", "Ville de Dole"])
    }

    @Test("a term that is added twice stays as it was first")
    func twice() {
        var taxonomy = Taxonomy(name: "domain", isClosed: true)
        taxonomy.add(Taxonomy.Term(code: "a", labels: ["fr": "A"]))
        taxonomy.add(Taxonomy.Term(code: "b"))
        taxonomy.add(Taxonomy.Term(code: "a", labels: ["fr": "B"]))
        #expect(taxonomy.terms.map(\.code) == ["a", "b"])
        #expect(taxonomy["a"]?.label(in: "fr", fallback: "fr") == "A")
        #expect(taxonomy.position(of: "b") == 1 && taxonomy.position(of: "c") == nil)
        #expect(taxonomy["b"]?.label(in: "fr", fallback: "fr") == "b")
    }
}
