import VivierDiagnostics
import VivierMarkup
import VivierModel
import VivierWorkflow

extension CampaignReader {
    mutating func list(_ node: YAMLNode, _ name: String) -> [YAMLNode] {
        if node.kind == .sequence { return Array(node.elements) }
        complain(.wrongShape("a list of \(name)"), at: node)
        return []
    }

    mutating func isMapping(_ node: YAMLNode, _ name: String) -> Bool {
        if node.kind == .mapping { return true }
        complain(.wrongShape("keys that describe \(name)"), at: node)
        return false
    }

    /// The name and the label of a part of a campaign; `nil` if it can have none.
    mutating func named(
        _ node: YAMLNode,
        _ what: String,
        _ known: [String]
    ) -> (name: String, label: TranslatedText)? {
        guard isMapping(node, what) else { return nil }
        guard let key = node["name"] else {
            complain(.missing("name", in: what), at: node)
            return nil
        }
        let name = key.text
        let isPlain = name.utf8.allSatisfy {
            (97...122).contains($0) || (48...57).contains($0) || $0 == 45 || $0 == 95
        }
        guard isPlain, (1...40).contains(name.utf8.count) else {
            complain(.wrongName(name), at: key)
            return nil
        }
        guard !known.contains(name) else {
            complain(.twice(name), at: key)
            return nil
        }
        let label = node["label"].flatMap { text($0) } ?? TranslatedText(name)
        return (name, label)
    }

    /// A text for all languages, or one for each.
    mutating func text(_ node: YAMLNode) -> TranslatedText? {
        guard node.kind == .mapping else { return line(node).map { TranslatedText($0) } }
        var texts: [String: String] = [:]
        for (key, value) in node.entries {
            let isCode =
                key.text.utf8.count == 2 && key.text.utf8.allSatisfy { (97...122).contains($0) }
            guard isCode else {
                complain(.wrongShape("the code of a language, as in {fr: text}"), at: key)
                continue
            }
            texts[key.text] = line(value)
        }
        if texts[language] == nil {
            complain(.missing(language, in: "the text"), at: node)
        }
        return TranslatedText(texts)
    }

    mutating func line(_ node: YAMLNode) -> String? {
        switch node.kind {
        case .mapping, .sequence, .null:
            complain(.wrongShape("a text"), at: node)
            return nil
        default: return node.text
        }
    }

    /// An address that a page can lead to.
    mutating func address(_ node: YAMLNode) -> String? {
        guard let text = line(node) else { return nil }
        let isWhole = text.hasPrefix("https://") || text.hasPrefix("/") && !text.hasPrefix("//")
        if isWhole { return text }
        complain(.wrongShape("an address that begins with https:// or /"), at: node)
        return nil
    }

    mutating func yesOrNo(_ node: YAMLNode) -> Bool {
        if let answer = node.bool { return answer }
        complain(.wrongShape("true or false"), at: node)
        return false
    }

    mutating func integer(_ node: YAMLNode, _ range: ClosedRange<Int>) -> Int? {
        if let number = node.int, range.contains(number) { return number }
        complain(.outOfRange(node.text, range), at: node)
        return nil
    }

    mutating func mark(_ node: YAMLNode) -> Mark? {
        let mark = Mark(node.text)
        if mark == nil { complain(.wrongShape("a mark, such as 10 or 12.5"), at: node) }
        return mark
    }

    mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ node: YAMLNode,
        _ key: String
    ) -> Choice? where Choice.RawValue == String {
        if let choice = Choice(rawValue: node.text) { return choice }
        complain(.unknownValue(key, node.text, Choice.allCases.map(\.rawValue)), at: node)
        return nil
    }

    mutating func skills(_ node: YAMLNode) -> [Campaign.Test.Skill] {
        var skills: [Campaign.Test.Skill] = []
        for element in list(node, "skills") {
            guard let (name, label) = named(element, "a skill", skills.map(\.name)) else {
                continue
            }
            readKeys(of: element, ["name", "label"]) { _, _, _ in }
            skills.append(.init(name: name, label: label))
        }
        return skills
    }

    /// A list of words, or a single one.
    mutating func words(_ node: YAMLNode) -> [String] {
        guard node.kind == .sequence else { return line(node).map { [$0] } ?? [] }
        return node.elements.compactMap { line($0) }
    }

    /// The same, each of which has to be known.
    mutating func words(_ node: YAMLNode, of key: String, among known: [String]) -> [String] {
        let nodes = node.kind == .sequence ? Array(node.elements) : [node]
        return nodes.compactMap { node in
            guard let word = line(node) else { return nil }
            if known.contains(word) { return word }
            complain(.unknownValue(key, word, known), at: node)
            return nil
        }
    }

    mutating func period(_ node: YAMLNode, into campaign: inout Campaign) {
        guard isMapping(node, "a period: {from: 2026-11-01, until: 2027-03-31}") else { return }
        readKeys(of: node, ["from", "until"]) { key, value, reader in
            let day = Day(iso: value.text)
            if day == nil { reader.complain(.wrongShape("a day as YYYY-MM-DD"), at: value) }
            if key == "from" { campaign.from = day } else { campaign.until = day }
        }
        if let from = campaign.from, let until = campaign.until, until < from {
            complain(.periodTurned, at: node)
        }
    }

    mutating func delays(_ node: YAMLNode, into delays: inout Campaign.Delays) {
        guard isMapping(node, "delays: {incomplete: 30}") else { return }
        let keys = ["incomplete", "reminder", "hold", "appointment", "selection"]
        readKeys(of: node, keys) { key, value, reader in
            let number = reader.integer(value, 0...3650) ?? 0
            switch key {
            case "incomplete": delays.incomplete = number
            case "reminder": delays.reminder = number
            case "hold": delays.hold = number
            case "appointment": delays.appointment = number
            default: delays.selection = number
            }
        }
        if delays.incomplete > 0, delays.reminder >= delays.incomplete {
            complain(.reminderTooLate, at: node["reminder"] ?? node)
        }
    }

    mutating func retention(_ node: YAMLNode) -> RetentionProfile? {
        guard node.kind == .mapping else {
            let profile = RetentionProfile.all.first { $0.name == node.text }
            if profile == nil {
                let names = RetentionProfile.all.map(\.name)
                complain(.unknownValue("retention", node.text, names), at: node)
            }
            return profile
        }
        var profile = RetentionProfile(name: "campaign", ended: 3, agreed: 24, idle: 24)
        readKeys(of: node, ["ended", "agreed", "idle"]) { key, value, reader in
            let months = reader.integer(value, 1...240) ?? 1
            switch key {
            case "ended": profile.ended = months
            case "agreed": profile.agreed = months
            default: profile.idle = months
            }
        }
        return profile
    }

    mutating func letters(_ node: YAMLNode, into texts: inout [String: TranslatedText]) {
        guard isMapping(node, "letters: {refused: text}") else { return }
        for (key, value) in node.entries {
            guard Notice(rawValue: key.text) != nil else {
                let names = Notice.allCases.map(\.rawValue)
                complain(.unknownValue("letters", key.text, names), at: key)
                continue
            }
            texts[key.text] = text(value)
        }
    }
}
