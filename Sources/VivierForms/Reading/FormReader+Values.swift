import VivierMarkup
import VivierModel

extension FormReader {
    /// A text for all languages, or one for each.
    mutating func text(_ node: YAMLNode) -> LocalText? {
        switch node.kind {
        case .mapping:
            var texts: [String: String] = [:]
            for (key, value) in node.entries {
                guard isLanguage(key.text) else {
                    complain(.notALanguage(key.text), at: key)
                    continue
                }
                guard let text = line(value) else { continue }
                texts[key.text] = text
            }
            if texts[languages[0]] == nil, !texts.isEmpty {
                complain(.missingLanguage(languages[0]), at: node)
            }
            return LocalText(texts)
        default: return line(node).map { LocalText([languages[0]: $0]) }
        }
    }

    /// A text that is not empty.
    mutating func line(_ node: YAMLNode) -> String? {
        switch node.kind {
        case .mapping, .sequence:
            complain(.wrongShape("a text"), at: node)
            return nil
        default:
            let text = node.text.trimmed
            if text.isEmpty { complain(.emptyText, at: node) }
            return text.isEmpty ? nil : text
        }
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

    mutating func day(_ node: YAMLNode) -> Day? {
        let day = Day(iso: node.text)
        if day == nil { complain(.wrongShape("a day as YYYY-MM-DD"), at: node) }
        return day
    }

    /// `5 MB`, `500 kB`, `5 Mo`; units of 1024, as file managers show them.
    mutating func size(_ node: YAMLNode) -> Int? {
        let text = node.text.trimmed
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let unit = text.dropFirst(digits.count).trimmed.lowercased()
        let factor = ["b": 1, "o": 1, "kb": 1 << 10, "ko": 1 << 10, "mb": 1 << 20, "mo": 1 << 20]
        if let number = Int(digits), let factor = factor[unit], (1...1 << 20).contains(number),
            number * factor <= 1 << 30
        {
            return number * factor
        }
        complain(.wrongSize(text), at: node)
        return nil
    }

    /// A list of words, or a single one.
    mutating func names(_ node: YAMLNode) -> [String] {
        guard node.kind == .sequence else { return line(node).map { [$0] } ?? [] }
        return node.elements.compactMap { line($0) }
    }

    /// Sites, each as a browser names it: scheme and host alone.
    mutating func origins(_ node: YAMLNode) -> [String] {
        let nodes = node.kind == .sequence ? Array(node.elements) : [node]
        var origins: [String] = []
        for element in nodes {
            guard let text = line(element) else { continue }
            if isOrigin(text) {
                origins.append(text)
            } else {
                complain(.notAnOrigin(text), at: element)
            }
        }
        return origins
    }

    /// Parts of addresses, in each language.
    mutating func slugs(_ node: YAMLNode) -> LocalText? {
        guard let text = text(node) else { return nil }
        for slug in text.texts.values.sorted() where !isSlug(slug) {
            complain(.notASlug(slug), at: node)
        }
        return text
    }

    mutating func isList(_ node: YAMLNode, _ name: String) -> Bool {
        if node.kind == .sequence { return true }
        complain(.wrongShape("a list of \(name)"), at: node)
        return false
    }

    mutating func isMapping(_ node: YAMLNode, _ name: String) -> Bool {
        if node.kind == .mapping { return true }
        complain(.wrongShape("keys that describe \(name)"), at: node)
        return false
    }

    private func isSlug(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy {
                (97...122).contains($0) || (48...57).contains($0) || $0 == 45
            }
    }

    /// `https://`, a host of small letters, perhaps a port: no `*`, which would be everybody.
    private func isOrigin(_ text: String) -> Bool {
        guard text.hasPrefix("https://") else { return false }
        let parts = text.dropFirst("https://".count)
            .split(separator: ":", omittingEmptySubsequences: false)
        guard let host = parts.first, parts.count <= 2 else { return false }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        let isPort = parts.count == 1 || UInt16(parts[1]).map { $0 > 0 } ?? false
        return isPort && labels.count > 1 && labels.allSatisfy { isSlug(String($0)) }
    }

    private func isLanguage(_ text: String) -> Bool {
        text.utf8.count == 2 && text.utf8.allSatisfy { (97...122).contains($0) }
    }
}

extension StringProtocol {
    /// The text without the spaces and line ends around it.
    var trimmed: String {
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(String.UnicodeScalarView(scalars[first...last]))
    }
}
