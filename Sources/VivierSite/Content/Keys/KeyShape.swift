/// What a key takes.
///
/// The reader's messages, `docs/content.md` and the JSON Schemas all speak of a
/// value through this one description of it.
indirect enum KeyShape: Sendable {
    case text
    case slug
    case day
    case yesOrNo
    case integer(ClosedRange<Int>)
    case number(ClosedRange<Double>)
    /// Money: a number, or a text such as `2 050 €`.
    case amount
    case percent
    case choice([String])
    /// A code of `taxonomies/NAME.yml`.
    case term(String)
    case webAddress
    case mailAddress
    /// An address, with a name before it or not: `Recrutement <rh@example.org>`.
    case mailbox
    case phone
    /// A file of the content folder: `assets/images/accueil.jpg`.
    case path
    /// A page of the site: `/offres/ancienne/`.
    case page
    case color
    case country
    case language
    case currency
    case timeZone
    /// One or several; see ``KeyDocumentation/splitsAtCommas``.
    case list(KeyShape)
    case either([KeyShape])
    case keys([KeyDocumentation])
    /// Keys of the author's choice.
    case names(KeyShape)
}

extension KeyShape {
    /// As a message and the documentation say it: "a date such as 2026-05-31".
    var words: String {
        switch self {
        case .text: "a text"
        case .slug: "a short name such as 'educateur-lyon'"
        case .day: "a date such as 2026-05-31"
        case .yesOrNo: "true or false"
        case .integer(let range): "a whole number" + KeyShape.bounds(range)
        case .number: "a number"
        case .amount: "an amount such as 2050"
        case .percent: "a percentage from 1 to 100"
        case .choice(let choices): listed(choices)
        case .term(let name): "a code of taxonomies/\(name).yml"
        case .webAddress: "a web address such as https://www.example.org"
        case .mailAddress: "a mail address such as rh@example.org"
        case .mailbox: "a mail address, after a name if you like: Recrutement <rh@example.org>"
        case .phone: "a telephone number"
        case .path: "a path such as assets/images/accueil.jpg"
        case .page: "a page of the site such as /offres/ancienne/"
        case .color: "a colour such as '#1f4e79'"
        case .country: "a country code of two letters such as FR"
        case .language: "a language code such as fr"
        case .currency: "a currency code such as EUR"
        case .timeZone: "a time zone such as Europe/Paris"
        case .list(let element): "a list, each being \(element.words)"
        case .either(let shapes): listed(shapes.map(\.words))
        case .keys(let keys): "the keys \(keys.map(\.name).joined(separator: ", "))"
        case .names(let value): "names of your choice, each with \(value.words)"
        }
    }

    /// The keys inside, for shapes that have some.
    var keys: [KeyDocumentation] {
        switch self {
        case .keys(let keys): keys
        case .list(let element), .names(let element): element.keys
        case .either(let shapes): shapes.flatMap(\.keys)
        default: []
        }
    }

    /// What one value of a list is; the shape itself if it is no list.
    var element: KeyShape {
        if case .list(let element) = self { return element }
        return self
    }

    private static func bounds(_ range: ClosedRange<Int>) -> String {
        switch (range.lowerBound, range.upperBound) {
        case (Int.min, _): ""
        case (let low, Int.max): " of \(low) or more"
        case (let low, let high): " from \(low) to \(high)"
        }
    }
}

/// Words joined as in speech: `a, b or c`.
func listed(_ words: [String], _ conjunction: String = "or") -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " \(conjunction) \(last)"
}
