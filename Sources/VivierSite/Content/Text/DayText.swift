import VivierModel

/// What a text given as a date says.
enum DayReading: Equatable {
    case day(Day)
    /// `05/01/2026`, read in the order usual in the site's country.
    case dayByCustom(Day)
    /// `TBD`, `-`, nothing.
    case placeholder
    /// `2026-02-30`.
    case impossible
    /// `05/01/2026` where both orders are usual.
    case ambiguous
    case unreadable
}

/// How dates are understood on a site.
struct DayCustoms: Sendable {
    /// Whether `05/01/2026` is in January (`true`), in May, or anybody's guess.
    let isDayFirst: Bool?
    let zone: TimeZoneRule

    init(country: String, timeZone: String) {
        isDayFirst = country == "US" ? false : country == "CA" ? nil : true
        zone = TimeZoneRule(identifier: timeZone) ?? .utc
    }
}

/// Reads a day: `2026-01-05`, `2026-01-05T22:30:00Z` (the day it is then in the
/// site's zone), `5 janvier 2026`, `January 5, 2026`, `05/01/2026`.
func readDay(_ text: String, _ customs: DayCustoms) -> DayReading {
    if let day = plainDay(text) { return day }
    let text = trimmed(text)
    if let reading = plainDay(text) ?? timedDay(text, customs.zone) { return reading }
    guard let words = words(of: text) else { return .unreadable }
    if isPlaceholder(words) { return .placeholder }
    return spokenDay(words, customs)
}

/// `YYYY-MM-DD` and nothing else.
private func plainDay(_ text: String) -> DayReading? {
    let utf8 = text.utf8
    guard utf8.count == 10 else { return nil }
    var digits: (year: Int, month: Int, day: Int) = (0, 0, 0)
    var index = 0
    for byte in utf8 {
        if index == 4 || index == 7 {
            guard byte == UInt8(ascii: "-") else { return nil }
        } else {
            guard byte >= 48, byte <= 57 else { return nil }
            let digit = Int(byte - 48)
            if index < 4 {
                digits.year = digits.year * 10 + digit
            } else if index < 7 {
                digits.month = digits.month * 10 + digit
            } else {
                digits.day = digits.day * 10 + digit
            }
        }
        index += 1
    }
    let day = Day(year: digits.year, month: digits.month, day: digits.day)
    return day.map { .day($0) } ?? .impossible
}

/// `2026-01-05T22:30:00.000Z`, `2026-01-05 22:30`, `2026-01-05T22:30:00+02:00`.
private func timedDay(_ text: String, _ zone: TimeZoneRule) -> DayReading? {
    let bytes = Array(text.utf8)
    guard bytes.count > 14,
        bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: "t")
            || bytes[10] == UInt8(ascii: " "), let reading = plainDay(String(text.prefix(10)))
    else { return nil }
    guard case .day(let day) = reading else { return reading }
    let hourDigits = bytes[11...].prefix { $0 != UInt8(ascii: ":") }
    let colon = hourDigits.endIndex
    guard hourDigits.count < 3, let hour = number(hourDigits), colon + 3 <= bytes.count,
        let minute = number(bytes[(colon + 1)..<(colon + 3)]), hour < 25, minute < 60
    else { return nil }
    var rest = bytes[(colon + 3)...]
    if rest.first == UInt8(ascii: ":") {
        rest = rest.dropFirst()
        rest = rest.drop { (48...57).contains($0) || $0 == UInt8(ascii: ".") }
    }
    rest = rest.drop { $0 == UInt8(ascii: " ") }
    guard let sign = rest.first else { return .day(day) }
    var offset = 0
    if sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
        let digits = rest.dropFirst().filter { $0 != UInt8(ascii: ":") }
        guard digits.count == 4 || digits.count == 2, let hours = number(digits[..<2]),
            let minutes = digits.count == 4 ? number(digits[2...]) : 0
        else { return nil }
        offset = (hours * 60 + minutes) * (sign == UInt8(ascii: "-") ? -60 : 60)
    } else {
        guard rest.count == 1, sign | 0x20 == UInt8(ascii: "z") else { return nil }
    }
    let instant = Int(day.number) * 86_400 + hour * 3600 + minute * 60 - offset
    return .day(zone.day(at: instant))
}

private func number(_ digits: some Collection<UInt8>) -> Int? {
    var value = 0
    for digit in digits {
        guard (48...57).contains(digit), value < 100_000 else { return nil }
        value = value * 10 + Int(digit - 48)
    }
    return digits.isEmpty ? nil : value
}

private func isPlaceholder(_ words: [Word]) -> Bool {
    var text = ""
    for word in words {
        switch word {
        case .letters(let letters): text += letters
        case .digits: return false
        case .sign: continue
        }
    }
    return placeholders.contains(text)
}

/// Folded and without spaces.
private let placeholders: Set<String> = [
    "", "tbd", "tba", "tbc", "na", "nc", "none", "null", "nil", "aucun", "aucune", "neant",
    "adefinir", "apreciser", "avenir", "aconfirmer", "inconnu", "inconnue", "unknown", "keine",
    "geen", "offen", "nochoffen", "nogonbekend", "nognietbekend", "xx", "xxx",
]

/// A date in words or with slashes.
private func spokenDay(_ words: [Word], _ customs: DayCustoms) -> DayReading {
    var numbers: [(value: Int, digits: Int)] = []
    var month: Int?
    var monthPlace = 0
    for word in words {
        switch word {
        case .digits(let digits):
            guard let value = number(Array(digits.utf8)), numbers.count < 3 else {
                return .unreadable
            }
            numbers.append((value, digits.utf8.count))
        case .letters(let letters):
            if let named = months[letters] {
                guard month == nil else { return .unreadable }
                month = named
                monthPlace = numbers.count
            } else if !fillers.contains(letters) {
                return .unreadable
            }
        case .sign(let sign):
            guard ",./-–’'()".unicodeScalars.contains(sign) else { return .unreadable }
        }
    }
    if let month {
        guard numbers.count == 2, monthPlace < 2, numbers[1].digits == 4, numbers[0].digits < 3
        else { return .unreadable }
        let day = Day(year: numbers[1].value, month: month, day: numbers[0].value)
        return day.map { .day($0) } ?? .impossible
    }
    guard numbers.count == 3 else { return .unreadable }
    if numbers[0].digits == 4 {
        let day = Day(year: numbers[0].value, month: numbers[1].value, day: numbers[2].value)
        return day.map { .day($0) } ?? .impossible
    }
    guard numbers[2].digits == 4 else { return .unreadable }
    let (first, second, year) = (numbers[0].value, numbers[1].value, numbers[2].value)
    let dayFirst = Day(year: year, month: second, day: first)
    let monthFirst = Day(year: year, month: first, day: second)
    switch (dayFirst, monthFirst) {
    case (nil, nil): return .impossible
    case (let day?, nil), (nil, let day?): return .dayByCustom(day)
    case (let day?, let other?):
        if day == other { return .dayByCustom(day) }
        guard let isDayFirst = customs.isDayFirst else { return .ambiguous }
        return .dayByCustom(isDayFirst ? day : other)
    }
}

/// French, English, German and Dutch, whole and shortened.
private let months: [String: Int] = {
    let names = [
        "janvier janv jan january januar januari janner",
        "fevrier fev fevr feb february februar februari",
        "mars march marz mar maart mrt maerz", "avril avr april apr", "mai may mei",
        "juin june juni jun", "juillet juil july juli jul", "aout august aug augustus",
        "septembre sept sep september", "octobre oct october oktober okt",
        "novembre nov november", "decembre dec december dezember dez",
    ]
    var months: [String: Int] = [:]
    for (index, list) in names.enumerated() {
        for name in list.split(separator: " ") { months[String(name)] = index + 1 }
    }
    return months
}()

/// Weekdays, ordinals and articles that stand around a date.
private let fillers: Set<String> = Set(
    ("lundi mardi mercredi jeudi vendredi samedi dimanche monday tuesday wednesday thursday friday "
        + "saturday sunday mon tue wed thu fri sat sun montag dienstag mittwoch donnerstag freitag "
        + "samstag sonntag maandag dinsdag woensdag donderdag vrijdag zaterdag zondag "
        + "er st nd rd th le on the den der of")
        .split(separator: " ").map(String.init)
)
