import Foundation
import Testing
import VivierDiagnostics
import VivierTestSupport

@testable import VivierForms

@Suite("Files of forms")
struct FormReaderTests {
    private func read(_ text: String) -> (FormDefinition?, String) {
        var diagnostics = Diagnostics()
        let source = SourceText(path: "forms/f.yml", text: text)
        let form = readForm(source, name: "f", languages: ["fr", "en"], into: &diagnostics)
        return (form, diagnostics.sorted.map { $0.description + "\n" }.joined())
    }

    @Test("a mistake is told with its place", arguments: fixtures())
    func mistakes(fixture: URL) throws {
        let text = try String(contentsOf: fixture.appending(path: "input.yml"), encoding: .utf8)
        let (form, messages) = read(text)
        #expect(form == nil)
        try expectGolden(messages, matches: fixture.appending(path: "expected.txt"))
    }

    @Test("an alert says by which address of a list it searches")
    func alert() throws {
        let (form, messages) = read(
            """
            title: Alerte
            alert: true
            fields:
              - {name: email, type: mail, label: Adresse}
              - {name: words, type: text, label: Mots, search: q}
              - {name: contracts, type: several, label: Contrats, search: contrat, options: {cdi: CDI, cdd: CDD}}
              - {name: town, type: town, label: Commune, search: lieu}
            """
        )
        #expect(messages == "")
        let read = try #require(form)
        #expect(read.isAlert)
        let values = [
            "email": ["a@b"], "words": ["soin, à 50 %&q=x"], "contracts": ["cdi", "cdd"],
        ]
        let address = read.search { values[$0] ?? [] }
        #expect(address == "q=soin%2C%20%C3%A0%2050%20%25%26q%3Dx&contrat=cdi,cdd")
        #expect(read.search { _ in [] } == "")
    }

    @Test("a sheet says which of its fields a CV shows, and when")
    func sheet() throws {
        let (form, messages) = read(
            """
            title: Profil
            for: space
            fields:
              - {name: show, type: choice, label: Montrer, cv: false, options: {"yes": Oui, "no": Non}}
              - {name: phone, type: phone, label: Téléphone, cv: {show: ["yes"]}}
              - {name: name, type: text, label: Nom}
            """
        )
        #expect(messages == "")
        let read = try #require(form)
        #expect(read.audience == .space)
        #expect(read.fields.map(\.isOnCV) == [false, true, true])
        let showing = try #require(read.field("phone")?.showing)
        #expect(showing.holds { $0 == "show" ? ["yes"] : [] })
        #expect(!showing.holds { $0 == "show" ? ["no"] : [] })
        #expect(!showing.holds { _ in [] })
    }

    @Test("a form is read with its steps, rules and texts")
    func whole() throws {
        let (form, messages) = read(
            """
            title: {fr: Postuler, en: Apply}
            for: offer
            max_total: 20 MB
            steps:
              - title: Vous
                fields:
                  - {name: email, type: mail, label: Adresse, required: true}
                  - name: status
                    type: choice
                    label: Statut
                    options: {employee: Salarié, own: {fr: Indépendant, en: Self-employed}}
                  - name: siret
                    type: text
                    label: SIRET
                    required: true
                    when: {status: own}
                    pattern: "[0-9]{14}"
                    pattern_text: Quatorze chiffres
              - title: Pièces
                offer: true
                fields:
                  - {name: cv, type: file, label: CV, accept: [pdf, jpg], max_size: 500 kB}
            """
        )
        #expect(messages == "")
        let read = try #require(form)
        #expect(read.title.text(in: "en", fallback: "fr") == "Apply")
        #expect(read.title.text(in: "de", fallback: "fr") == "Postuler")
        #expect(read.audience == .offer)
        #expect(read.totalSize == 20 << 20)
        #expect(read.fields.map(\.name) == ["email", "status", "siret", "cv"])
        #expect(read.steps.map(\.asksForOffer) == [false, true])
        #expect(read.field("siret")?.condition?.parts.first?.values == ["own"])
        #expect(read.field("siret")?.hints.isRequired == false)
        #expect(read.field("siret")?.hints.pattern?.browserText == "[0-9]{14}")
        #expect(read.field("email")?.hints.isRequired == true)
        #expect(read.field("email")?.hints.autocomplete == "email")
        #expect(read.field("cv")?.hints.accept == ".pdf,.jpg,.jpeg")
        #expect(read.field("cv")?.hints.maximumSize == 500 << 10)
    }
}
