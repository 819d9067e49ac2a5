import Testing
import VivierDiagnostics
import VivierModel

@testable import VivierSite

@Suite("Reading offers")
struct OfferReadingTests {
    static let whole = """
        ---
        title: >-
          Éducateur spécialisé ou
          éducatrice spécialisée
        reference: 1.10
        summary: "Une phrase."
        employer: ville-de-lyon
        unit: Enfance
        domain: social, enfance
        contract: [CDI]
        duration: 12 mois
        qualification: bac-3
        occupation: {label: Éducation, rome: k1207, version: ROME 4.0}
        locations:
        - 69003 Lyon
        - {city: Villeurbanne, postal_code: "69100", lat: 45.77, lon: 4.88, country: France}
        - town: Bruxelles
          country: be
          coordinates: [50.85, 4.35]
          note: près de la gare
        remote: 2 jours par semaine
        workload: {percent: 80 %, note: possible à 100 %}
        salary: {min: 2 050 €, max: 2240, period: mois, gross: oui, note: prime}
        positions: 2
        starts: dès que possible
        published: 2026-05-01
        deadline: 31 mai 2026
        reply_within: 2 semaines
        languages: [fr, anglais (B2), {code: nl, level: notions}]
        accommodations: bureau calme, au rez-de-chaussée
        documents: [CV, {label: Diplôme, required: false, note: copie}]
        questions:
          - Pourquoi ce poste ?
          - {label: "Permis B ?", type: yesno, required: false}
          - {label: Quel jour ?, options: "lundi, mardi"}
        contact: Jeanne Martin <jm@example.org>
        apply: https://example.org/postuler
        image: {src: images/a.jpg, alt: La cour}
        approved: {by: DRH, on: 2026-04-30}
        aliases: [/a/, b/c]
        ---
        Texte.
        """

    @Test("every key is read into its member")
    func everyKey() throws {
        let folder = ContentFolder(["offers/educ.md": Self.whole])
        #expect(folder.report == "")
        let file = try #require(folder.offers.first)
        let offer = file.value
        #expect(offer.title == "Éducateur spécialisé ou éducatrice spécialisée")
        #expect(offer.slug == "educ")
        #expect(offer.reference == "1.10")
        #expect(offer.domains == ["social", "enfance"])
        #expect(offer.qualifications == ["bac-3"])
        #expect(
            offer.occupation == Occupation(label: "Éducation", rome: "K1207", version: "ROME 4.0")
        )
        #expect(offer.locations.map(\.town) == ["Lyon", "Villeurbanne", "Bruxelles"])
        #expect(offer.locations.map(\.postalCode) == ["69003", "69100", nil])
        #expect(offer.locations.map(\.country) == [nil, "FR", "BE"])
        #expect(offer.locations[2].coordinates?.latitude == 50.85)
        #expect(offer.remote == Remote(kind: .partial, daysPerWeek: 2))
        #expect(offer.workload == Workload(percent: 80, note: "possible à 100 %"))
        #expect(offer.salary == Salary(min: 2050, max: 2240, note: "prime"))
        #expect(offer.starts == .text("dès que possible"))
        #expect(offer.closes == Day(iso: "2026-05-31"))
        #expect(offer.replyWithin == .days(14))
        #expect(offer.languages.map(\.code) == ["fr", "en", "nl"])
        #expect(offer.languages.map(\.level) == [nil, "B2", "notions"])
        #expect(offer.accommodations == ["bureau calme, au rez-de-chaussée"])
        #expect(offer.documents.map(\.isRequired) == [true, false])
        #expect(offer.questions.map(\.kind) == [.text, .yesno, .choice])
        #expect(offer.questions[2].options == ["lundi", "mardi"])
        #expect(offer.contact == Contact(name: "Jeanne Martin", email: "jm@example.org"))
        #expect(offer.apply == .url("https://example.org/postuler"))
        #expect(offer.image == Picture(source: "images/a.jpg", alternative: "La cour"))
        #expect(offer.isApproved)
        #expect(offer.aliases == ["/a/", "/b/c"])
        let text = Array(Self.whole.utf8)[file.bodyRange]
        #expect(String(decoding: text, as: UTF8.self) == "Texte.")
    }

    @Test("the place of a value is kept for later complaints")
    func places() throws {
        let folder = ContentFolder(["offers/educ.md": Self.whole])
        let file = try #require(folder.offers.first)
        let bytes = Array(Self.whole.utf8)
        let range = try #require(file.places[.employer])
        #expect(String(decoding: bytes[range], as: UTF8.self) == "ville-de-lyon")
        #expect(file.places[.draft] == nil)
        #expect(file.stated.contains(.closes))
        #expect(!file.stated.contains(.draft))
    }

    @Test("a file with CRLF, a byte order mark and odd spaces is read like any other")
    func oddBytes() throws {
        let text =
            "\u{FEFF}---\r\ntitle: \u{A0}Poste\u{200B} \r\ncloses: 2026-05-31\u{A0}\r\n---\r\nTexte.\r\n"
        let folder = ContentFolder(["offers/a.md": text])
        let offer = try #require(folder.offers.first).value
        #expect(offer.title == "Poste")
        #expect(offer.closes == Day(iso: "2026-05-31"))
    }

    @Test("controls of a title are left out, its line breaks become spaces")
    func controls() throws {
        let folder = ContentFolder(["offers/a.md": "---\ntitle: \"a\\nb\\tc \"\n---\n"])
        #expect(try #require(folder.offers.first).value.title == "a b c")
        #expect(cleanLine("a\u{7}b\u{7F}\r\n c\u{1}") == "ab c")
    }

    @Test("an empty value counts as left out", arguments: ["", "~", "null", "\"\"", "[]", "{}"])
    func empty(value: String) throws {
        let keys = offerKeys.documentation.filter { !$0.isRequired }
            .map { "\($0.name): \(value)\n" }.joined()
        let folder = ContentFolder(["offers/a.md": "---\ntitle: Poste\n\(keys)---\n"])
        let codes = Set(valueRules.map(\.rule.code))
        #expect(folder.diagnostics.sorted.filter { codes.contains($0.code) } == [])
        #expect(try #require(folder.offers.first).value.locations.isEmpty)
    }

    @Test("terms are found by code or label, and what a list does not have is refused")
    func terms() throws {
        let files = [
            "taxonomies/contract.yml":
                "cdi: {fr: Contrat à durée indéterminée, en: Permanent}\ncdd: CDD\n",
            "offers/a.md":
                "---\ntitle: A\ncontract: [permanent, CDD, contrat à durée indeterminee]\n---\n",
            "offers/b.md": "---\ntitle: B\ncontract: intérim\n---\n",
        ]
        let folder = ContentFolder(files)
        #expect(folder.offers.map(\.value.contracts) == [["cdi", "cdd", "cdi"]])
        #expect(folder.diagnostics.all.contains { $0.code == "unknown-term" })
    }

    @Test("what cannot be read refuses the file in our folders, and only the value in others")
    func policy() throws {
        let text = "---\ntitle: A\ncloses: demain\npositions: 2\n---\n"
        let own = ContentFolder(["offers/a.md": text])
        #expect(own.offers.isEmpty)
        let adopted = ContentFolder([
            "site.yml": "collections: [{path: jobs, kind: offers}]\n", "jobs/a.md": text,
        ])
        let offer = try #require(adopted.offers.first).value
        #expect(offer.closes == nil)
        #expect(offer.positions == 2)
    }

    @Test("the severity of a rule is what site.yml says")
    func severities() {
        let text = "---\ntitle: A\ncloses: demain\ncouleur: vert\n---\n"
        let lenient = ContentFolder([
            "site.yml": "lint: {profile: none, rules: {wrong-date: note, unknown-key: off}}\n",
            "offers/a.md": text,
        ])
        #expect(lenient.offers.count == 1)
        #expect(
            lenient.diagnostics.all.contains { $0.code == "wrong-date" && $0.severity == .note }
        )
        #expect(!lenient.diagnostics.all.contains { $0.code == "unknown-key" })
        let strict = ContentFolder([
            "site.yml": "lint: {rules: {no-salary: error}}\n",
            "offers/a.md": "---\ntitle: A\n---\n",
        ])
        #expect(strict.offers.isEmpty)
    }

    @Test("files mutilated at random never trap", arguments: 0..<40)
    func mutilated(seed: Int) {
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
        func random(_ below: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(below))
        }
        let original = Array(Self.whole.utf8)
        let alphabet = Array(": -[]{}\"'#|>&*!%@\n\t,0129azé·€\u{FF}".utf8) + [0, 0xC3, 0xFF]
        let reader = ContentReader(configuration: SiteConfiguration(), taxonomies: Taxonomies())
        let linter = Linter(configuration: SiteConfiguration(), day: Day(number: 20_000))
        let collection = SiteConfiguration.Collection(path: "offers", kind: .offers)
        for _ in 0..<50 {
            var bytes = original
            for _ in 0...random(6) {
                switch random(3) {
                case 0: bytes[random(bytes.count)] = alphabet[random(alphabet.count)]
                case 1: bytes.insert(alphabet[random(alphabet.count)], at: random(bytes.count))
                default: bytes.removeSubrange(random(bytes.count - 20)..<(bytes.count - random(20)))
                }
                if bytes.count < 60 { break }
            }
            let source = SourceText(path: "offers/a.md", bytes: bytes)
            var diagnostics = Diagnostics()
            if let file = reader.readOffer(source, collection: collection, into: &diagnostics) {
                linter.lint(file, source: source, into: &diagnostics)
                #expect(!file.value.title.isEmpty)
            } else {
                #expect(diagnostics.hasErrors)
            }
        }
    }
}
