/// Reads a delay: `14`, `14 jours`, `2 weeks`, `un mois`.
///
/// - Returns: Days, a month counting thirty; `nil` if the text is no delay.
func readDelay(_ text: String) -> Int? {
    guard let words = words(of: text), (1...3).contains(words.count) else { return nil }
    var count: Int?
    var unit: Int?
    for word in words {
        switch word {
        case .digits(let digits):
            guard count == nil, digits.utf8.count < 5 else { return nil }
            count = Int(digits)
        case .letters(let word):
            if let number = small[word] {
                guard count == nil else { return nil }
                count = number
            } else {
                guard unit == nil, let days = units[word] else { return nil }
                unit = days
            }
        case .sign: return nil
        }
    }
    guard let count else { return nil }
    return count * (unit ?? 1)
}

private let small: [String: Int] = [
    "un": 1, "une": 1, "one": 1, "a": 1, "ein": 1, "eine": 1, "einen": 1, "een": 1, "deux": 2,
    "two": 2, "zwei": 2, "twee": 2, "trois": 3, "three": 3, "drei": 3, "drie": 3, "quatre": 4,
    "four": 4, "vier": 4, "six": 6, "sechs": 6, "zes": 6,
]

private let units: [String: Int] = [
    "j": 1, "jour": 1, "jours": 1, "day": 1, "days": 1, "tag": 1, "tage": 1, "tagen": 1, "dag": 1,
    "dagen": 1, "semaine": 7, "semaines": 7, "week": 7, "weeks": 7, "weken": 7, "woche": 7,
    "wochen": 7, "mois": 30, "month": 30, "months": 30, "monat": 30, "monate": 30, "monaten": 30,
    "maand": 30, "maanden": 30,
]
