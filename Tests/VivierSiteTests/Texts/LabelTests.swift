import Testing
import VivierModel

@testable import VivierSite

@Suite("Texts: labels of an offer’s facts")
struct LabelTests {
    @Test("says what a post pays")
    func salaries() throws {
        let edition = try Edition.theme("fr")
        func label(_ salary: Salary) -> String? { visible(edition.label(of: salary)) }
        #expect(label(Salary(min: 2050, max: 2240)) == "2'050 à 2'240_€ brut par mois")
        #expect(label(Salary(min: 2050, max: 2050)) == "2'050_€ brut par mois")
        #expect(label(Salary(min: 2050)) == "à partir de 2'050_€ brut par mois")
        #expect(label(Salary(max: 2240)) == "jusqu’à 2'240_€ brut par mois")
        #expect(
            label(Salary(min: 12.02, currency: "CHF", period: .hour, isGross: false))
                == "à partir de 12,02_CHF net par heure"
        )
        #expect(
            label(Salary(min: 1, currency: "XAF", period: .day))
                == "à partir de 1_XAF brut par jour"
        )
    }

    @Test("a pay that is not published, or not given, has no label")
    func noSalary() throws {
        let edition = try Edition.theme("fr")
        #expect(edition.label(of: Salary(min: 2050, isPublished: false)) == nil)
        #expect(edition.label(of: Salary(isPublished: false, text: "selon profil")) == nil)
        #expect(edition.label(of: Salary()) == nil)
        #expect(edition.label(of: Salary(text: "selon profil")) == "selon profil")
    }

    @Test("no label of a pay keeps a placeholder", arguments: ["fr", "en", "nl", "de"])
    func filled(language: String) throws {
        let edition = try Edition.theme(language)
        for period in Salary.Period.allCases {
            for (min, max) in [(1, 2), (1, 1), (1, nil), (nil, 2)] as [(Double?, Double?)] {
                let label = edition.label(of: Salary(min: min, max: max, period: period))
                #expect(label?.contains("{") == false, "\(label ?? "")")
                #expect(label?.contains(".") == false, "a key: \(label ?? "")")
            }
        }
    }

    @Test("says how much of a week a post takes")
    func workloads() throws {
        let edition = try Edition.theme("fr")
        func label(_ workload: Workload) -> String? { visible(edition.label(of: workload)) }
        #expect(label(Workload(percent: 100)) == "Temps plein")
        #expect(label(Workload(percent: 80)) == "Temps partiel, 80_%")
        #expect(label(Workload(percent: 100, hours: 39)) == "Temps plein, 39_h par semaine")
        #expect(label(Workload(hours: 28)) == "28_h par semaine")
        #expect(label(Workload(text: "mi-temps thérapeutique")) == "mi-temps thérapeutique")
        #expect(label(Workload(isFullTime: true)) == "Temps plein")
        #expect(label(Workload(isFullTime: false)) == "Temps partiel")
        #expect(
            label(Workload(text: "temps non complet", isFullTime: false)) == "temps non complet"
        )
        #expect(label(Workload()) == nil)
    }

    @Test(
        "a working time as authors write it has a label",
        arguments: [
            ("temps plein", "Temps plein"), ("part-time", "part-time"), ("full", "Temps plein"),
            ("temps partiel", "Temps partiel"), ("part", "Temps partiel"),
            ("Teilzeit", "Temps partiel"),
            ("80 %", "Temps partiel, 80_%"), ("28 h", "28_h par semaine"), ("variable", "variable"),
        ]
    )
    func readWorkloads(text: String, label: String) throws {
        let edition = try Edition.theme("fr")
        #expect(visible(edition.label(of: readWorkload(text)))?.lowercased() == label.lowercased())
    }

    @Test("says how much is done away from the office")
    func remotes() throws {
        let edition = try Edition.theme("fr")
        func label(_ remote: Remote) -> String? { visible(edition.label(of: remote)) }
        #expect(label(Remote(kind: .none)) == "Sur place")
        #expect(label(Remote(kind: .full)) == "Entièrement à distance")
        #expect(label(Remote(kind: .partial)) == "En partie à distance")
        #expect(
            label(Remote(kind: .partial, daysPerWeek: 1))
                == "1_jour à distance par semaine"
        )
        #expect(
            label(Remote(kind: .partial, daysPerWeek: 3))
                == "3_jours à distance par semaine"
        )
    }

    @Test("says where, in one line")
    func places() throws {
        let edition = try Edition.theme("fr")
        let places = PlaceResolver(country: "FR").resolve(
            ["Dijon", "Beaune", "Dole"].map { Place(town: $0) }
        )
        func label(_ places: [ResolvedPlace]) -> String? { visible(edition.label(of: places)) }
        #expect(label([]) == nil)
        #expect(label([places[0]]) == "Dijon")
        #expect(label(Array(places.prefix(2))) == "Dijon et 1_autre lieu")
        #expect(label(places) == "Dijon et 2_autres lieux")
    }

    @Test("a code without a name is its own name")
    func codes() throws {
        let edition = try Edition.theme("fr")
        #expect(edition.countryName("FR") == "France" && edition.countryName("ZZ") == "ZZ")
        #expect(edition.languageName("fr") == "français" && edition.languageName("xx") == "xx")
        #expect(edition.currencySymbol("EUR") == "€" && edition.currencySymbol("XAF") == "XAF")
    }
}
