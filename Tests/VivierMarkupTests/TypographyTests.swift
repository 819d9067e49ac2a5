import Foundation
import Testing
import VivierDiagnostics
import VivierMarkup
import VivierTestSupport

/// Spaces that cannot be told apart on a screen, spelt out.
private func visible(_ text: String) -> String {
    text.replacing("\u{202F}", with: "⍽").replacing("\u{A0}", with: "␣")
}

/// Renders a paragraph in French, without its tags.
private func french(_ markdown: String) -> String {
    var diagnostics = Diagnostics()
    let rendered = renderMarkdown(
        SourceText(path: "a.md", text: markdown),
        options: MarkdownOptions(typography: .french),
        into: &diagnostics
    )
    let html = String(decoding: rendered.html, as: UTF8.self)
    return visible(html.replacing("<p>", with: "").replacing("</p>\n", with: ""))
}

@Suite("Typography: French")
struct TypographyTests {
    @Test(
        "high signs get a narrow space",
        arguments: [
            ("Bonjour !", "Bonjour⍽!"),
            ("Bonjour!", "Bonjour⍽!"),
            ("Bonjour\u{A0}!", "Bonjour⍽!"),
            ("Bonjour  !", "Bonjour⍽!"),
            ("Quoi ?!", "Quoi⍽?!"),
            ("Quoi?!", "Quoi⍽?!"),
            ("un ; deux", "un⍽; deux"),
            ("un; deux", "un⍽; deux"),
            ("(vraiment ?)", "(vraiment⍽?)"),
            ("été?", "été⍽?"),
            ("100 %!", "100␣%⍽!"),
            ("*Bravo* !", "<em>Bravo</em>⍽!"),
            ("*Bravo*!", "<em>Bravo</em>⍽!"),
            ("`code` ?", "<code>code</code>⍽?"),
            ("fin\n; suite", "fin⍽; suite"),
        ]
    )
    func highSigns(markdown: String, expected: String) {
        #expect(french(markdown) == expected)
    }

    @Test(
        "signs that are no punctuation are left alone",
        arguments: [
            "a;b", "a?b=c", "!important", "a != b", "clin d’œil ;)", "(?)", "?", "! seul",
            "`a ; b`", "`l'eau`", "`\"a\" : b`", "C’est ainsi…", ":smile: :)", "14:30", "1:2",
            "ratio 16:9",
        ]
    )
    func leftAlone(markdown: String) {
        let plain = french(markdown).replacing("<code>", with: "`").replacing("</code>", with: "`")
            .replacing("&quot;", with: "\"")
        #expect(plain == visible(markdown))
    }

    @Test("references written as text keep their shape")
    func references() {
        #expect(french("\\&nbsp; et \\&#160;") == "&amp;nbsp; et &amp;#160;")
    }

    @Test(
        "a space before a colon does not break",
        arguments: [
            ("Lieu : Lyon", "Lieu␣: Lyon"),
            ("Lieu\u{202F}: Lyon", "Lieu␣: Lyon"),
            ("Lieu: Lyon", "Lieu: Lyon"),
            ("**Lieu** : Lyon", "<strong>Lieu</strong>␣: Lyon"),
            ("**Lieu :** Lyon", "<strong>Lieu␣:</strong> Lyon"),
            ("dit : « oui »", "dit␣: «⍽oui⍽»"),
            ("Lieu\n: Lyon", "Lieu␣: Lyon"),
            ("de 8 h : 30", "de 8␣h␣: 30"),
        ]
    )
    func colons(markdown: String, expected: String) {
        #expect(french(markdown) == expected)
    }

    @Test(
        "guillemets keep their text",
        arguments: [
            ("« oui »", "«⍽oui⍽»"),
            ("«oui»", "«⍽oui⍽»"),
            ("«\u{A0}oui\u{A0}»", "«⍽oui⍽»"),
            ("«*oui*»", "«⍽<em>oui</em>⍽»"),
            ("« *oui* »", "«⍽<em>oui</em>⍽»"),
            ("*« oui »*", "<em>«⍽oui⍽»</em>"),
            ("« »", "«⍽»"),
            ("« oui » !", "«⍽oui⍽»⍽!"),
            ("« oui\n»", "«⍽oui⍽»"),
            ("« Quoi ? »", "«⍽Quoi⍽?⍽»"),
            ("« [lien](/a/) »", "«⍽<a href=\"/a/\">lien</a>⍽»"),
        ]
    )
    func guillemets(markdown: String, expected: String) {
        #expect(french(markdown) == expected)
    }

    @Test(
        "apostrophes are curly between letters",
        arguments: [
            ("l'été d'Anne", "l’été d’Anne"),
            ("aujourd'hui", "aujourd’hui"),
            ("l'*avis*", "l’<em>avis</em>"),
            ("l'«avis»", "l’«⍽avis⍽»"),
            ("l'84", "l’84"),
            ("5' 6", "5' 6"),
            ("'mot'", "'mot'"),
            ("les gars'", "les gars'"),
            ("rock 'n' roll", "rock 'n' roll"),
        ]
    )
    func apostrophes(markdown: String, expected: String) {
        #expect(french(markdown) == expected)
    }

    @Test(
        "three dots are one sign",
        arguments: [
            ("etc...", "etc…"),
            ("Attendez... ici", "Attendez… ici"),
            ("(...)", "(…)"),
            ("....", "...."),
            ("v1...v2", "v1...v2"),
            ("src/.../a", "src/.../a"),
            ("fin.", "fin."),
        ]
    )
    func dots(markdown: String, expected: String) {
        #expect(french(markdown) == expected)
    }

    @Test(
        "numbers keep together, and with what they count",
        arguments: [
            ("2 050 €", "2⍽050␣€"),
            ("12 345 678 habitants", "12⍽345⍽678 habitants"),
            ("de 1 000 000,50 €", "de 1⍽000⍽000,50␣€"),
            ("01 23 45 67 89", "01 23 45 67 89"),
            ("06 12 345 678", "06 12 345 678"),
            ("en 2026 150 postes", "en 2026 150 postes"),
            ("35 h", "35␣h"),
            ("14 h 30", "14␣h␣30"),
            ("14 h 30 min", "14␣h␣30␣min"),
            ("14 h 300", "14␣h 300"),
            ("14h30", "14h30"),
            ("3,5 % et 20 °C", "3,5␣% et 20␣°C"),
            ("35%", "35%"),
            ("100 km, 12 m² et 3 kWh", "100␣km, 12␣m² et 3␣kWh"),
            ("50 k€ ou 2 M€", "50␣k€ ou 2␣M€"),
            ("les années 30 s'achèvent", "les années 30 s’achèvent"),
            ("3 M. Dupont", "3 M. Dupont"),
            ("2 personnes", "2 personnes"),
            ("5 hommes", "5 hommes"),
            ("B12 m", "B12 m"),
            ("14 mars 2026", "14␣mars 2026"),
            ("11 Décembre", "11␣Décembre"),
            ("3 août, 5 oct. et 7 févr.", "3␣août, 5␣oct. et 7␣févr."),
            ("150 mars", "150 mars"),
            ("3 marsouins", "3 marsouins"),
            ("1er mai", "1<sup>er</sup>␣mai"),
            ("la 1re fois", "la 1<sup>re</sup> fois"),
            ("21er", "21er"),
            ("n° 5", "n°␣5"),
            ("n°5", "n°␣5"),
            ("N° 12", "N°␣12"),
            ("son° 5", "son° 5"),
        ]
    )
    func numbers(markdown: String, expected: String) {
        #expect(french(markdown) == expected)
    }

    @Test("addresses are never touched")
    func addresses() {
        #expect(
            french("<https://a.example/?q=l'eau;b> !")
                == "<a href=\"https://a.example/?q=l&#x27;eau;b\">https://a.example/?q=l'eau;b</a>⍽!"
        )
        #expect(
            french("www.a.example/l'eau ?")
                == "<a href=\"http://www.a.example/l&#x27;eau\">www.a.example/l'eau</a>⍽?"
        )
        #expect(
            french("[l'eau](/l'eau \"l'eau !\")")
                == "<a href=\"/l&#x27;eau\" title=\"l'eau !\">l’eau</a>"
        )
        #expect(french("![l'eau !](/a.png)").contains("alt=\"l'eau !\""))
    }

    @Test("a block begins anew: nothing is carried over from the one before")
    func blocks() {
        #expect(french("a «\n\n b") == "a «b")
        #expect(french("# Titre :\n\n! a").contains("<p>") == false)
    }

    @Test("a title is set without marks")
    func titles() {
        #expect(
            visible(typographed("L'offre n°3 : « 1er emploi » !", language: "fr-FR"))
                == "L’offre n°␣3␣: «⍽1er emploi⍽»⍽!"
        )
        #expect(typographed("<b> & \"c\"", language: "fr") == "<b> & \"c\"")
        #expect(typographed("", language: "fr") == "")
    }

    @Test("other languages are left as written", arguments: ["en", "nl", "de", "", "frr"])
    func otherLanguages(language: String) {
        let text = "It's 2 050 € : \"yes\" !"
        #expect(typographed(text, language: language) == text)
    }

    @Test("typography changes spaces and signs only, and twice is the same as once")
    func invariants() {
        var random = SeededGenerator(seed: 11)
        let pieces = [
            "l'", "été", " ", "\u{A0}", "\u{202F}", ";", ":", "!", "?", "«", "»", "...", ".", "12",
            "345",
            "€", "h", "mars", "n°", "(", ")", "a", "\"", "1er", "&", "\n",
        ]
        for _ in 0..<3_000 {
            let text = (0..<Int.random(in: 1...14, using: &random))
                .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            let once = typographed(text, .french)
            let letters = { (text: String) in
                text.replacing("…", with: "...").replacing("’", with: "'")
                    .filter { !$0.isWhitespace }
            }
            #expect(letters(once) == letters(text), "\(text.debugDescription)")
            #expect(
                typographed(once, .french) == once,
                "\(text.debugDescription) → \(once.debugDescription)"
            )
        }
    }
}
