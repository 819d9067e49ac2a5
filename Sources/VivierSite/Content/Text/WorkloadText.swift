import VivierModel

/// Reads a working time: `80 %`, `28 h`, `28 h 30 / semaine`, `temps plein`.
///
/// - Returns: Percent, hours or full and part time where that is all the text
///   says; otherwise the text as it is.
func readWorkload(_ text: String) -> Workload {
    guard let words = amountWords(of: text) else { return Workload(text: text) }
    if let isFull = fullOrPart(words) {
        return Workload(
            percent: isFull ? 100 : nil,
            text: isFull || words.count == 1 ? nil : text,
            isFullTime: isFull
        )
    }
    guard case .number(let value)? = words.first, words.count > 1 else {
        return Workload(text: text)
    }
    if words.count == 2, words[1] == .sign("%") {
        return (1...100).contains(value) ? Workload(percent: value) : Workload(text: text)
    }
    guard case .word(let unit) = words[1], hourWords.contains(unit) else {
        return Workload(text: text)
    }
    var hours = value
    var rest = words[2...]
    if case .number(let minutes)? = rest.first, minutes < 60 {
        hours += minutes / 60
        rest = rest.dropFirst()
    }
    let isWeekly = rest.allSatisfy { word in
        switch word {
        case .word(let word): weekWords.contains(word)
        case .sign(let sign): sign == "/" || sign == "."
        case .number: false
        }
    }
    guard isWeekly, hours > 0, hours <= 80 else { return Workload(text: text) }
    return Workload(hours: hours)
}

/// Whether the words say full time or part time, and nothing else.
private func fullOrPart(_ words: [AmountWord]) -> Bool? {
    var key = ""
    for word in words {
        switch word {
        case .word(let word): key += word
        case .sign("-"), .sign("–"): continue
        default: return nil
        }
    }
    switch key {
    case "full", "fulltime", "tempsplein", "tempscomplet", "pleintemps", "atempsplein", "vollzeit",
        "voltijds", "voltijd":
        return true
    case "part", "parttime", "tempspartiel", "tempsnoncomplet", "atempspartiel", "teilzeit",
        "deeltijds", "deeltijd":
        return false
    default: return nil
    }
}

private let hourWords: Set<String> = [
    "h", "hrs", "heure", "heures", "hour", "hours", "std", "stunde", "stunden", "uur", "u",
]

private let weekWords: Set<String> = [
    "par", "per", "pro", "a", "the", "semaine", "sem", "hebdo", "hebdomadaires", "hebdomadaire",
    "week", "weekly", "woche",
]
