import VivierModel

/// A mail address in small letters; `nil` if it is none.
///
/// The grammar of `type=email` (HTML, "valid e-mail address"), with a dot in the
/// domain.
func normalMailAddress(_ text: String) -> String? {
    let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, parts[0].allSatisfy(isMailByte) else { return nil }
    let labels = parts[1].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard labels.count >= 2, labels.allSatisfy(isDomainLabel), labels[labels.count - 1].count >= 2
    else { return nil }
    return text.lowercased()
}

private func isMailByte(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || ".!#$%&'*+/=?^_`{|}~-".utf8.contains(byte)
}

private func isDomainLabel(_ label: some BidirectionalCollection<UInt8>) -> Bool {
    guard let first = label.first, let last = label.last, label.count <= 63 else { return false }
    return isLetterOrDigit(first) && isLetterOrDigit(last)
        && label.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
}

private func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (97...122).contains(byte | 0x20)
}

/// A telephone number as `+` and digits; `nil` if it is none.
///
/// Without a country of its own it is one of `country`; where that country is not
/// known, its digits stay as they are.
func normalPhoneNumber(_ text: String, country: String) -> String? {
    guard FieldPattern.phone.matches(text) else { return nil }
    // "+33 (0)6": the zero in brackets is dialled inside the country only.
    let scalars = Array(text.unicodeScalars)
    var digits = ""
    for (index, scalar) in scalars.enumerated() where ("0"..."9").contains(scalar) {
        let isTrunk =
            scalar == "0" && index > 0 && scalars[index - 1] == "("
            && index + 1 < scalars.count && scalars[index + 1] == ")"
        if !isTrunk || digits.isEmpty { digits.unicodeScalars.append(scalar) }
    }
    if text.contains("+") { return "+" + digits }
    if digits.hasPrefix("00") { return "+" + digits.dropFirst(2) }
    guard let prefix = countryPrefixes[country] else { return digits }
    return "+" + prefix + (digits.hasPrefix("0") ? String(digits.dropFirst()) : digits)
}

private let countryPrefixes = [
    "FR": "33", "BE": "32", "CH": "41", "LU": "352", "DE": "49", "NL": "31", "GB": "44",
    "MC": "377", "CA": "1", "US": "1",
]

/// The day of a text that matches ``FieldPattern/date``, the day or the year first.
///
/// - Returns: `nil` if the calendar has no such day.
func dayWritten(_ text: String) -> Day? {
    let numbers = text.split { !("0"..."9").contains($0) }.compactMap { Int($0) }
    guard numbers.count == 3 else { return nil }
    return numbers[0] > 31 || text.trimmed.prefix(4).allSatisfy(\.isNumber)
        ? Day(year: numbers[0], month: numbers[1], day: numbers[2])
        : Day(year: numbers[2], month: numbers[1], day: numbers[0])
}
