import Testing
import VivierModel

@testable import VivierSite

@Suite("Linter")
struct LinterTests {
    @Test(
        "a title for everyone is let through",
        arguments: [
            "Éducateur ou éducatrice", "Éducateur / éducatrice de jeunes enfants", "Infirmier H/F",
            "Infirmière (F/H)", "Chargé·e de mission", "Chargé(e) de mission", "Développeur.se web",
            "développeu-r-se web", "Conseiller, conseillère en insertion", "Responsable de crèche",
            "Secrétaire", "Secteur nord, atelier et chantier", "Agente ou agent d’entretien",
            "Apprentie ou apprenti, CAP accompagnant éducatif", "Comptable", "Chef·fe de projet",
            "Assistant-e social-e", "Directeur/trice", "Ingénieur h/f/x", "Product owner",
            "Sage-femme",
            "Technicien (tous genres)", "Médiateurs et médiatrices", "Chef-fe de cuisine",
        ]
    )
    func neutralFrench(title: String) {
        #expect(GenderReading(title, language: "fr").gendered == nil)
    }

    @Test(
        "a French title for one gender is found, with the word as it is written",
        arguments: [
            ("Infirmier de nuit", "Infirmier"), ("Éducatrice spécialisée", "Éducatrice"),
            ("Un développeur React", "développeur"), ("Chargé d’accueil", "Chargé"),
            ("Agents techniques", "Agents"), ("Assistante de direction", "Assistante"),
            ("Chef de cuisine", "Chef"),
            ("Femme de ménage", "Femme"), ("Homme d’entretien", "Homme"),
            ("Hôtesse d’accueil", "Hôtesse"), ("Futur e-commerçant", "commerçant"),
        ]
    )
    func genderedFrench(title: String, word: String) {
        #expect(GenderReading(title, language: "fr").gendered == word)
    }

    @Test(
        "other languages have rules of their own",
        arguments: [
            ("Erzieher (m/w/d)", "de", nil), ("Erzieher*in", "de", nil), ("ErzieherIn", "de", nil),
            ("Erzieherin oder Erzieher", "de", nil), ("Erzieher", "de", "Erzieher"),
            ("Sachbearbeiterin", "de", "Sachbearbeiterin"), ("Chairman", "en", "Chairman"),
            ("Nurse", "en", nil), ("Secretaresse", "nl", "Secretaresse"), ("Begeleider", "nl", nil),
            ("Infirmier", "en", nil),
        ] as [(String, String, String?)]
    )
    func otherLanguages(title: String, language: String, word: String?) {
        #expect(GenderReading(title, language: language).gendered == word)
    }

    @Test(
        "women and men whom a service is for say nothing of who does it",
        arguments: [
            "Référente ou référent droits des femmes", "Femme de ménage H/F", "Table d’hôte",
            "Accueil de femmes en charge de famille H/F",
        ]
    )
    func served(title: String) {
        #expect(GenderReading(title, language: "fr").gendered == nil)
    }

    @Test("points inside a word are seen, brackets and hyphens are not points")
    func middleDots() {
        #expect(GenderReading("Chargé·e", language: "fr").hasMiddleDot)
        #expect(GenderReading("Développeur.se", language: "fr").hasMiddleDot)
        #expect(!GenderReading("Chargé(e)", language: "fr").hasMiddleDot)
        #expect(!GenderReading("Chef-fe", language: "fr").hasMiddleDot)
        #expect(!GenderReading("Dév. front et e-mail", language: "fr").hasMiddleDot)
    }

    @Test(
        "a question that may not be asked is found in four languages",
        arguments: [
            ("Quel est votre salaire actuel ?", Rule.salaryHistory),
            ("What is your current salary?", .salaryHistory),
            ("Wie hoch ist Ihr aktuelles Gehalt?", .salaryHistory),
            ("Souffrez-vous d’une maladie chronique ?", .healthQuestion),
            ("Do you have a disability?", .healthQuestion),
            ("Sind Sie schwanger?", .healthQuestion),
            ("Êtes-vous marié(e) ?", .familyQuestion), ("Do you have children?", .familyQuestion),
            ("Heeft u kinderen?", .familyQuestion), ("Êtes-vous syndiqué ?", .beliefQuestion),
            ("Votre lieu de naissance", .originQuestion), ("Nationality", .originQuestion),
            ("Date de naissance", .ageQuestion), ("Wie alt sind Sie?", .ageQuestion),
        ]
    )
    func forbidden(question: String, rule: Rule) {
        #expect(forbiddenQuestion(question) == rule)
    }

    @Test(
        "a question about the post is let through",
        arguments: [
            "Quelles sont vos prétentions salariales ?", "Avez-vous une expérience dans la santé ?",
            "Avez-vous déjà travaillé auprès de personnes en situation de handicap ?",
            "Avez-vous une expérience de la grossesse à risque ?", "Avez-vous le permis B ?",
            "How many payslips have you prepared?", "Parlez-vous anglais ?",
            "Acceptez-vous de travailler avec des enfants ?", "Quand pouvez-vous commencer ?",
        ]
    )
    func allowed(question: String) {
        #expect(forbiddenQuestion(question) == nil)
    }

    @Test("phrases of a text are found whole, whatever their case and accents, with their place")
    func phrases() {
        let text =
            "xx Limite d’Âge : 40. avec photocopieur, LANGUE\u{A0}MATERNELLE, dernier salaires"
        let bytes = Array(text.utf8)
        let found = findForbiddenPhrases(bytes, in: 0..<bytes.count)
        #expect(found.map(\.rule) == [.ageQuestion, .originQuestion])
        #expect(
            found.map { String(decoding: bytes[$0.range], as: UTF8.self) }
                == ["Limite d’Âge", "LANGUE\u{A0}MATERNELLE"]
        )
        let promise = Array("sans distinction d’origine, de situation familiale ni d’âge".utf8)
        #expect(findForbiddenPhrases(promise, in: 0..<promise.count) == [])
        #expect(findForbiddenPhrases(bytes, in: 0..<3) == [])
        #expect(findForbiddenPhrases(bytes, in: 0..<(bytes.count + 9)) == [])
    }

    @Test(
        "questions about health are found in a text, help that is offered is not",
        arguments: [
            ("Quel est votre état de santé ?", true), ("Êtes-vous enceinte ?", true),
            ("Avez-vous un handicap ?", true), ("Joindre un certificat médical.", true),
            ("Êtes-vous en situation de handicap ?", true), ("Souffrez-vous du dos ?", true),
            ("Le poste est ouvert aux personnes en situation de handicap.", false),
            ("Dans l’enceinte du lycée, des aménagements sont possibles.", false),
            ("Votre handicap n’est pas un obstacle.", false), ("Une mutuelle santé.", false),
            ("Si vous êtes en situation de handicap, écrivez-nous.", false),
        ]
    )
    func health(text: String, isFound: Bool) {
        let bytes = Array(text.utf8)
        let rules = findForbiddenPhrases(bytes, in: 0..<bytes.count).map(\.rule)
        #expect(rules == (isFound ? [.healthQuestion] : []))
    }

    @Test("a limit of age is let through for an apprenticeship")
    func apprenticeship() {
        func codes(_ contract: String) -> [String] {
            ContentFolder([
                "offers/a.md": "---\ntitle: A\ncontract: \(contract)\n---\nLimite d’âge : 29 ans.\n"
            ]).diagnostics.all.map(\.code)
        }
        #expect(codes("CDI").contains("age-question"))
        #expect(!codes("Contrat d’apprentissage").contains("age-question"))
    }

    @Test("each profile has the rules of its law")
    func profiles() {
        func codes(_ profile: String) -> Set<String> {
            Set(
                ContentFolder([
                    "site.yml": "lint: {profile: \(profile)}\n",
                    "offers/a.md": "---\ntitle: Infirmier\n---\n",
                ]).diagnostics.all.filter { $0.severity == .warning }.map(\.code)
            )
        }
        #expect(codes("fr").isSuperset(of: ["no-salary", "gendered-title"]))
        #expect(codes("ch").contains("gendered-title"))
        #expect(!codes("ch").contains("no-salary"))
        #expect(codes("none").isDisjoint(with: ["no-salary", "gendered-title"]))
    }

    @Test("a closed offer is not asked for what candidates need")
    func closed() {
        let folder = ContentFolder(
            ["offers/a.md": "---\ntitle: Infirmier\ncloses: 2026-05-31\n---\n"],
            day: "2026-06-10"
        )
        #expect(folder.report == "")
    }
}
