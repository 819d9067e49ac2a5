import VivierModel

extension KeyReader {
    /// A trade: its name, its ROME code, or both with their repertory.
    mutating func occupation(_ value: ContentValue) -> Occupation? {
        if value.kind == .keys {
            var occupation = Occupation(label: nil)
            readKeys(of: value, occupationKeys) { key, value, reader in
                switch key {
                case "label": occupation.label = reader.text(value)
                case "rome": occupation.rome = reader.romeCode(value)
                case "esco": occupation.esco = reader.text(value)
                default: occupation.version = reader.text(value)
                }
            }
            return occupation == Occupation(label: nil) ? nil : occupation
        }
        guard let text = text(value) else { return nil }
        if isROMECode(text) { return Occupation(label: nil, rome: text.uppercased()) }
        return Occupation(label: text)
    }

    mutating func romeCode(_ value: ContentValue) -> String? {
        guard let text = text(value) else { return nil }
        if isROMECode(text) { return text.uppercased() }
        complain(.wrongROMECode(text), at: value.range)
        return nil
    }

    /// A language asked for: its code, `en B2`, or `{code, level}`.
    mutating func spokenLanguage(_ value: ContentValue) -> SpokenLanguage? {
        if value.kind == .keys {
            var code: String?
            var level: String?
            var isWrong = false
            readKeys(of: value, spokenLanguageKeys) { key, value, reader in
                if key == "level" {
                    level = reader.text(value)
                } else {
                    code = reader.languageCode(value)
                    isWrong = code == nil
                }
            }
            if code == nil, !isWrong {
                complain(.missingPart(name, "code", example: "code: en"), at: value.range)
            }
            return code.map { SpokenLanguage(code: $0, level: level) }
        }
        guard let text = text(value) else { return nil }
        if let code = readLanguage(text) { return SpokenLanguage(code: code) }
        let cut = text.firstIndex { $0 == " " || $0 == "(" || $0 == ":" || $0 == "\u{A0}" }
        if let cut, let code = readLanguage(String(text[..<cut])) {
            let level = text[cut...].filter { !"():".contains($0) }
            return SpokenLanguage(code: code, level: trimmed(level))
        }
        complain(.unknownLanguage(text), at: value.range)
        return nil
    }

    mutating func languageCode(_ value: ContentValue) -> String? {
        guard let text = text(value) else { return nil }
        if let code = readLanguage(text) { return code }
        complain(.unknownLanguage(text), at: value.range)
        return nil
    }

    /// A document to hand in: its name, or `{label, required, note}`.
    mutating func document(_ value: ContentValue) -> RequestedDocument? {
        guard value.kind == .keys else {
            guard let label = text(value) else { return nil }
            lint(document: label, at: value.range)
            return RequestedDocument(label: label)
        }
        var document = RequestedDocument(label: "")
        readKeys(of: value, documentKeys) { key, value, reader in
            switch key {
            case "label":
                document.label = reader.text(value) ?? ""
                reader.lint(document: document.label, at: value.range)
            case "required": document.isRequired = reader.yesOrNo(value) ?? true
            default: document.note = reader.text(value)
            }
        }
        guard document.label.isEmpty else { return document }
        complain(.missingPart(name, "label", example: "label: Copie du diplôme"), at: value.range)
        return nil
    }

    /// A question to answer: its words, or the words with the kind of answer.
    mutating func question(_ value: ContentValue) -> Question? {
        guard value.kind == .keys else {
            guard let label = text(value) else { return nil }
            lint(question: label, at: value.range)
            return Question(label: label)
        }
        var question = Question(label: "")
        var hasKind = false
        readKeys(of: value, questionKeys) { key, value, reader in
            switch key {
            case "label":
                question.label = reader.text(value) ?? ""
                reader.lint(question: question.label, at: value.range)
            case "type":
                let kind = reader.choice(value, Question.Kind.self, synonyms: questionSynonyms)
                if let kind { question.kind = kind }
                hasKind = true
            case "options":
                question.options = reader.list(value) { $1.text($0) } ?? []
            case "required": question.isRequired = reader.yesOrNo(value) ?? true
            default: question.note = reader.text(value)
            }
        }
        if question.label.isEmpty {
            complain(
                .missingPart(name, "label", example: "label: Avez-vous le permis B ?"),
                at: value.range
            )
            return nil
        }
        if question.kind == .choice, question.options.isEmpty {
            complain(
                .missingPart(name, "options", example: "options: [matin, soir]"),
                at: value.range
            )
            return nil
        }
        if !question.options.isEmpty, !hasKind { question.kind = .choice }
        return question
    }
}

extension KeyReader {
    private mutating func lint(question: String, at range: Range<Int>) {
        if let rule = forbiddenQuestion(question) {
            complain(.forbidden(rule, question), at: range)
        }
    }

    private mutating func lint(document: String, at range: Range<Int>) {
        if let rule = forbiddenDocument(document) {
            complain(.forbidden(rule, document), at: range)
        }
    }
}

/// The code of a language: `en`, `fsl`, or its name in four languages.
func readLanguage(_ text: String) -> String? {
    let code = text.lowercased()
    if Codes.languages.contains(code) { return code }
    if code.utf8.count == 3, code.utf8.allSatisfy({ (97...122).contains($0) }),
        Codes.languageNames[code] == nil
    {
        return code
    }
    return Codes.languageNames[slug(of: text)]
}

/// A letter from A to N and four digits (France Travail, ROME 4.0).
private func isROMECode(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count == 5 else { return false }
    let letter = bytes[0] | 0x20
    return (UInt8(ascii: "a")...UInt8(ascii: "n")).contains(letter)
        && bytes[1...].allSatisfy { (48...57).contains($0) }
}

private let questionSynonyms: [String: Question.Kind] = [
    "texte": .text, "yes-no": .yesno, "boolean": .yesno, "bool": .yesno, "oui-non": .yesno,
    "choix": .choice, "select": .choice, "nombre": .number, "integer": .number,
]
