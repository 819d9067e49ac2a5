import VivierModel

/// The site in one language: its words, its addresses, its templates.
final class Edition: Sendable {
    let texts: InterfaceTexts
    let routes: Routes
    let dates: DateStyle
    let numbers: NumberStyle
    private let payWords: PayWords
    private let countries: [String: String]
    private let currencies: [String: String]

    var language: String { texts.language }

    init(texts: InterfaceTexts, routes: Routes) {
        self.texts = texts
        self.routes = routes
        self.dates = DateStyle(texts)
        self.numbers = NumberStyle(texts)
        self.payWords = PayWords(texts)
        self.countries = texts.group("place.countries")
        self.currencies = texts.group("money.symbols")
    }

    /// "2 050 à 2 240 € brut par mois"; `nil` if the offer gives no pay to show.
    func label(of salary: Salary) -> String? {
        guard salary.isPublished else { return nil }
        if let text = salary.text { return text }
        return payWords.phrase(salary, numbers, symbol: currencySymbol(salary.currency))
    }

    func countryName(_ code: String) -> String { countries[code] ?? code }

    func currencySymbol(_ code: String) -> String { currencies[code] ?? code }
}

extension Edition {
    /// "Temps plein", "80 %", "28 h par semaine".
    func label(of workload: Workload) -> String? {
        if let percent = workload.percent {
            if percent >= 100 {
                guard let hours = workload.hours else { return texts.text("workload.full") }
                return texts.text("workload.full") + ", "
                    + texts.text("workload.hours", ["n": numbers.text(hours)])
            }
            return texts.text("workload.percent", ["n": numbers.text(percent)])
        }
        if let hours = workload.hours {
            return texts.text("workload.hours", ["n": numbers.text(hours)])
        }
        return workload.text
            ?? workload.isFullTime.map { texts.text($0 ? "workload.full" : "workload.part") }
    }

    /// "2 jours à distance par semaine".
    func label(of remote: Remote) -> String {
        if remote.kind == .partial, let days = remote.daysPerWeek {
            return texts.plural("remote.days", count: days, ["n": String(days)])
                ?? texts.text("remote.partial")
        }
        return texts.text("remote.\(remote.kind.rawValue)")
    }

    /// "Aubrelle", or "Aubrelle et 2 autres lieux".
    func label(of places: [ResolvedPlace]) -> String? {
        guard let first = places.first?.place.town else { return nil }
        let more = places.count - 1
        guard more > 0 else { return first }
        return texts.plural("place.more", count: more, ["town": first, "n": String(more)]) ?? first
    }

    func languageName(_ code: String) -> String { texts["language_names.\(code)"] ?? code }
}
