/// The names closest to a misspelt one, for "did you mean".
///
/// - Returns: At most `limit` names within a third of the length of `name` in
///   edits (at least one), closest first, ties in alphabetical order.
package func nearestNames(
    to name: String,
    in names: some Sequence<String>,
    limit: Int = 3
)
    -> [String]
{
    let allowed = max(1, name.count / 3)
    var found: [(distance: Int, name: String)] = []
    for candidate in names where abs(candidate.count - name.count) <= allowed {
        let distance = editDistance(Array(name.lowercased()), Array(candidate.lowercased()))
        if distance <= allowed { found.append((distance, candidate)) }
    }
    return found.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }
        .prefix(limit).map(\.name)
}

/// Levenshtein distance, two adjacent letters exchanged counting as one edit.
private func editDistance(_ first: [Character], _ second: [Character]) -> Int {
    var before: [Int] = []
    var previous = Array(0...second.count)
    for (row, letter) in first.enumerated() {
        var current = [row + 1]
        for (column, other) in second.enumerated() {
            var best = min(previous[column + 1], current[column]) + 1
            best = min(best, previous[column] + (letter == other ? 0 : 1))
            if row > 0, column > 0, letter == second[column - 1], first[row - 1] == other {
                best = min(best, before[column - 1] + 1)
            }
            current.append(best)
        }
        before = previous
        previous = current
    }
    return previous[second.count]
}
