import VivierModel

extension KeyReader {
    /// One line of text; in an adopted tree also a list of texts, joined.
    mutating func text(_ value: ContentValue) -> String? {
        if value.kind == .list, settings.isAdopted {
            let elements = value.elements.filter { !$0.isEmpty }
            if elements.allSatisfy({ $0.kind == .scalar }) {
                let line = elements.map { cleanLine($0.text) }.joined(separator: ", ")
                return line.isEmpty ? nil : line
            }
        }
        guard let text = scalar(value, .text) else { return nil }
        let line = cleanLine(text)
        return line.isEmpty ? nil : line
    }

    /// A short name for an address; what is not one is folded into one.
    mutating func slug(_ value: ContentValue) -> String? {
        guard let text = scalar(value, .slug).map(cleanLine), !text.isEmpty else { return nil }
        if isSlug(text) { return text }
        let folded = VivierSite.slug(of: text)
        complain(.slugForm(text, folded), at: value.range)
        return folded
    }

    /// `true`, `false`, and how people say so.
    mutating func yesOrNo(_ value: ContentValue) -> Bool? {
        guard let text = scalar(value, .yesOrNo) else { return nil }
        if let answer = readYesOrNo(text) { return answer }
        complain(.wrongYesNo(name, text), at: value.range)
        return nil
    }

    /// A whole number within bounds.
    mutating func integer(_ value: ContentValue, _ range: ClosedRange<Int>) -> Int? {
        guard let text = scalar(value, .integer(range)) else { return nil }
        guard let number = Int(trimmed(text)) ?? readAmount(text).flatMap({ Int(exactly: $0) })
        else {
            complain(.wrongNumber(name, text, .integer(range), example: example), at: value.range)
            return nil
        }
        guard range.contains(number) else {
            complain(.outOfRange(name, text, .integer(range)), at: value.range)
            return nil
        }
        return number
    }

    /// A number; words and signs around it are not understood.
    mutating func number(_ value: ContentValue, _ shape: KeyShape) -> Double? {
        guard let text = scalar(value, shape) else { return nil }
        if let number = Double(trimmed(text)) ?? readAmount(text), number.isFinite { return number }
        complain(.wrongNumber(name, text, shape, example: example), at: value.range)
        return nil
    }

    /// Money without its period: `2050`, `2 050 €`.
    mutating func amount(_ value: ContentValue) -> (amount: Double, currency: String?)? {
        guard let text = scalar(value, .amount) else { return nil }
        var amount: Double?
        var currency: String?
        for word in amountWords(of: text) ?? [.sign("?")] {
            switch word {
            case .number(let number) where amount == nil: amount = number
            case .sign("€"), .word("eur"), .word("euro"), .word("euros"): currency = "EUR"
            case .word("chf"): currency = "CHF"
            case .sign("£"): currency = "GBP"
            case .sign("$"): continue
            default:
                complain(.wrongNumber(name, text, .amount, example: example), at: value.range)
                return nil
            }
        }
        guard let amount else {
            complain(.wrongNumber(name, text, .amount, example: example), at: value.range)
            return nil
        }
        return (amount, currency)
    }

    /// One of a closed set, whatever its case; `synonyms` are folded words.
    mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ value: ContentValue,
        _ type: Choice.Type,
        synonyms: [String: Choice] = [:]
    ) -> Choice? where Choice.RawValue == String {
        let names = type.allCases.map(\.rawValue)
        guard let text = scalar(value, .choice(names)) else { return nil }
        let folded = VivierSite.slug(of: trimmed(text))
        if let choice = type.init(rawValue: folded) ?? synonyms[folded] { return choice }
        complain(.unknownChoice(name, text, names), at: value.range)
        return nil
    }

    /// A code of a taxonomy, or any text where the taxonomy is open.
    mutating func term(_ value: ContentValue, _ index: TermIndex) -> String? {
        guard let text = text(value) else { return nil }
        if let code = index.code(for: text) { return code }
        complain(.unknownTerm(text, index.taxonomy), at: value.range)
        return nil
    }
}

/// `true`, `oui`, `ja`; `nil` for anything else.
func readYesOrNo(_ text: String) -> Bool? {
    switch trimmed(text).lowercased() {
    case "true", "yes", "oui", "vrai", "ja", "on", "y", "o": true
    case "false", "no", "non", "faux", "nein", "nee", "off", "n": false
    default: nil
    }
}
