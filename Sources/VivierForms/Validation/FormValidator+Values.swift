import VivierModel

extension FormValidator {
    /// The normal form of one value; nothing if it is refused.
    mutating func read(_ value: String, _ field: FormField, _ name: String) -> [String] {
        let isText = value.unicodeScalars.allSatisfy { isPrintable($0) }
        guard isText else {
            refuse(field, name, .controlCharacter)
            return []
        }
        switch field.kind {
        case .text(let rule): return read(text: value, rule, field, name)
        case .town: return read(line: value, townLength, nil, field, name)
        case .mail:
            let sent = withoutOuterSpaces(oneLine(value))
            guard length(of: sent) <= mailLength else {
                refuse(field, name, .tooLong, ["max": String(mailLength)])
                return []
            }
            guard let address = normalMailAddress(sent) else {
                refuse(field, name, .mail)
                return []
            }
            return [address]
        case .phone:
            guard let lines = checked(value, most: phoneLength, field, name) else { return [] }
            guard let number = normalPhoneNumber(lines, country: country) else {
                refuse(field, name, .phone)
                return []
            }
            return [number]
        case .date(let rule): return read(day: value, rule, field, name)
        case .number(let rule): return read(number: value, rule, field, name)
        case .choice(let options): return read(option: value, options, field, name)
        case .consent: return isYes(value) ? ["yes"] : []
        case .several, .file, .group: return []
        }
    }

    private mutating func read(
        text value: String,
        _ rule: FormField.TextRule,
        _ field: FormField,
        _ name: String
    ) -> [String] {
        guard rule.lines > 1 else {
            let sent = oneLine(value)
            if let pattern = rule.pattern, !pattern.matches(sent) {
                refuse(field, name, .pattern)
                return []
            }
            return read(line: sent, rule.maximum, rule.minimum, field, name)
        }
        let text = value.replacingLineEnds
        guard checked(text, least: rule.minimum, most: rule.maximum, field, name) != nil else {
            return []
        }
        return [text.trimmed]
    }

    private mutating func read(
        line value: String,
        _ most: Int,
        _ least: Int?,
        _ field: FormField,
        _ name: String
    ) -> [String] {
        checked(oneLine(value), least: least, most: most, field, name).map { [$0.trimmed] } ?? []
    }

    /// The value, if its length is within bounds.
    private mutating func checked(
        _ value: String,
        least: Int? = nil,
        most: Int,
        _ field: FormField,
        _ name: String
    ) -> String? {
        let length = length(of: value)
        if let least, length < least {
            refuse(field, name, .tooShort, ["min": String(least)])
            return nil
        }
        guard length <= most else {
            refuse(field, name, .tooLong, ["max": String(most)])
            return nil
        }
        return value
    }

    private mutating func read(
        day value: String,
        _ rule: FormField.DateRule,
        _ field: FormField,
        _ name: String
    ) -> [String] {
        let sent = oneLine(value)
        guard FieldPattern.date.matches(sent) else {
            refuse(field, name, .date)
            return []
        }
        guard let day = dayWritten(sent) else {
            refuse(field, name, .noSuchDay)
            return []
        }
        if let earliest = rule.earliest, day < earliest {
            refuse(field, name, .tooEarly, ["min": earliest.iso])
            return []
        }
        if let latest = rule.latest, latest < day {
            refuse(field, name, .tooLate, ["max": latest.iso])
            return []
        }
        return [day.iso]
    }

    private mutating func read(
        number value: String,
        _ rule: FormField.NumberRule,
        _ field: FormField,
        _ name: String
    ) -> [String] {
        let sent = oneLine(value)
        let text = String(sent.trimmed.map { $0 == "," ? "." : $0 })
        guard FieldPattern.number.matches(sent), let number = Double(text) else {
            refuse(field, name, .number)
            return []
        }
        if let minimum = rule.minimum, number < Double(minimum) {
            refuse(field, name, .tooSmall, ["min": String(minimum)])
            return []
        }
        if let maximum = rule.maximum, number > Double(maximum) {
            refuse(field, name, .tooLarge, ["max": String(maximum)])
            return []
        }
        return [text]
    }

    mutating func read(
        option value: String,
        _ options: [FormField.Option],
        _ field: FormField,
        _ name: String
    ) -> [String] {
        if options.contains(where: { $0.code == value }) { return [value] }
        refuse(field, name, .notAnOption)
        return []
    }
}

/// What HTML does to the value of a field of one line: line ends go.
private func oneLine(_ text: String) -> String {
    var line = String.UnicodeScalarView()
    line.append(contentsOf: text.unicodeScalars.filter { $0 != "\n" && $0 != "\r" })
    return String(line)
}

/// What browsers do to a mail address: ASCII spaces around it go.
private func withoutOuterSpaces(_ text: String) -> String {
    func isSpace(_ scalar: Unicode.Scalar) -> Bool { " \t\u{C}".unicodeScalars.contains(scalar) }
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !isSpace($0) }),
        let last = scalars.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(String.UnicodeScalarView(scalars[first...last]))
}

/// UTF-16 units.
private func length(of text: String) -> Int { text.utf16.count }

/// Neither a control character, but for tabs and line ends, nor one that says
/// "not a character".
private func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: true
    case 0..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF: false
    default: true
    }
}

/// What browsers and programs send for a box that is ticked.
private func isYes(_ value: String) -> Bool {
    ["yes", "on", "true", "1", "oui", "ja"].contains(value.trimmed.lowercased())
}

extension String {
    /// Every line end as one line feed: browsers send two characters.
    fileprivate var replacingLineEnds: String {
        var result = String.UnicodeScalarView()
        var wasReturn = false
        for scalar in unicodeScalars {
            if scalar == "\r" {
                result.append("\n")
            } else if scalar != "\n" || !wasReturn {
                result.append(scalar)
            }
            wasReturn = scalar == "\r"
        }
        return String(result)
    }
}
