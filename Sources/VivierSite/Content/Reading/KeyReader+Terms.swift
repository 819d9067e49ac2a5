import VivierModel

extension KeyReader {
    /// How far one can work from elsewhere.
    mutating func remote(_ value: ContentValue) -> Remote? {
        if value.kind == .keys {
            var kind: Remote.Kind?
            var days: Int?
            var note: String?
            readKeys(of: value, remoteKeys) { key, value, reader in
                switch key {
                case "kind":
                    kind = reader.choice(value, Remote.Kind.self, synonyms: remoteSynonyms)
                case "days": days = reader.integer(value, 0...7)
                default: note = reader.text(value)
                }
            }
            let standard: Remote.Kind = days.map { $0 > 0 } ?? (note != nil) ? .partial : .none
            return Remote(kind: kind ?? standard, daysPerWeek: days, note: note)
        }
        guard let text = text(value) else { return nil }
        if let kind = remoteKind(text) { return Remote(kind: kind) }
        if let days = remoteDays(text) {
            guard days <= 7 else {
                complain(.outOfRange(name, text, .integer(0...7)), at: value.range)
                return nil
            }
            if days == 0 { return Remote(kind: .none) }
            return days >= 5
                ? Remote(kind: .full, daysPerWeek: days) : Remote(kind: .partial, daysPerWeek: days)
        }
        complain(.unknownRemote(text), at: value.range)
        return nil
    }

    /// How much of a week: percent, hours, or words.
    mutating func workload(_ value: ContentValue) -> Workload? {
        if value.kind == .keys {
            var workload = Workload()
            readKeys(of: value, workloadKeys) { key, value, reader in
                switch key {
                case "percent": workload.percent = reader.percent(value)
                case "hours": workload.hours = reader.hours(value)
                default: workload.note = reader.text(value)
                }
            }
            return workload == Workload() ? nil : workload
        }
        guard let text = text(value) else { return nil }
        if let number = Double(text) {
            let percent = number > 0 && number <= 1 ? number * 100 : number
            if (1...100).contains(percent) { return Workload(percent: percent) }
            complain(.outOfRange(name, text, .percent), at: value.range)
            return nil
        }
        return readWorkload(text)
    }

    private mutating func percent(_ value: ContentValue) -> Double? {
        guard let text = scalar(value, .percent) else { return nil }
        guard let number = readAmount(text.filter { $0 != "%" }) else {
            complain(.wrongNumber(name, text, .percent, example: example), at: value.range)
            return nil
        }
        if (1...100).contains(number) { return number }
        complain(.outOfRange(name, text, .percent), at: value.range)
        return nil
    }

    private mutating func hours(_ value: ContentValue) -> Double? {
        guard let text = scalar(value, .number(0...80)) else { return nil }
        guard let number = readWorkload(text).hours ?? readAmount(text) else {
            complain(.wrongNumber(name, text, .number(0...80), example: example), at: value.range)
            return nil
        }
        if number > 0, number <= 80 { return number }
        complain(.outOfRange(name, text, .integer(1...80)), at: value.range)
        return nil
    }

    /// What the post pays: figures, or a sentence.
    mutating func salary(_ value: ContentValue) -> Salary? {
        if value.kind == .keys { return salaryOfKeys(value) }
        guard let text = text(value) else { return nil }
        if let amount = Double(text), amount.isFinite {
            complain(.bareSalary(text), at: value.range)
            return nil
        }
        return readSalary(text) ?? Salary(text: text)
    }

    private mutating func salaryOfKeys(_ value: ContentValue) -> Salary? {
        var salary = Salary()
        var currency: String?
        var hasPeriod = false
        var isWrong = false
        readKeys(of: value, salaryKeys) { key, value, reader in
            switch key {
            case "min", "max":
                let amount = reader.amount(value)
                if let amount {
                    if key == "min" {
                        salary.min = amount.amount
                    } else {
                        salary.max = amount.amount
                    }
                    currency = currency ?? amount.currency
                } else {
                    isWrong = true
                }
            case "currency": currency = reader.currency(value) ?? currency
            case "period":
                hasPeriod = true
                guard let text = reader.text(value) else { return }
                let folded = VivierSite.slug(of: text)
                if let period = readPeriod(folded: folded) {
                    salary.period = period
                } else {
                    let names = Salary.Period.allCases.map(\.rawValue)
                    reader.complain(.unknownChoice(reader.name, text, names), at: value.range)
                    isWrong = true
                }
            case "gross": salary.isGross = reader.yesOrNo(value) ?? true
            case "published": salary.isPublished = reader.yesOrNo(value) ?? true
            default: salary.note = reader.text(value)
            }
        }
        if let currency { salary.currency = currency }
        if let min = salary.min, let max = salary.max, min > max {
            complain(.salaryOrder(min, max), at: value.range)
            return nil
        }
        let amount = salary.max ?? salary.min
        if let amount, !hasPeriod, !isWrong {
            salary.period = amount < 100 ? .hour : amount < 15_000 ? .month : .year
            complain(.missingPeriod(amount, salary.period), at: value.range)
        }
        if amount == nil, salary.note == nil, salary.isPublished { return nil }
        return salary
    }

    private mutating func currency(_ value: ContentValue) -> String? {
        guard let text = text(value) else { return nil }
        switch text {
        case "€", "euro", "euros": return "EUR"
        case "£": return "GBP"
        default: break
        }
        let code = text.uppercased()
        if Codes.currencies.contains(code) { return code }
        complain(.unknownCurrency(text), at: value.range)
        return nil
    }

    private func remoteKind(_ text: String) -> Remote.Kind? {
        let folded = VivierSite.slug(of: text)
        return Remote.Kind(rawValue: folded) ?? remoteSynonyms[folded]
    }

    /// `2`, `2 jours par semaine`, `3 days a week`.
    private func remoteDays(_ text: String) -> Int? {
        guard let words = words(of: text, limit: 6), case .digits(let digits)? = words.first,
            digits.utf8.count < 4
        else { return nil }
        for word in words.dropFirst() {
            guard case .letters(let letters) = word else {
                guard word == .sign("/") else { return nil }
                continue
            }
            guard remoteWords.contains(letters) else { return nil }
        }
        return Int(digits)
    }
}

private let remoteWords: Set<String> = [
    "jour", "jours", "j", "par", "semaine", "day", "days", "a", "per", "week", "tag", "tage", "pro",
    "woche", "dag", "dagen",
]

private let remoteSynonyms: [String: Remote.Kind] = [
    "false": .none, "no": .none, "non": .none, "aucun": .none, "nein": .none, "nee": .none,
    "true": .partial, "yes": .partial, "oui": .partial, "partiel": .partial, "hybride": .partial,
    "hybrid": .partial, "possible": .partial, "teilweise": .partial, "gedeeltelijk": .partial,
    "total": .full, "complet": .full, "integral": .full, "fully-remote": .full, "100": .full,
    "telecommute": .full, "remote": .full, "vollstandig": .full, "volledig": .full,
]
