import Testing
import VivierDiagnostics

@testable import VivierSite

@Suite("Texts: keys, placeholders, plurals")
struct InterfaceTextsTests {
    private let sample = texts(
        "fr",
        """
        site:
          offers: Offres
          deep:
            er: plus bas
        date:
          months: [janvier, février]
        count:
          zero: rien
          one: "{n} offre"
          other: "{n} offres"
        rest:
          one: une autre
          other: "{n} autres"
        only:
          other: "{n} jours"
        yes: oui
        number: 12
        """
    )

    @Test("joins keys by dots, whatever the values")
    func keys() {
        #expect(sample["site.offers"] == "Offres")
        #expect(sample["site.deep.er"] == "plus bas")
        #expect(sample["yes"] == "oui")
        #expect(sample["number"] == "12")
        #expect(sample.list("date.months") == ["janvier", "février"])
        #expect(
            sample.keys == [
                "site.offers", "site.deep.er", "date.months", "count.zero", "count.one",
                "count.other", "rest.one", "rest.other", "only.other", "yes", "number",
            ]
        )
    }

    @Test("what is missing shows its key, and no list")
    func missing() {
        #expect(sample["site"] == nil)
        #expect(sample["site.none"] == nil)
        #expect(sample.text("site.none") == "site.none")
        #expect(sample.text("site.none", ["n": "3"]) == "site.none")
        #expect(sample.list("site.none") == [])
        #expect(sample.list("site.offers") == [])
        #expect(sample.plural("site.none", count: 2) == nil)
        #expect(InterfaceTexts(language: "fr").keys == [])
    }

    @Test("a second file replaces key by key")
    func override() {
        var merged = sample
        var diagnostics = Diagnostics()
        let own = "site: {offers: Annonces}\ndate: {months: [un]}\nnew: neuf\n"
        merged.read(SourceText(path: "own.yml", text: own), into: &diagnostics)
        #expect(diagnostics.all.isEmpty)
        #expect(merged["site.offers"] == "Annonces")
        #expect(merged["site.deep.er"] == "plus bas")
        #expect(merged.list("date.months") == ["un"])
        #expect(merged["new"] == "neuf")
    }

    @Test("a file that is no YAML changes nothing and is said to be wrong")
    func wrongFile() {
        var merged = sample
        var diagnostics = Diagnostics()
        let broken = SourceText(path: "i18n/fr.yml", text: "site: {offers: Annonces\nb: [")
        merged.read(broken, into: &diagnostics)
        #expect(diagnostics.hasErrors)
        #expect(diagnostics.all.first?.path == "i18n/fr.yml")
        #expect(merged["site.offers"] == "Offres")
    }

    @Test(
        "French counts 0 as one, English does not",
        arguments: [
            ("fr", 0, "rest", "une autre"), ("fr", 1, "rest", "une autre"),
            ("fr", 2, "rest", "2 autres"), ("fr", -1, "rest", "-1 autres"),
            ("en", 0, "rest", "0 autres"), ("en", 1, "rest", "une autre"),
            ("nl", 0, "rest", "0 autres"), ("de", 2, "rest", "2 autres"),
            ("fr", 0, "count", "rien"), ("en", 0, "count", "rien"), ("fr", 1, "count", "1 offre"),
            ("fr", 1, "only", "1 jours"), ("fr", 0, "only", "0 jours"),
        ]
    )
    func plurals(language: String, count: Int, key: String, text: String) {
        let texts = texts(
            language,
            """
            count: {zero: rien, one: "{n} offre", other: "{n} offres"}
            rest: {one: une autre, other: "{n} autres"}
            only: {other: "{n} jours"}
            """
        )
        #expect(texts.plural(key, count: count, ["n": String(count)]) == text)
    }

    @Test("fills in placeholders, each as often as it stands there")
    func placeholders() {
        let texts = texts("fr", "a: \"{x}{x} et {y}, {z}\"\nb: \"{x\"\nc: \"x}{\"\nd: \"{}\"\n")
        #expect(texts.text("a", ["x": "1", "y": "2"]) == "11 et 2, {z}")
        #expect(texts.text("a", [:]) == "{x}{x} et {y}, {z}")
        #expect(texts.text("b", ["x": "1"]) == "{x")
        #expect(texts.text("c", ["x": "1"]) == "x}{")
        #expect(texts.text("d", ["": "1"]) == "1")
    }

    @Test("a value that looks like a placeholder stays as it is")
    func hostileValues() {
        let texts = texts("fr", "tag: \"{title} · {site}\"\n")
        #expect(
            texts.text("tag", ["title": "Chef {site}", "site": "{title}"])
                == "Chef {site} · {title}"
        )
        #expect(texts.text("tag", ["title": "{", "site": "}"]) == "{ · }")
        #expect(texts.text("tag", ["title": "", "site": "🙂\u{200D}"]) == " · 🙂\u{200D}")
    }
}
