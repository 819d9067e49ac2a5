import Testing
import VivierModel

@testable import VivierSite

@Suite("Texts written by people")
struct TextReadingTests {
    @Test(
        "a slug has no accents, ligatures or signs",
        arguments: [
            ("Éducateur·rice, cœur de métier", "educateur-rice-coeur-de-metier"),
            ("  L’Haÿ-les-Roses  ", "l-hay-les-roses"), ("Straße & Fußweg", "strasse-fussweg"),
            ("a\u{0301}tre e\u{0301}te\u{0301}", "atre-ete"),
            ("zéro\u{200B}largeur", "zerolargeur"),
            ("déjà--vu", "deja-vu"), ("deja-vu", "deja-vu"), ("Ǿ Œ Æ ẞ Ł", "o-oe-ae-ss-l"),
            ("", ""), ("2026", "2026"),
        ]
    )
    func slugs(text: String, expected: String) {
        #expect(slug(of: text) == expected)
        #expect(slug(of: expected) == expected)
    }

    @Test(
        "texts without a Latin letter have slugs that differ",
        arguments: ["職務", "🎉", "—", "Работа"]
    )
    func foreign(text: String) {
        #expect(isSlug(slug(of: text)))
        #expect(slug(of: text) != slug(of: text + "x!職"))
    }

    @Test("a slug is never too long for a folder, and two long texts do not meet")
    func longSlugs() {
        let long = String(repeating: "développeur ", count: 40)
        #expect(slug(of: long).utf8.count < 140)
        #expect(slug(of: long + "a") != slug(of: long + "b"))
    }

    static let paris = DayCustoms(country: "FR", timeZone: "Europe/Paris")

    @Test(
        "a day is read as people write it",
        arguments: [
            ("2026-01-05", "2026-01-05"), ("5 janvier 2026", "2026-01-05"),
            ("lundi 5 janvier 2026", "2026-01-05"), ("1er août 2026", "2026-08-01"),
            ("January 25, 2023", "2023-01-25"), ("Sept. 3, 2023", "2023-09-03"),
            ("3. März 2026", "2026-03-03"), ("12 december 2025", "2025-12-12"),
            ("2026/01/05", "2026-01-05"), ("25th of March 2026", "2026-03-25"),
            ("2026-01-05\u{A0}", "2026-01-05"),
        ]
    )
    func days(text: String, expected: String) throws {
        #expect(readDay(text, Self.paris) == .day(try #require(Day(iso: expected))))
    }

    @Test(
        "a moment is the day it then is on the site",
        arguments: [
            ("2022-02-22T23:00:00.000Z", "Europe/Paris", "2022-02-23"),
            ("2022-02-22T22:59:00Z", "Europe/Paris", "2022-02-22"),
            ("2022-07-22T22:00:00Z", "Europe/Paris", "2022-07-23"),
            ("2022-07-22T21:59:59Z", "Europe/Paris", "2022-07-22"),
            ("2022-02-22T23:00:00+01:00", "Europe/Paris", "2022-02-22"),
            ("2022-02-22 23:00", "Europe/Paris", "2022-02-22"),
            ("2022-02-21T9:00:00.000Z", "Europe/Paris", "2022-02-21"),
            ("2025-03-01T00:00:00Z", "America/Toronto", "2025-02-28"),
            ("2025-03-01T21:30:00-0500", "Pacific/Noumea", "2025-03-02"),
        ]
    )
    func moments(text: String, zone: String, expected: String) throws {
        let customs = DayCustoms(country: "FR", timeZone: zone)
        #expect(readDay(text, customs) == .day(try #require(Day(iso: expected))))
    }

    @Test("numbers with slashes follow the custom of the country")
    func slashes() throws {
        let january = try #require(Day(iso: "2026-01-05"))
        let may = try #require(Day(iso: "2026-05-01"))
        let late = try #require(Day(iso: "2026-01-25"))
        let american = DayCustoms(country: "US", timeZone: "UTC")
        let canadian = DayCustoms(country: "CA", timeZone: "UTC")
        #expect(readDay("05/01/2026", Self.paris) == .dayByCustom(january))
        #expect(readDay("05.01.2026", Self.paris) == .dayByCustom(january))
        #expect(readDay("05/01/2026", american) == .dayByCustom(may))
        #expect(readDay("05/01/2026", canadian) == .ambiguous)
        #expect(readDay("25/01/2026", canadian) == .dayByCustom(late))
    }

    @Test(
        "what is no day is not taken for one",
        arguments: [
            ("2026-02-30", DayReading.impossible), ("30 février 2026", .impossible),
            ("31/02/2026", .impossible), ("2026-13-01", .impossible), ("TBD", .placeholder),
            ("-", .placeholder), ("à définir", .placeholder), ("", .placeholder),
            ("janvier 2026", .unreadable), ("20260105", .unreadable), ("05/01/26", .unreadable),
            ("demain", .unreadable), ("2026-01", .unreadable), ("5 janvier", .unreadable),
            ("2026-01-05T25:61:00Z", .unreadable), ("1 2 3 4 5", .unreadable),
        ]
    )
    func noDays(text: String, expected: DayReading) {
        #expect(readDay(text, Self.paris) == expected)
    }

    @Test("every hour of a year falls on the day that the rules of summer time say")
    func zones() throws {
        let paris = try #require(TimeZoneRule(identifier: "Europe/Paris"))
        // 2026: from 29 March 01:00 UTC to 25 October 01:00 UTC.
        let spring = 1_774_746_000
        let autumn = 1_792_890_000
        #expect(paris.offset(at: spring - 1) == 3600)
        #expect(paris.offset(at: spring) == 7200)
        #expect(paris.offset(at: autumn - 1) == 7200)
        #expect(paris.offset(at: autumn) == 3600)
        let toronto = try #require(TimeZoneRule(identifier: "America/Toronto"))
        // 2026: from 8 March 07:00 UTC to 1 November 06:00 UTC.
        #expect(toronto.offset(at: 1_772_953_199) == -18_000)
        #expect(toronto.offset(at: 1_772_953_200) == -14_400)
        #expect(toronto.offset(at: 1_793_512_799) == -14_400)
        #expect(toronto.offset(at: 1_793_512_800) == -18_000)
        let day = try #require(Day(iso: "2026-12-11"))
        #expect(paris.offset(on: day, secondOfDay: 86_399) == 3600)
        #expect(TimeZoneRule(identifier: "Europe/Nulle") == nil)
    }

    @Test(
        "a salary is read where it is clear",
        arguments: [
            ("2 050 – 2 240 € brut / mois", 2050.0, 2240.0, "EUR", Salary.Period.month, true),
            (
                "2\u{202F}050\u{A0}€ à 2\u{202F}240\u{A0}€ bruts mensuels", 2050, 2240, "EUR",
                .month, true
            ),
            ("45-55 k€ brut annuel", 45_000, 55_000, "EUR", .year, true),
            ("45k – 55k € par an", 45_000, 55_000, "EUR", .year, true),
            ("1.800 € net par mois", 1800, 1800, "EUR", .month, false),
            ("CHF 85'000 – 95'000 brutto / Jahr", 85_000, 95_000, "CHF", .year, true),
            ("12,60 € / heure", 12.6, 12.6, "EUR", .hour, true),
            ("$60,000 to $80,000 per year", 60_000, 80_000, "USD", .year, true),
            ("entre 350 et 450 euros par jour", 350, 450, "EUR", .day, true),
        ] as [(String, Double, Double, String, Salary.Period, Bool)]
    )
    func salaries(
        text: String,
        min: Double,
        max: Double,
        currency: String,
        period: Salary.Period,
        isGross: Bool
    ) {
        let expected = Salary(
            min: min,
            max: max,
            currency: currency,
            period: period,
            isGross: isGross
        )
        #expect(readSalary(text) == expected)
    }

    @Test("bounds and remarks of a salary are kept")
    func salaryBounds() {
        #expect(readSalary("à partir de 2 100 € brut par mois")?.max == nil)
        #expect(readSalary("à partir de 2 100 € brut par mois")?.min == 2100)
        #expect(readSalary("jusqu’à 2 100 € par mois")?.min == nil)
        #expect(readSalary("2 050 – 2 240 € / mois (prime comprise)")?.note == "prime comprise")
    }

    @Test(
        "a salary that is not clear stays a text",
        arguments: [
            "selon profil", "2050", "2 050 €", "2 050 par mois", "de 27 % à 100 % du Smic",
            "2 240 – 2 050 € / mois", "100 € + 200 € + 300 € par mois", "grille A3 2050 € / mois",
            "2050 € ou 2000 CHF / mois", "", "€ / mois",
        ]
    )
    func noSalaries(text: String) {
        #expect(readSalary(text) == nil)
    }

    @Test(
        "a workload is percent, hours or words",
        arguments: [
            ("80 %", Workload(percent: 80)), ("100%", Workload(percent: 100)),
            ("28 h", Workload(hours: 28)), ("28 h / semaine", Workload(hours: 28)),
            ("17h30 par semaine", Workload(hours: 17.5)), ("35 heures", Workload(hours: 35)),
            ("temps plein", Workload(percent: 100, isFullTime: true)),
            ("Temps complet", Workload(percent: 100, isFullTime: true)),
            ("part", Workload(isFullTime: false)),
            ("full-time", Workload(percent: 100, isFullTime: true)),
            ("temps partiel", Workload(text: "temps partiel", isFullTime: false)),
            ("80-100 %", Workload(text: "80-100 %")), ("à discuter", Workload(text: "à discuter")),
        ]
    )
    func workloads(text: String, expected: Workload) {
        #expect(readWorkload(text) == expected)
    }

    @Test(
        "a delay counts days",
        arguments: [
            ("14", 14), ("14 jours", 14), ("2 weeks", 14), ("deux semaines", 14), ("un mois", 30),
            ("3 Wochen", 21), ("10 days", 10),
        ]
    )
    func delays(text: String, days: Int) {
        #expect(readDelay(text) == days)
    }

    @Test(
        "a delay without a number is none",
        arguments: ["vite", "semaine", "2-3 jours", "1 2", ""]
    )
    func noDelays(text: String) {
        #expect(readDelay(text) == nil)
    }

    @Test(
        "an address is checked for what people mistype",
        arguments: [
            ("https://example.org", nil), ("http://localhost:8080/a", nil),
            ("https://exämple.org/é?a=b#c", nil), ("www.example.org", .noScheme),
            ("example.org:8080/a", .noScheme), ("javascript:alert(1)", .scheme("javascript")),
            ("JAVASCRIPT:alert(1)", .scheme("javascript")), ("data:text/html,x", .scheme("data")),
            ("https://example.org/a b", .space), ("https://", .host), ("https:/example.org", .host),
            ("https://exam\"ple.org", .control), ("https://user@example.org", .host),
            ("https://example..org", .host), ("java\tscript:alert(1)", .space),
        ] as [(String, AddressFault?)]
    )
    func webAddresses(text: String, fault: AddressFault?) {
        #expect(webAddressFault(text) == fault)
    }

    @Test(
        "a mail address has one @ and a domain",
        arguments: [
            ("rh@example.org", nil), ("prénom.nom+a@sous.exämple.org", nil),
            ("rh.example.org", .noAt),
            ("a@b@c.org", .severalAts), ("rh@example", .host), ("r h@example.org", .space),
            ("rh@example.org,autre", .host), ("<rh@example.org>", .control),
            ("@example.org", .host),
        ] as [(String, AddressFault?)]
    )
    func mailAddresses(text: String, fault: AddressFault?) {
        #expect(mailAddressFault(text) == fault)
    }

    @Test("hostile texts are read in no time and without a trap")
    func hostile() {
        let digits = String(repeating: "9", count: 5000)
        let texts = [
            digits, String(repeating: "9 ", count: 5000), String(repeating: "é·", count: 5000),
            "\(digits) € / mois", "-\(digits)", "1e999", "nan", "0x7f", "\u{0}\u{1}\u{7F}",
            String(repeating: "(", count: 9000), "2026-\(digits)-01", "\(digits)-01-01T00:00:00Z",
        ]
        for text in texts {
            _ = readDay(text, Self.paris)
            _ = readSalary(text)
            _ = readWorkload(text)
            _ = readDelay(text)
            _ = readAmount(text)
            _ = readPlace(text)
            _ = readContact(text)
            _ = webAddressFault(text)
            _ = mailAddressFault(text)
            _ = forbiddenQuestion(text)
            _ = GenderReading(text, language: "fr")
            #expect(isSlug(slug(of: text)))
        }
    }
}
