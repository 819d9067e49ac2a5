import VivierMarkup
import VivierModel

/// How the keys of an adopted tree become ours: `fields`, `values` and `defaults`
/// of a collection, prepared once for all its files.
struct CollectionMap: Sendable {
    /// Where a value goes: a row of the key table, or a key inside it.
    struct Target: Sendable, Equatable {
        let row: Int
        let inner: String?
    }

    /// One line of `fields`.
    private struct Route: Sendable {
        /// Keys below the outermost one of theirs.
        let path: [String]
        /// `nil` leaves the value out.
        let target: Target?
        /// Place in `fields`: a lower one wins.
        let rank: Int
    }

    /// A value on its way to a row.
    private struct Candidate {
        let target: Target
        let rank: Int
        let value: ContentValue
        let place: Range<Int>
    }

    private let names: NameIndex
    private let routes: [[Route]]
    private let values: [(target: Target, ours: [String: String?])]
    private let defaults: [(target: Target, text: String)]
    private let rows: NameIndex
    private let documentation: [KeyDocumentation]

    /// Prepares the map of a collection; lines about unknown keys of ours are
    /// passed over, ``readSiteConfiguration(_:into:)`` has reported them.
    init<Value>(_ collection: SiteConfiguration.Collection, _ table: KeyTable<Value>) {
        rows = table.index
        documentation = table.documentation
        var groups: [String: [Route]] = [:]
        var order: [String] = []
        func add(_ name: String, _ route: Route) {
            if groups[name] == nil { order.append(name) }
            groups[name, default: []].append(route)
        }
        for (rank, field) in collection.fields.enumerated() {
            let target = field.ours.flatMap { CollectionMap.target($0, table.index) }
            if field.ours != nil, target == nil { continue }
            add(field.theirs, Route(path: [], target: target, rank: rank))
            let parts = field.theirs.split(separator: ".").map(String.init)
            if parts.count > 1 {
                add(parts[0], Route(path: Array(parts[1...]), target: target, rank: rank))
            }
        }
        names = NameIndex(order.enumerated().map { ($1, $0) })
        routes = order.map { groups[$0] ?? [] }
        values = collection.values.sorted { $0.key < $1.key }.compactMap { key, ours in
            CollectionMap.target(key, table.index).map { ($0, ours) }
        }
        defaults = collection.defaults.sorted { $0.key < $1.key }.compactMap { key, text in
            CollectionMap.target(key, table.index).map { ($0, text) }
        }
    }

    /// Row and inner key of a dotted name of ours.
    static func target(_ name: String, _ rows: NameIndex) -> Target? {
        let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
        guard let first = parts.first, let row = rows(first) else { return nil }
        return Target(row: row, inner: parts.count > 1 ? parts[1] : nil)
    }

    /// The values of a file under our keys.
    ///
    /// - Returns: For each row stated, its value and the place to point at; and
    ///   the keys nothing is made of, in the order of the file.
    func adopt(
        _ entries: [ContentValue.Entry],
        withDefaults: Bool
    ) -> (rows: [(row: Int, value: ContentValue)], unread: [String]) {
        var found: [Candidate] = []
        var unread: [String] = []
        for entry in entries {
            if let group = names(entry.name) {
                for route in routes[group] {
                    guard let target = route.target, let value = inner(entry.value, route.path)
                    else { continue }
                    take(value, target, rank: route.rank, into: &found)
                }
            } else if let row = rows(entry.name) {
                take(entry.value, Target(row: row, inner: nil), rank: -1, into: &found)
            } else {
                unread.append(entry.name)
            }
        }
        if withDefaults {
            for (target, text) in defaults {
                let value = ContentValue.text(text, 0..<0)
                found.append(Candidate(target: target, rank: Int.max, value: value, place: 0..<0))
            }
        }
        return (gathered(found), unread)
    }

    private func take(
        _ value: ContentValue,
        _ target: Target,
        rank: Int,
        into found: inout [Candidate]
    ) {
        guard !value.isEmpty, let value = replaced(value, target), !value.isEmpty else { return }
        found.append(Candidate(target: target, rank: rank, value: value, place: value.range))
    }

    /// The value at the end of a way of keys.
    private func inner(_ value: ContentValue, _ path: [String]) -> ContentValue? {
        var value = value
        for name in path {
            guard let entry = value.entries.first(where: { $0.name == name }) else { return nil }
            value = entry.value
        }
        return value
    }

    /// A value after `values`; `nil` if that drops it.
    private func replaced(_ value: ContentValue, _ target: Target) -> ContentValue? {
        guard let ours = values.first(where: { $0.target == target })?.ours else { return value }
        switch value.kind {
        case .scalar:
            let text = trimmed(value.text)
            guard let replacement = ours[text] else { return value }
            return replacement.map { .text($0, value.range) }
        case .list:
            return .list(value.elements.compactMap { replaced($0, target) }, value.range)
        case .nothing, .keys: return value
        }
    }

    /// One value for each row: the whole one of the lowest rank, or the keys
    /// brought together for it.
    private func gathered(_ found: [Candidate]) -> [(row: Int, value: ContentValue)] {
        var result: [(row: Int, value: ContentValue)] = []
        for row in Set(found.map(\.target.row)).sorted() {
            let mine = found.filter { $0.target.row == row }.enumerated()
                .sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
                .map(\.element)
            let whole = mine.first { $0.target.inner == nil }
            if let whole, whole.value.kind != .keys {
                result.append((row, whole.value))
                continue
            }
            var entries = whole?.value.entries ?? []
            for candidate in mine {
                guard let name = candidate.target.inner,
                    !entries.contains(where: { $0.name == name })
                else { continue }
                entries.append(.init(name: name, place: candidate.place, value: candidate.value))
            }
            let isStated = mine.contains { $0.rank < Int.max }
            guard isStated || isEnough(entries, documentation[row]) else { continue }
            let place = mine.first?.place ?? 0..<0
            result.append((row, .keys(entries, whole?.value.range ?? place)))
        }
        return result
    }

    /// Whether defaults alone are a value: a country without a town is no place.
    private func isEnough(_ entries: [ContentValue.Entry], _ row: KeyDocumentation) -> Bool {
        let required = row.shape.keys.filter(\.isRequired).map(\.name)
        return required.isEmpty || entries.contains { required.contains($0.name) }
    }
}
