import VivierModel

/// Reads a salary written as a sentence, where it is clear.
///
/// `2 050 – 2 240 € brut / mois` gives two bounds, euros, a month, before tax.
/// Clear means: one or two amounts, a currency, a period, and no word that is not
/// understood. A remark in brackets at the end becomes the note.
///
/// - Returns: `nil` for anything else: the text then stays as it is.
func readSalary(_ text: String) -> Salary? {
    var main = text[...]
    var note: String?
    if text.utf8.last == UInt8(ascii: ")"), let open = text.lastIndex(of: "(") {
        main = text[..<open]
        note = trimmed(String(text[text.index(after: open)...].dropLast()))
    }
    guard let words = amountWords(of: String(main)) else { return nil }
    var reading = SalaryReading()
    for word in words {
        guard reading.take(word) else { return nil }
    }
    return reading.salary(note: note)
}

private struct SalaryReading {
    private var amounts: [Double] = []
    private var currency: String?
    private var period: Salary.Period?
    private var isGross: Bool?
    private var isLowerBound = false
    private var isUpperBound = false

    /// - Returns: `false` for what has no place in a salary.
    mutating func take(_ word: AmountWord) -> Bool {
        switch word {
        case .number(let value):
            guard amounts.count < 2, value.isFinite else { return false }
            amounts.append(value)
        case .sign(let sign):
            switch sign {
            case "€": return set("EUR")
            case "£": return set("GBP")
            case "$": return set("USD")
            case "-", "–", "—", "/", ".", ",", "’", "'", "~": return true
            default: return false
            }
        case .word(let word): return take(word)
        }
        return true
    }

    private mutating func take(_ word: String) -> Bool {
        switch word {
        case "eur", "euro", "euros": return set("EUR")
        case "chf": return set("CHF")
        case "usd": return set("USD")
        case "cad": return set("CAD")
        case "gbp": return set("GBP")
        case "k":
            // "45-55 k€": the thousands belong to both.
            amounts = amounts.map { $0 < 1000 ? $0 * 1000 : $0 }
        case "brut", "bruts", "brute", "brutes", "gross", "bruto", "brutto": isGross = true
        case "net", "nets", "nette", "nettes", "netto": isGross = false
        case "partir", "des", "from", "ab", "vanaf", "minimum", "min", "mindestens":
            isLowerBound = true
        case "jusqu", "jusque", "up", "maximum", "max", "maximal": isUpperBound = true
        case "a", "et", "entre", "and", "between", "to", "bis", "tot", "und", "zwischen", "tussen",
            "en", "de", "du", "par", "per", "pro", "le", "un", "une", "the", "of", "l":
            return true
        default:
            guard let named = readPeriod(folded: word), period == nil || period == named else {
                return false
            }
            period = named
        }
        return true
    }

    private mutating func set(_ code: String) -> Bool {
        guard currency == nil || currency == code else { return false }
        currency = code
        return true
    }

    func salary(note: String?) -> Salary? {
        guard let currency, let period, let first = amounts.first, let last = amounts.last,
            first <= last, last > 0, !(isLowerBound && isUpperBound)
        else { return nil }
        if amounts.count == 2, isLowerBound || isUpperBound { return nil }
        var salary = Salary(currency: currency, period: period, isGross: isGross ?? true)
        salary.min = isUpperBound ? nil : first
        salary.max = isLowerBound ? nil : last
        salary.note = note
        return salary
    }
}

/// The period a folded word stands for: `mois`, `monthly`, `an`.
func readPeriod(folded word: String) -> Salary.Period? {
    switch word {
    case "mois", "mensuel", "mensuels", "mensuelle", "month", "monthly", "months", "monat",
        "monatlich", "maand", "maandelijks":
        .month
    case "an", "ans", "annee", "annuel", "annuels", "annuelle", "year", "yearly", "annual",
        "annually", "annum", "jahr", "jahrlich", "jaar", "jaarlijks":
        .year
    case "jour", "jours", "journalier", "journaliere", "day", "daily", "tag", "taglich", "dag":
        .day
    case "heure", "heures", "horaire", "hour", "hourly", "h", "stunde", "stundlich", "uur": .hour
    default: nil
    }
}
