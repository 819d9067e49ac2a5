import VivierModel

/// How the days of a language are written, from `date.*` of its texts.
struct DateStyle: Sendable {
    enum Style: String, CaseIterable {
        case full
        case long
        case short
    }

    private let months: [String]
    private let shortMonths: [String]
    private let weekdays: [String]
    private let patterns: [Style: String]
    private let firstDay: String?
    private let firstDayText: String?

    init(_ texts: InterfaceTexts) {
        months = texts.list("date.months")
        shortMonths = texts.list("date.months_short")
        weekdays = texts.list("date.weekdays")
        firstDay = texts["date.first_day"].flatMap { $0.isEmpty ? nil : $0 }
        firstDayText = texts["date.first_day_text"].flatMap { $0.isEmpty ? nil : $0 }
        var patterns: [Style: String] = [:]
        for style in Style.allCases { patterns[style] = texts["date.\(style.rawValue)"] }
        self.patterns = patterns
    }

    /// A day in words: "vendredi 11 décembre 2026".
    ///
    /// `first` is how the first of a month is written where that differs
    /// (`1er`); the texts give it as HTML, with a superscript.
    ///
    /// - Returns: HTML, safe to put into a page as it is.
    func html(_ day: Day, _ style: Style) -> String {
        write(day, style, first: firstDay)
    }

    /// The same in plain text: "mardi 1er décembre 2026".
    func text(_ day: Day, _ style: Style) -> String {
        write(day, style, first: firstDayText)
    }

    private func write(_ day: Day, _ style: Style, first: String?) -> String {
        guard let pattern = patterns[style], months.count == 12, weekdays.count == 7 else {
            return day.iso
        }
        let (year, month, number) = day.parts
        var text = ""
        var rest = pattern[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            text += rest[..<open]
            switch rest[rest.index(after: open)..<close] {
            case "weekday": text += weekdays[day.weekday]
            case "day": text += number == 1 ? first ?? "1" : String(number)
            case "month": text += months[month - 1]
            case "month_short": text += (shortMonths.count == 12 ? shortMonths : months)[month - 1]
            case "year": text += String(year)
            default: text += rest[open...close]
            }
            rest = rest[rest.index(after: close)...]
        }
        return text + rest
    }
}
