import VivierDiagnostics
import VivierModel

// What is said about single values: shapes, numbers, dates, closed sets.

extension Complaint {
    static func wrongShape(
        _ key: String,
        _ shape: KeyShape,
        found value: ContentValue,
        example: String
    ) -> Complaint {
        let found =
            switch value.kind {
            case .nothing: "nothing"
            case .scalar: quoted(value.text)
            case .list: "a list"
            case .keys: "keys with values of their own"
            }
        return Complaint(
            .wrongShape,
            "'\(key)' takes \(shape.words), not \(found)",
            hint: "for example: \(example)"
        )
    }

    static func missingPart(_ key: String, _ part: String, example: String) -> Complaint {
        Complaint(.missingPart, "'\(key)' does not say its '\(part)'", hint: "add it: \(example)")
    }

    static func wrongYesNo(_ key: String, _ text: String) -> Complaint {
        let takes = key == "closed" ? "true, false or a date" : "true or false"
        return Complaint(
            .wrongYesNo,
            "'\(key)' takes \(takes), not \(quoted(text))",
            hint: "write '\(last(key)): true' or '\(last(key)): false', or leave the line out"
        )
    }

    static func wrongNumber(
        _ key: String,
        _ text: String,
        _ shape: KeyShape,
        example: String
    ) -> Complaint {
        Complaint(
            .wrongNumber,
            "'\(key)' takes \(shape.words), not \(quoted(text))",
            hint: "for example: \(example)"
        )
    }

    static func outOfRange(_ key: String, _ text: String, _ shape: KeyShape) -> Complaint {
        Complaint(.outOfRange, "'\(key)' takes \(shape.words); \(quoted(text)) is outside")
    }

    static func wrongDate(_ key: String, _ text: String) -> Complaint {
        Complaint(
            .wrongDate,
            "\(quoted(text)) is not a date",
            hint: "write year, month and day: \(last(key)): 2026-05-31"
        )
    }

    static func impossibleDate(_ text: String) -> Complaint {
        Complaint(
            .impossibleDate,
            "the calendar has no day \(quoted(text))",
            hint: "check the day and the month: the order is year-month-day"
        )
    }

    static func ambiguousDate(_ key: String, _ text: String) -> Complaint {
        Complaint(
            .ambiguousDate,
            "\(quoted(text)) can be read in two ways",
            hint: "write year, month and day: \(last(key)): 2026-05-31"
        )
    }

    static func dateForm(_ key: String, _ text: String, _ day: Day) -> Complaint {
        Complaint(
            .dateForm,
            "\(quoted(text)) is taken as \(day.iso)",
            hint: "write it so that nobody can be mistaken: \(last(key)): \(day.iso)"
        )
    }

    static func noDate(_ key: String, _ text: String) -> Complaint {
        Complaint(
            .noDate,
            "\(quoted(text)) is taken as no date",
            hint: "leave '\(key)' out until there is one"
        )
    }

    static func unclearDelay(_ key: String, _ text: String) -> Complaint {
        Complaint(
            .unclearDelay,
            "\(quoted(text)) is not a number of days",
            hint: "for example: \(last(key)): 14, or \(last(key)): 2 weeks, or a date"
        )
    }

    static func unknownChoice(_ key: String, _ text: String, _ choices: [String]) -> Complaint {
        Complaint(
            .unknownChoice,
            "'\(key)' cannot be \(quoted(text))",
            hint: "use \(listed(choices))"
        )
    }

    static func unknownRemote(_ text: String) -> Complaint {
        Complaint(
            .unknownChoice,
            "'remote' cannot be \(quoted(text))",
            hint: "use none, partial, full or a number of days a week;"
                + " other words go into a note: remote: {kind: partial, note: …}"
        )
    }

    static func unknownTerm(_ text: String, _ taxonomy: Taxonomy) -> Complaint {
        let codes = taxonomy.terms.map(\.code)
        let near = nearestTerms(to: text, in: taxonomy)
        var hint = "add it to taxonomies/\(taxonomy.name).yml"
        if !near.isEmpty {
            hint = "did you mean \(listed(near.map { "'\($0)'" }))? Otherwise \(hint)"
        } else if codes.count <= 12, !codes.isEmpty {
            hint = "use \(listed(codes)), or \(hint)"
        }
        return Complaint(.unknownTerm, "unknown \(taxonomy.name) \(quoted(text))", hint: hint)
    }

    static func wrongROMECode(_ text: String) -> Complaint {
        Complaint(
            .wrongCode,
            "\(quoted(text)) is not a code of ROME",
            hint: "a code is a letter and four digits: rome: K1207"
        )
    }

    static func unknownCountry(_ text: String) -> Complaint {
        Complaint(
            .unknownCountry,
            "unknown country \(quoted(text))",
            hint: "write the code of two letters: FR, BE, CH, LU, DE, NL, CA…"
        )
    }

    static func unknownLanguage(_ text: String) -> Complaint {
        Complaint(
            .unknownLanguage,
            "unknown language \(quoted(text))",
            hint: "write its code of two letters: fr, en, nl, de…"
        )
    }

    static func unknownCurrency(_ text: String) -> Complaint {
        Complaint(
            .unknownCurrency,
            "unknown currency \(quoted(text))",
            hint: "write its code of three letters: EUR, CHF, CAD…"
        )
    }

    static func bareSalary(_ text: String) -> Complaint {
        Complaint(
            .wrongShape,
            "'salary: \(cleanLine(text))' does not say for how long, nor in what currency",
            hint: "for example: salary: {min: 2050, max: 2240, period: month}"
        )
    }

    static func missingPeriod(_ amount: Double, _ period: Salary.Period) -> Complaint {
        Complaint(
            .salaryPeriod,
            "'salary' does not say its 'period'; \(amountText(amount)) is taken as a"
                + " \(period.rawValue)’s pay",
            hint: "add it: period: \(period.rawValue)"
        )
    }

    static func salaryOrder(_ min: Double, _ max: Double) -> Complaint {
        Complaint(
            .salaryOrder,
            "the least pay, \(amountText(min)), is above the most, \(amountText(max))",
            hint: "exchange 'min' and 'max', or correct the one that is wrong"
        )
    }
}

/// Codes whose letters, or whose labels' letters, come close to a text.
private func nearestTerms(to text: String, in taxonomy: Taxonomy) -> [String] {
    var names: [String: String] = [:]
    for term in taxonomy.terms {
        names[term.code] = term.code
        for label in term.labels.values where names[slug(of: label)] == nil {
            names[slug(of: label)] = term.code
        }
    }
    var codes: [String] = []
    for name in nearestNames(to: slug(of: text), in: names.keys) {
        guard let code = names[name], !codes.contains(code) else { continue }
        codes.append(code)
    }
    return codes
}

/// The key itself, without those around it: `min` of `salary.min`.
func last(_ key: String) -> String {
    key.split(separator: ".").last.map(String.init) ?? key
}

private func amountText(_ amount: Double) -> String {
    Int(exactly: amount).map(String.init) ?? String(amount)
}
