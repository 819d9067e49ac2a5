import VivierModel

/// What somebody wants of a list: the parameters of its address.
package struct ListQuery: Sendable {
    enum Order: String, Sendable {
        case date
        case relevance = "pertinence"
        case closing = "cloture"
        case distance
    }

    /// By the names of the facets; several values are alternatives.
    var values: [String: [String]] = [:]
    var words = ""
    /// Key of a town.
    var town: String?
    var kilometres: Int?
    /// Published on that day or later.
    var since: Int?
    /// Closes within seven days.
    var closesSoon = false
    var order: Order?

    /// Reads `domaine=sante,social&q=soin`; what it does not know it leaves out.
    package init(_ address: String) {
        let start = address.firstIndex(of: "?").map { address.index(after: $0) }
        var first: [String: String] = [:]
        for part in address[(start ?? address.startIndex)...].split(separator: "&") {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = decoded(pair[0])
            let value = pair.count > 1 ? decoded(pair[1]) : ""
            if first[name] == nil { first[name] = value }
            let slugs = value.split(separator: ",").map { String($0) }
            if !slugs.isEmpty { values[name, default: []] += slugs }
        }
        words = first["q"] ?? ""
        town = first["lieu"]
        kilometres = first["km"].flatMap(wholeNumber).flatMap { (1...1000).contains($0) ? $0 : nil }
        since = first["depuis"].flatMap { Day(iso: $0) }.map { Int($0.number) }
        closesSoon = first["bientot"] == "1"
        order = first["tri"].flatMap { Order(rawValue: $0) }
    }
}

/// Digits and nothing else.
private func wholeNumber(_ text: String) -> Int? {
    text.utf8.allSatisfy { (48...57).contains($0) } ? Int(text) : nil
}

/// Without percent signs and plus signs, as the URL Standard reads a form.
private func decoded(_ text: Substring) -> String {
    // A plus sign that is meant comes as %2B.
    let spaced = String(text.map { $0 == "+" ? " " : $0 })
    return String(decoding: percentDecoded(spaced), as: UTF8.self)
}
