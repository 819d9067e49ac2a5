/// The offers that share one value of a facet.
struct FacetValue: Sendable {
    var code: String
    /// Language to label; a town or a department has one name for all.
    var labels: [String: String]
    /// Places in the list of open offers, newest first.
    var offers: [Int] = []

    func label(in language: String, fallback: String) -> String {
        labels[language] ?? labels[fallback] ?? labels[""] ?? code
    }
}

/// One way to list offers, with all values that some open offer has.
struct Facet: Sendable {
    let kind: FacetKind

    /// In the order they are shown: that of the taxonomy, else by code.
    private(set) var values: [FacetValue]
    private let positions: [String: Int]

    /// Sorts the values by `rank`, then by code.
    init(kind: FacetKind, values: [FacetValue], rank: (String) -> Int?) {
        let ranked = values.map { (rank($0.code) ?? Int.max, $0) }
        self.kind = kind
        self.values = ranked.sorted { ($0.0, $0.1.code) < ($1.0, $1.1.code) }.map(\.1)
        var positions: [String: Int] = [:]
        for (index, value) in self.values.enumerated() { positions[value.code] = index }
        self.positions = positions
    }

    subscript(_ code: String) -> FacetValue? { positions[code].map { values[$0] } }
}
