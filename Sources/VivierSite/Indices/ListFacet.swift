/// One thing that the rows of a list can be chosen by.
struct ListFacet: Sendable {
    enum Kind: String, Sendable {
        /// A row has at most one value.
        case one
        case many
        /// A row has a number; a value selects the rows that have at least so much.
        case floor
    }

    struct Value: Sendable {
        let slug: String
        let label: String
        /// Rows that have it.
        let count: Int
    }

    /// The parameter of addresses.
    let name: String
    /// What templates call it.
    let key: String
    let kind: Kind
    /// By slug, ascending for a floor: a row that comes or goes moves no other value.
    let values: [Value]
    /// Combinations of values that occur, in their order; of `many` only.
    let masks: [[Int]]
    /// For each row, 0 for none, else the number of its value, its mask or of the
    /// values it reaches, from 1.
    let codes: [UInt32]

    /// The number of codes, that of "none" included.
    var codeCount: Int { (kind == .many ? masks.count : values.count) + 1 }

    /// The values that a code stands for.
    func values(ofCode code: UInt32) -> [Int] {
        guard code > 0 else { return [] }
        return switch kind {
        case .one: [Int(code) - 1]
        case .many: masks[Int(code) - 1]
        case .floor: Array(0..<Int(code))
        }
    }
}

/// Gathers the values of a facet, row by row.
struct ListFacetBuilder {
    private let name: String
    private let key: String
    private let kind: ListFacet.Kind
    private var numbers: [String: Int] = [:]
    private var slugs: [String] = []
    private var labels: [String] = []
    private var rows: [[Int]] = []

    init(_ name: String, key: String, _ kind: ListFacet.Kind) {
        self.name = name
        self.key = key
        self.kind = kind
    }

    /// Begins the next row.
    mutating func beginRow() { rows.append([]) }

    /// Gives the row a value; the label is asked for where the value is new.
    mutating func add(_ slug: String, label: () -> String) {
        guard !slug.isEmpty, !rows.isEmpty else { return }
        let number: Int
        if let known = numbers[slug] {
            number = known
        } else {
            number = slugs.count
            numbers[slug] = number
            slugs.append(slug)
            labels.append(label())
        }
        if !rows[rows.count - 1].contains(number) { rows[rows.count - 1].append(number) }
    }

    /// The facet of all rows; `nil` if none has a value.
    func finish() -> ListFacet? {
        guard !slugs.isEmpty else { return nil }
        var counts = [Int](repeating: 0, count: slugs.count)
        for row in rows { for number in row { counts[number] += 1 } }
        let order = slugs.indices.sorted {
            slugs[$0].utf8.lexicographicallyPrecedes(slugs[$1].utf8)
        }
        var ranks = [Int](repeating: 0, count: order.count)
        for (rank, number) in order.enumerated() { ranks[number] = rank }
        let values = order.map {
            ListFacet.Value(slug: slugs[$0], label: labels[$0], count: counts[$0])
        }
        let combined = rows.map { row in row.map { ranks[$0] }.sorted() }
        let (masks, codes) = kind == .one ? ([], combined.map(code)) : masked(combined)
        return ListFacet(
            name: name,
            key: key,
            kind: kind,
            values: values,
            masks: masks,
            codes: codes
        )
    }

    private func code(_ row: [Int]) -> UInt32 { UInt32(row.first.map { $0 + 1 } ?? 0) }
}

/// The combinations that occur, in their order, and the number of each row's, from 1;
/// 0 for an empty one.
func masked(_ rows: [[Int]]) -> (masks: [[Int]], codes: [UInt32]) {
    let masks = Set(rows.filter { !$0.isEmpty }).sorted { $0.lexicographicallyPrecedes($1) }
    var codes: [[Int]: UInt32] = [[]: 0]
    for (number, mask) in masks.enumerated() { codes[mask] = UInt32(number + 1) }
    return (masks, rows.map { codes[$0] ?? 0 })
}

extension ListFacet {
    /// A facet of numbers; `steps` ascend, and those that nobody reaches fall away.
    ///
    /// - Returns: `nil` if no row reaches the first.
    static func floor(
        _ name: String,
        key: String,
        steps: [Int],
        of numbers: [Int?],
        label: (Int) -> String
    ) -> ListFacet? {
        let codes = numbers.map { number in
            UInt32(number.map { number in steps.count { $0 <= number } } ?? 0)
        }
        let reached = Int(codes.max() ?? 0)
        guard reached > 0 else { return nil }
        let values = (1...reached).map { code in
            Value(
                slug: String(steps[code - 1]),
                label: label(steps[code - 1]),
                count: codes.count { $0 >= code }
            )
        }
        return ListFacet(
            name: name,
            key: key,
            kind: .floor,
            values: values,
            masks: [],
            codes: codes
        )
    }
}
