/// Turns the addresses in escaped text into links, as Jinja2's `urlize` does.
struct Linker {
    /// The most characters of an address that are shown.
    var limit: Int?
    var rel = ""
    var target: String?

    /// Beginnings of further addresses, such as `tel:`.
    var schemes: [String] = []

    static func isScheme(_ text: String) -> Bool {
        guard let colon = text.firstIndex(of: ":") else { return false }
        let name = text[..<colon]
        let rest = text[text.index(after: colon)...]
        let fits = name.unicodeScalars.allSatisfy { scalar in
            scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                || "_.+-".unicodeScalars.contains(scalar)
        }
        return name.count >= 2 && fits && ["", "/", "//"].contains(rest)
    }

    /// The text with its links.
    func link(_ text: String) -> String {
        var result = ""
        var word = ""
        for scalar in text.unicodeScalars {
            if Whitespace.contains(scalar) {
                result += linked(word)
                word = ""
                result.unicodeScalars.append(scalar)
            } else {
                word.unicodeScalars.append(scalar)
            }
        }
        return result + linked(word)
    }

    private func linked(_ word: String) -> String {
        guard !word.isEmpty else { return word }
        var (head, middle, tail) = ("", word, "")
        while let opener = ["(", "<", "&lt;"].first(where: { middle.hasPrefix($0) }) {
            head += opener
            middle.removeFirst(opener.count)
        }
        while let closer = [")", ">", ".", ",", "&gt;"].first(where: { middle.hasSuffix($0) }) {
            tail = closer + tail
            middle.removeLast(closer.count)
        }
        balance(&middle, &tail)
        return head + anchor(middle) + tail
    }

    /// Gives back the closing brackets that belong to an address.
    private func balance(_ middle: inout String, _ tail: inout String) {
        for (open, close) in [("(", ")"), ("<", ">"), ("&lt;", "&gt;")] {
            let opened = TextWork.count(middle, open)
            guard opened > TextWork.count(middle, close) else { continue }
            for _ in 0..<min(opened, TextWork.count(tail, close)) {
                guard let found = tail.firstRange(of: close) else { break }
                middle += tail[..<found.upperBound]
                tail = String(tail[found.upperBound...])
            }
        }
    }

    private func anchor(_ word: String) -> String {
        let relation = rel.isEmpty ? "" : " rel=\"\(rel)\""
        let window = target.map { " target=\"\($0.filter { !"\"<>&".contains($0) })\"" } ?? ""
        if isWebAddress(word) {
            let isFull = word.hasPrefix("http://") || word.hasPrefix("https://")
            let address = isFull ? word : "https://" + word
            return "<a href=\"\(address)\"\(relation)\(window)>\(shortened(word))</a>"
        }
        if word.hasPrefix("mailto:"), isMail(String(word.dropFirst(7))) {
            return "<a href=\"\(word)\">\(word.dropFirst(7))</a>"
        }
        if word.contains("@"), !word.hasPrefix("www."), !word.hasPrefix("@"), !word.contains(":"),
            isMail(word)
        {
            return "<a href=\"mailto:\(word)\">\(word)</a>"
        }
        for scheme in schemes where word != scheme && word.hasPrefix(scheme) {
            return "<a href=\"\(word)\"\(relation)\(window)>\(word)</a>"
        }
        return word
    }

    private func shortened(_ word: String) -> String {
        guard let limit, word.count > limit else { return word }
        return word.prefix(limit) + "..."
    }

    private func isMail(_ word: String) -> Bool {
        guard let at = word.lastIndex(of: "@"), at != word.startIndex else { return false }
        let labels = word[word.index(after: at)...].split(
            separator: ".",
            omittingEmptySubsequences: false
        )
        return labels.count >= 2 && labels.allSatisfy(isLabel)
    }

    private func isLabel(_ label: Substring) -> Bool {
        !label.isEmpty
            && label.unicodeScalars.allSatisfy { scalar in
                scalar == "-" || scalar == "_" || scalar.properties.isAlphabetic
                    || scalar.properties.numericType != nil
            }
    }

    private static let commonEndings: Set<String> = [
        "com", "net", "int", "edu", "gov", "org", "info", "mil",
    ]

    /// Whether a word is an address: with a scheme or `www.` any host will do,
    /// without only one with a well-known ending.
    private func isWebAddress(_ word: String) -> Bool {
        var rest = word[...]
        var isMarked = false
        for prefix in ["https://", "http://", "www."] where rest.lowercased().hasPrefix(prefix) {
            rest = rest.dropFirst(prefix.count)
            isMarked = true
            break
        }
        let host = rest.prefix { !"/?#:".contains($0) }
        let after = rest.dropFirst(host.count)
        if after.hasPrefix(":") {
            let port = after.dropFirst().prefix { $0.isNumber }
            let next = after.dropFirst(1 + port.count).first
            guard (1...5).contains(port.count), next.map({ "/?#".contains($0) }) ?? true else {
                return false
            }
        }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        guard let last = labels.last, labels.allSatisfy(isLabel) else { return false }
        if labels.count == 4, labels.allSatisfy({ $0.allSatisfy(\.isNumber) }) { return isMarked }
        let isEnding = last.count >= 2 && last.allSatisfy { $0.isLetter && $0.isASCII }
        if isMarked { return isEnding }
        return labels.count >= 2 && Self.commonEndings.contains(last.lowercased())
    }
}
