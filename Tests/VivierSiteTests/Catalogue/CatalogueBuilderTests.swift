import Testing
import VivierDiagnostics
import VivierModel
import VivierTestSupport

@testable import VivierSite

@Suite("Catalogue: bringing files together")
struct CatalogueBuilderTests {
    private func day(_ iso: String) -> Day? { Day(iso: iso) }

    @Test("lists open offers newest first, of one day by path")
    func order() throws {
        var site = SampleSite()
        site.add(offer("b") { $0.published = day("2026-11-02") })
        site.add(offer("a") { $0.published = day("2026-11-02") })
        site.add(offer("new") { $0.published = day("2026-11-20") })
        site.add(offer("undated") { $0.published = nil })
        site.add(offer("old") { $0.published = day("2025-01-01") })
        let expected = ["new", "a", "b", "old", "undated"]
        #expect(try site.catalogue().open.map(\.offer.reference) == expected)
        site.content.offers.reverse()
        #expect(try site.catalogue().open.map(\.offer.reference) == expected)
    }

    @Test("an offer goes from open to closed to gone to nothing, each on its day")
    func life() throws {
        var site = SampleSite()
        site.configuration.policies.graceDays = 30
        site.configuration.policies.goneDays = 365
        site.add(offer("a") { $0.closes = day("2026-12-11") })
        func standing(_ iso: String) throws -> [Int] {
            var site = site
            site.today = day(iso)
            let catalogue = try site.catalogue()
            return [
                catalogue.open.count, catalogue.closed.count, catalogue.gone.count,
                catalogue.leftOut.count,
            ]
        }
        #expect(try standing("2026-11-01") == [0, 0, 0, 1])
        #expect(try standing("2026-11-02") == [1, 0, 0, 0])
        #expect(try standing("2026-12-11") == [1, 0, 0, 0])
        #expect(try standing("2026-12-12") == [0, 1, 0, 0])
        #expect(try standing("2027-01-10") == [0, 1, 0, 0])
        #expect(try standing("2027-01-11") == [0, 0, 1, 0])
        #expect(try standing("2028-01-10") == [0, 0, 1, 0])
        #expect(try standing("2028-01-11") == [0, 0, 0, 1])
    }

    @Test("says of each file that is left out why it is")
    func leftOut() throws {
        var site = SampleSite()
        site.configuration.policies.approvalRequired = true
        site.content.leftOut = [LeftOut(path: "offers/broken.md", reason: "has errors")]
        site.add(offer("draft") { $0.isDraft = true })
        site.add(offer("waiting"))
        site.add(
            offer("future") {
                $0.isApproved = true
                $0.published = day("2026-12-01")
            }
        )
        site.add(
            offer("ancient") {
                $0.isApproved = true
                $0.published = day("2019-12-01")
                $0.closes = day("2020-01-01")
            }
        )
        var employer = Employer(name: "A", slug: "a")
        employer.isDraft = true
        site.add(employer)
        var page = FreePage(title: "A", slug: "a")
        page.isDraft = true
        site.add(page)
        let catalogue = try site.catalogue()
        #expect(catalogue.open.isEmpty && catalogue.employers.isEmpty && catalogue.pages.isEmpty)
        let reasons = catalogue.leftOut.map { "\($0.path): \($0.reason)" }.sorted()
        #expect(
            reasons == [
                "employers/a.md: draft", "offers/ancient.md: closed long ago",
                "offers/broken.md: has errors", "offers/draft.md: draft",
                "offers/future.md: published from 2026-12-01",
                "offers/waiting.md: awaiting approval", "pages/a.md: draft",
            ]
        )
    }

    @Test("a preview shows drafts, or what is to come, as open")
    func preview() throws {
        var site = SampleSite()
        site.add(offer("draft") { $0.isDraft = true })
        site.add(offer("future") { $0.published = day("2026-12-01") })
        var faq = FAQ(title: "Q", slug: "q")
        faq.isDraft = true
        site.add(faq)
        site.preview = Preview(drafts: true)
        #expect(try site.catalogue().open.map(\.offer.reference) == ["draft"])
        #expect(try site.catalogue().faqs.count == 1)
        site.preview = Preview(future: true)
        #expect(try site.catalogue().open.map(\.offer.reference) == ["future"])
        #expect(try site.catalogue().faqs.isEmpty)
        #expect(try site.catalogue().open.allSatisfy { $0.status == .open })
    }

    @Test("a reference used twice is an error that names both files")
    func duplicateReference() throws {
        var site = SampleSite()
        site.add(offer("a"))
        site.add(
            offer("b") { $0.reference = "a" }
        )
        var diagnostics = Diagnostics()
        let catalogue = try site.catalogue(&diagnostics)
        #expect(catalogue.open.map(\.path) == ["offers/a.md"])
        #expect(
            diagnostics.all.map(\.description) == [
                """
                offers/b.md: error: the reference 'a' is also that of 'offers/a.md' \
                [duplicate-reference]
                  = give each offer a 'reference' of its own
                """
            ]
        )
        #expect(
            catalogue.leftOut == [LeftOut(path: "offers/b.md", reason: "reference used twice")]
        )
    }

    @Test("a file that is left out takes no reference, before or after the one that has it")
    func duplicateOfDraft() throws {
        var site = SampleSite()
        func draft(_ slug: String) -> Offer {
            var draft = offer(slug) { $0.isDraft = true }
            draft.reference = "m"
            return draft
        }
        site.add(draft("a"))
        site.add(offer("m"))
        site.add(draft("z"))
        let catalogue = try site.catalogue()
        #expect(catalogue.open.map(\.path) == ["offers/m.md"])
        #expect(
            catalogue.leftOut == [
                LeftOut(path: "offers/a.md", reason: "draft"),
                LeftOut(path: "offers/z.md", reason: "draft"),
            ]
        )
    }

    @Test("translations belong together, the first language in front")
    func translations() throws {
        var site = SampleSite()
        site.configuration.languages = ["fr", "en"]
        site.add(offer("teacher") { $0.reference = "r" }, "offers/a.en.md")
        site.add(offer("professeur") { $0.reference = "r" }, "offers/a.md")
        site.add(offer("nurse"), "offers/b.en.md")
        let catalogue = try site.catalogue()
        #expect(catalogue.open.map { $0.versions.map(\.language) } == [["fr", "en"], ["en"]])
        let entry = catalogue.open[0]
        #expect(entry.offer.slug == "professeur")
        #expect(entry.version(in: "en").value.slug == "teacher")
        #expect(entry.version(in: "nl").value.slug == "professeur")
        #expect(entry.hasVersion(in: "en") && !entry.hasVersion(in: "nl"))
    }

    @Test("a translation that is still a draft is left out, the original is not")
    func draftTranslation() throws {
        var site = SampleSite()
        site.configuration.languages = ["fr", "en"]
        site.add(offer("a"), "offers/a.md")
        site.add(
            offer("a") { $0.isDraft = true },
            "offers/a.en.md"
        )
        var faq = FAQ(title: "Q", slug: "q")
        site.add(faq, "faq/q.md")
        faq.isDraft = true
        site.add(faq, "faq/q.en.md")
        let catalogue = try site.catalogue()
        #expect(catalogue.open.map { $0.versions.map(\.language) } == [["fr"]])
        #expect(catalogue.faqs.map { $0.versions.map(\.language) } == [["fr"]])
        #expect(
            Set(catalogue.leftOut.map(\.path)) == ["offers/a.en.md", "faq/q.en.md"]
        )
        site.preview = Preview(drafts: true)
        #expect(try site.catalogue().open.map { $0.versions.count } == [2])
    }

    @Test("an employer's offers are those that name its slug")
    func employers() throws {
        var site = SampleSite()
        site.add(Employer(name: "École du Parc", slug: "ecole"))
        site.add(Employer(name: "Crèche", slug: "creche"))
        site.add(offer("1") { $0.employer = "ecole" })
        site.add(offer("2") { $0.employer = "Somebody else" })
        site.add(
            offer("3") {
                $0.employer = "ecole"
                $0.published = day("2026-11-10")
            }
        )
        let catalogue = try site.catalogue()
        #expect(catalogue.employers.map(\.value.slug) == ["creche", "ecole"])
        #expect(catalogue.open.map(\.offer.reference) == ["3", "1", "2"])
        #expect(catalogue.open.map(\.employer) == [1, 1, nil])
        #expect(catalogue.offersOfEmployer == [[], [0, 1]])
    }

    @Test("a slug that is nearly that of an employer is asked about, another name is not")
    func misspeltEmployer() throws {
        var site = SampleSite()
        site.add(Employer(name: "Ville d’Aubrelle", slug: "ville-aubrelle"))
        for (slug, name) in [
            ("a", "ville-aubrele"), ("b", "Ville-Aubrele"), ("c", "hopital"),
            ("d", "ville-aubrelle"),
        ] {
            site.add(offer(slug) { $0.employer = name })
        }
        var diagnostics = Diagnostics()
        let catalogue = try site.catalogue(&diagnostics)
        #expect(catalogue.open.count == 4)
        #expect(
            diagnostics.all.map(\.description) == [
                """
                offers/a.md: warning: no employer is called 'ville-aubrele' [unknown-employer]
                  = did you mean 'ville-aubrelle'?
                """
            ]
        )
    }

    @Test("what is said of an offer has the place of its key")
    func place() throws {
        var site = SampleSite()
        site.add(offer("a"))
        let bytes = Array("---\nreference: a\n---\n".utf8)
        var file = contentFile(offer("b") { $0.reference = "a" }, "offers/b.md")
        file.places.add(.reference, at: 15..<16)
        site.content.offers.append(Version(file, bytes: bytes))
        var diagnostics = Diagnostics()
        _ = try site.catalogue(&diagnostics)
        #expect(diagnostics.all.map(\.position) == [SourcePosition(line: 2, column: 12)])
    }

    @Test("so it has where the file was too much for the memory, unless it has changed since")
    func placeReadAgain() throws {
        let folder = try TemporaryFolder()
        let text = "---\nreference: a\n---\n"
        try folder.write("offers/b.md", text)
        for (held, position) in [(text, SourcePosition(line: 2, column: 12)), ("another", nil)] {
            var site = SampleSite()
            site.add(offer("a"))
            var file = contentFile(offer("b") { $0.reference = "a" }, "offers/b.md")
            file.places.add(.reference, at: 15..<16)
            let source = SourceText(path: "offers/b.md", bytes: Array(held.utf8))
            let version = Version(file, source, in: folder.path)
            version.dropBytes()
            site.content.offers.append(version)
            var diagnostics = Diagnostics()
            _ = try site.catalogue(&diagnostics)
            #expect(diagnostics.all.map(\.position) == [position])
        }
    }

    @Test("an offer whose address is that of a list is left out alone")
    func reserved() throws {
        var site = SampleSite()
        let routes = try Edition.theme("fr", isDefault: true).routes
        #expect(routes.namesBesideOffers.isSuperset(of: ["domaine", "archives", "page", "lieu"]))
        site.reserved = ["fr": routes.namesBesideOffers]
        for slug in ["domaine", "domaines", "archives", "employeurs"] { site.add(offer(slug)) }
        var diagnostics = Diagnostics()
        let catalogue = try site.catalogue(&diagnostics)
        #expect(catalogue.open.map(\.offer.slug) == ["domaines", "employeurs"])
        #expect(
            catalogue.leftOut.map(\.path).sorted() == ["offers/archives.md", "offers/domaine.md"]
        )
        #expect(
            diagnostics.sorted.first?.description == """
                offers/archives.md: error: the address 'archives' is that of a list of offers \
                [same-path]
                  = rename the file, or give it another 'slug'
                """
        )
    }

    @Test("questions and pages come in the order they ask for, then by path")
    func ordered() throws {
        var site = SampleSite()
        for (slug, order) in [("c", nil), ("b", 2), ("a", 2), ("d", 1), ("e", -1)]
            as [(String, Int?)]
        {
            var faq = FAQ(title: slug, slug: slug)
            faq.order = order
            site.add(faq)
            var page = FreePage(title: slug, slug: slug)
            page.order = order
            site.add(page)
        }
        #expect(try site.catalogue().faqs.map(\.value.slug) == ["e", "d", "a", "b", "c"])
        #expect(try site.catalogue().pages.map(\.value.slug) == ["e", "d", "a", "b", "c"])
    }

    @Test("places of closed offers are told apart with those of open ones")
    func closedPlaces() throws {
        func place(_ code: String) -> Place {
            var place = Place(town: "Saint-Denis")
            place.postalCode = code
            return place
        }
        var site = SampleSite()
        site.add(offer("open") { $0.locations = [place("93200")] })
        site.add(
            offer("closed") {
                $0.locations = [place("97400")]
                $0.closes = day("2026-11-20")
            }
        )
        let catalogue = try site.catalogue()
        #expect(catalogue.open.map { $0.places.map(\.townCode) } == [["saint-denis-93"]])
        #expect(catalogue.closed.map { $0.places.map(\.townCode) } == [["saint-denis-974"]])
    }

    @Test("a site without any content is a site")
    func empty() throws {
        let catalogue = try SampleSite().catalogue()
        #expect(catalogue.open.isEmpty && catalogue.leftOut.isEmpty)
        #expect(catalogue.facets.values.allSatisfy { $0.values.isEmpty })
    }
}
