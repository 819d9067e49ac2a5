/// What a title says about the gender of the person sought.
struct GenderReading {
    /// The word that speaks to one gender only, as the title has it.
    private(set) var gendered: String?

    /// A word for everyone, if the list gives one.
    private(set) var neutral: String?

    /// Whether both genders are written into one word with points: `chargé·e`.
    private(set) var hasMiddleDot = false

    init(_ title: String, language: String) {
        var isNeutral = language == "de" && GenderReading.hasGermanStar(title)
        var words: [String] = []
        var written: [String] = []
        var run: [UInt8] = []
        var original = ""
        // Whether the words of a chunk without spaces go on, and with what mark.
        var isInside = false
        var mark: Unicode.Scalar = " "
        func finish() {
            guard !run.isEmpty else { return }
            let word = String(decoding: run, as: UTF8.self)
            run.removeAll(keepingCapacity: true)
            written.append(original)
            original = ""
            if isInside, language == "fr", feminineEndings.contains(word) {
                isNeutral = true
                if mark != "(", mark != "/", mark != "-", mark != ")" { hasMiddleDot = true }
            }
            words.append(word)
            isInside = true
        }
        for scalar in title.unicodeScalars {
            if appendFolded(scalar, to: &run) {
                original.unicodeScalars.append(scalar)
                continue
            }
            finish()
            if scalar.value == 0x20 || scalar.value > 0x7F && isSpace(scalar) {
                isInside = false
            } else if isInside {
                isInside = "·•‧⋅./-()".unicodeScalars.contains(scalar)
                mark = scalar
            }
        }
        finish()
        guard !isNeutral, !GenderReading.hasMarker(words) else { return }
        let place: Int?
        switch language {
        case "fr": place = GenderReading.frenchPlace(words)
        case "de": place = GenderReading.germanPlace(words)
        case "en": place = words.firstIndex { englishGendered[$0] != nil }
        case "nl": place = words.firstIndex { dutchGendered[$0] != nil }
        default: place = nil
        }
        guard let place else { return }
        gendered = written[place]
        neutral = englishGendered[words[place]] ?? dutchGendered[words[place]]
    }

    /// The first trade that stands in one form only; `nil` once both forms of one
    /// are there.
    private static func frenchPlace(_ words: [String]) -> Int? {
        var found: Int?
        for (place, word) in words.enumerated() {
            let single = word.hasSuffix("s") ? String(word.dropLast()) : word
            if single == "femme" || single == "homme" {
                let task = words.dropFirst(place + 1).first { $0 != "de" && $0 != "d" }
                if let task, tasksOfOneGender.contains(task) { found = found ?? place }
                continue
            }
            guard let other = frenchPairs[single] else { continue }
            if words.contains(other) || words.contains(other + "s") { return nil }
            found = found ?? place
        }
        return found
    }

    private static func germanPlace(_ words: [String]) -> Int? {
        var found: Int?
        for (place, word) in words.enumerated() {
            for ending in germanTrades {
                let isFeminine = word.hasSuffix(ending + "in")
                guard isFeminine || word.hasSuffix(ending) else { continue }
                let other = isFeminine ? String(word.dropLast(2)) : word + "in"
                if words.contains(other) { return nil }
                found = found ?? place
            }
        }
        return found
    }

    /// `H/F`, `f/h/x`, `m/w/d`, `m/v`, `homme femme`.
    private static func hasMarker(_ words: [String]) -> Bool {
        for (first, second) in zip(words, words.dropFirst()) {
            switch (first, second) {
            case ("h", "f"), ("f", "h"), ("m", "f"), ("f", "m"), ("m", "w"), ("w", "m"), ("d", "m"),
                ("m", "v"), ("v", "m"), ("d", "w"), ("x", "f"), ("homme", "femme"),
                ("femme", "homme"),
                ("hommes", "femmes"), ("femmes", "hommes"), ("tous", "genres"), ("gn", "mwd"):
                return true
            default: continue
            }
        }
        return words.contains {
            ["hf", "fh", "mwd", "wmd", "mfx", "mfd", "mvx", "allgenders"].contains($0)
        }
    }

    /// `Entwickler*in`, `Entwickler:in`, `EntwicklerInnen`.
    private static func hasGermanStar(_ chunk: String) -> Bool {
        for mark in ["*in", ":in", "_in", "/in", "/-in", "·in"] where chunk.contains(mark) {
            return true
        }
        var previous: Character = " "
        var rest = chunk[...]
        while let character = rest.first {
            if previous.isLowercase, rest.hasPrefix("In") { return true }
            previous = character
            rest = rest.dropFirst()
        }
        return false
    }
}
