/// Words of an offer's text that break a rule wherever they stand.
struct PhraseFinding: Equatable {
    let rule: Rule
    let phrase: String
    /// Bytes of the file.
    let range: Range<Int>
}

/// Looks through the text of an offer for what may not be asked.
///
/// Only phrases that mean nothing else are looked for; what also stands in
/// promises ("without regard to marital status") is left out. Each begins with
/// four ASCII letters: at the head of every word those four are held against a
/// small table, and only where they are in it the text is read more closely.
///
/// - Complexity: About a nanosecond a byte.
func findForbiddenPhrases(_ bytes: [UInt8], in range: Range<Int>) -> [PhraseFinding] {
    guard range.upperBound <= bytes.count, range.count > 4 else { return [] }
    var findings: [PhraseFinding] = []
    let last = range.upperBound - 4
    unsafe bytes.withUnsafeBufferPointer { buffer in
        unsafe headTable.withUnsafeBufferPointer { table in
            // The byte before, in lower case if it is a letter.
            var previous: UInt8 = 0
            var index = range.lowerBound
            while index <= last {
                let letter = unsafe buffer[index] | 0x20
                let isHead = letter &- 0x61 < 26 && previous &- 0x61 >= 26 && previous < 0x80
                previous = letter
                if isHead {
                    let head = unsafe mixed(
                        letter,
                        buffer[index + 1],
                        buffer[index + 2],
                        buffer[index + 3]
                    )
                    let place = unsafe Int(table[head])
                    if place > 0,
                        let finding = unsafe read(
                            buffer,
                            at: index,
                            end: range.upperBound,
                            from: place - 1
                        )
                    {
                        findings.append(finding)
                    }
                }
                index &+= 1
            }
        }
    }
    return findings
}

/// A number below 4096 made of four letters, whatever their case.
@inline(__always)
private func mixed(_ first: UInt8, _ second: UInt8, _ third: UInt8, _ fourth: UInt8) -> Int {
    let word =
        UInt32(first | 0x20) | UInt32(second | 0x20) << 8 | UInt32(third | 0x20) << 16
        | UInt32(fourth | 0x20) << 24
    return Int((word &* 0x9E37_79B1) >> 20)
}

/// For each head, the place in `bodyPhrases` of the first phrase that has it, from 1.
private let headTable: [UInt8] = {
    var table = [UInt8](repeating: 0, count: 4096)
    for (place, entry) in bodyPhrases.enumerated().reversed() {
        let letters = entry.letters
        table[mixed(letters[0], letters[1], letters[2], letters[3])] = UInt8(place + 1)
    }
    return table
}()

/// The phrase that begins at a byte, if one from a place of the list on does.
private func read(
    _ bytes: UnsafeBufferPointer<UInt8>,
    at start: Int,
    end: Int,
    from place: Int
) -> PhraseFinding? {
    for index in place..<bodyPhrases.count {
        let entry = bodyPhrases[index]
        guard unsafe begins(bytes, at: start, end: end, with: entry.letters) else { continue }
        let text = unsafe String(decoding: bytes[start..<min(end, start + 60)], as: UTF8.self)
        if let length = length(of: entry.phrase, in: text) {
            let range = start..<(start + length)
            return PhraseFinding(rule: entry.rule, phrase: entry.phrase, range: range)
        }
    }
    return nil
}

/// Whether the letters before the first space of a phrase and the one after it
/// may be these; accents are left to a closer look.
private func begins(
    _ bytes: UnsafeBufferPointer<UInt8>,
    at start: Int,
    end: Int,
    with letters: [UInt8]
) -> Bool {
    var offset = 0
    var isPastSpace = false
    for letter in letters {
        guard start + offset < end else { return false }
        let byte = unsafe bytes[start + offset]
        if byte >= 0x80 { return true }
        if isPastSpace { return byte | 0x20 == letter }
        if letter == UInt8(ascii: " ") {
            isPastSpace = true
        } else if byte | 0x20 != letter {
            return false
        }
        offset += 1
    }
    return true
}

/// The bytes that a phrase takes at the head of a text; `nil` if it is not there,
/// or goes on as another word.
private func length(of phrase: String, in text: String) -> Int? {
    var rest = phrase.utf8[...]
    var length = 0
    var folded: [UInt8] = []
    for scalar in text.unicodeScalars {
        folded.removeAll(keepingCapacity: true)
        let isWord = appendFolded(scalar, to: &folded)
        if rest.isEmpty { return isWord && !folded.isEmpty ? nil : length }
        if isWord {
            guard rest.starts(with: folded) else { return nil }
            rest = rest.dropFirst(folded.count)
        } else if rest.first == UInt8(ascii: " ") {
            rest = rest.dropFirst()
        } else if !isSpace(scalar) {
            return nil
        }
        length += scalar.utf8.count
    }
    return rest.isEmpty ? length : nil
}

private struct BodyPhrase: Sendable {
    let phrase: String
    let letters: [UInt8]
    let rule: Rule

    init(_ phrase: String, _ rule: Rule) {
        self.phrase = phrase
        self.letters = Array(phrase.utf8)
        self.rule = rule
    }
}

/// The rules that look through texts.
let bodyPhraseRules = Set(bodyPhrases.map(\.rule))

private let bodyPhrases = [
    BodyPhrase("dernier salaire", .salaryHistory), BodyPhrase("salaire actuel", .salaryHistory),
    BodyPhrase("current salary", .salaryHistory),
    BodyPhrase("gehaltsnachweis", .salaryHistory), BodyPhrase("huidig salaris", .salaryHistory),
    BodyPhrase("limite d age", .ageQuestion), BodyPhrase("maximum age", .ageQuestion),
    BodyPhrase("altersgrenze", .ageQuestion),
    BodyPhrase("date de naissance", .ageQuestion), BodyPhrase("date of birth", .ageQuestion),
    BodyPhrase("geburtsdatum", .ageQuestion), BodyPhrase("langue maternelle", .originQuestion),
    BodyPhrase("native speaker", .originQuestion), BodyPhrase("muttersprachler", .originQuestion),
    BodyPhrase("nationalite francaise", .originQuestion),
    BodyPhrase("photo d identite", .photoRequired), BodyPhrase("avec photo", .photoRequired),
    BodyPhrase("bewerbungsfoto", .photoRequired), BodyPhrase("lichtbild", .photoRequired),
    BodyPhrase("pasfoto", .photoRequired),
    BodyPhrase("votre etat de sante", .healthQuestion),
    BodyPhrase("vous un handicap", .healthQuestion),
    BodyPhrase("vous en situation de handicap", .healthQuestion),
    BodyPhrase("nature de votre handicap", .healthQuestion),
    BodyPhrase("vous handicape", .healthQuestion), BodyPhrase("vous handicapee", .healthQuestion),
    BodyPhrase("vous enceinte", .healthQuestion), BodyPhrase("souffrez vous", .healthQuestion),
    BodyPhrase("vous des problemes de sante", .healthQuestion),
    BodyPhrase("certificat medical", .healthQuestion),
    BodyPhrase("medical certificate", .healthQuestion),
    BodyPhrase("your state of health", .healthQuestion),
    BodyPhrase("you pregnant", .healthQuestion),
    BodyPhrase("gesundheitszustand", .healthQuestion),
    BodyPhrase("sind sie schwanger", .healthQuestion),
    BodyPhrase("bent u zwanger", .healthQuestion),
]
