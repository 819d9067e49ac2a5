import VivierModel

/// The words for pay in one language, looked up once: each offer needs them in its
/// page, in lists and in the feeds.
struct PayWords: Sendable {
    private let exact: TextPattern
    private let range: TextPattern
    private let from: TextPattern
    private let upTo: TextPattern
    private let whole: TextPattern
    private let gross: String
    private let net: String
    private let periods: [Salary.Period: String]

    init(_ texts: InterfaceTexts) {
        exact = texts.pattern("salary.exact")
        range = texts.pattern("salary.range")
        from = texts.pattern("salary.from")
        upTo = texts.pattern("salary.upto")
        whole = texts.pattern("salary.phrase")
        gross = texts.text("salary.gross")
        net = texts.text("salary.net")
        var periods: [Salary.Period: String] = [:]
        for period in Salary.Period.allCases {
            periods[period] = texts.text("salary.per.\(period.rawValue)")
        }
        self.periods = periods
    }

    /// "2 050 à 2 240 € brut par mois"; `nil` where no amount is given.
    func phrase(_ salary: Salary, _ numbers: NumberStyle, symbol: String) -> String? {
        let amount: String
        switch (salary.min, salary.max) {
        case (let min?, let max?) where min == max:
            amount = exact.filled(["min": numbers.text(min), "currency": symbol])
        case (let min?, let max?):
            amount = range.filled([
                "min": numbers.text(min), "max": numbers.text(max), "currency": symbol,
            ])
        case (let min?, nil):
            amount = from.filled(["min": numbers.text(min), "currency": symbol])
        case (nil, let max?):
            amount = upTo.filled(["max": numbers.text(max), "currency": symbol])
        case (nil, nil): return nil
        }
        return whole.filled([
            "amount": amount, "gross": salary.isGross ? gross : net,
            "per": periods[salary.period] ?? salary.period.rawValue,
        ])
    }
}
