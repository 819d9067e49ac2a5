package import VivierModel
package import VivierStore

/// What can be said of a campaign in numbers, without saying anything of few people.
///
/// A group of one to four is not counted in public, nor is one that could be found by taking the
/// others away from their sum.
package struct CampaignFigures: Sendable, Equatable {
    /// Of fewer people nothing is said.
    package static let least = 5

    package struct Count<Key: Sendable & Equatable>: Sendable, Equatable {
        package let key: Key
        /// `nil` where it is not said.
        package let count: Int?
    }

    /// How far the candidatures for one offer came.
    package struct Funnel: Sendable, Equatable {
        package let offer: String
        package let steps: [Count<CaseCourse.Step>]
    }

    /// How long candidatures were in a phase, or a stage of it.
    package struct Stay: Sendable, Equatable {
        package let phase: Casework.Phase
        package let stage: String?
        package let count: Int
        /// Half of them were there no longer.
        package let median: Int64
    }

    /// By the references of the offers; those without one have an empty reference.
    package let funnels: [Funnel]
    /// In the order of phases, then of the names of stages.
    package let stays: [Stay]
    /// The most frequent one first.
    package let sources: [Count<String>]
    /// By the Mondays of their weeks, from the first to the last.
    package let weeks: [Count<Day>]

    /// `day`: The day of a moment, on the clocks of the site.
    package init(_ courses: [CaseCourse], day: (Instant) -> Day) {
        funnels = Dictionary(grouping: courses) { $0.offer ?? "" }
            .sorted { $0.key < $1.key }
            .map { Funnel(offer: $0.key, steps: steps($0.value)) }
        stays = medians(of: courses.flatMap(\.stays))
        let bySource = Dictionary(grouping: courses, by: \.source).mapValues(\.count)
        sources = withoutFew(
            bySource.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
        )
        let mondays = courses.map { course in
            let day = day(course.received)
            return day.adding(days: -day.weekday)
        }
        let byWeek = Dictionary(grouping: mondays) { $0 }.mapValues(\.count)
        var every: [(Day, Int)] = []
        if let first = mondays.min(), let last = mondays.max() {
            var monday = first
            while monday <= last {
                every.append((monday, byWeek[monday] ?? 0))
                monday = monday.adding(days: 7)
            }
        }
        weeks = withoutFew(every)
    }
}

/// A step is left out where few reached it, or few went no farther than those of the last one.
private func steps(
    _ courses: [CaseCourse]
) -> [CampaignFigures.Count<CaseCourse.Step>] {
    var last: Int?
    return CaseCourse.Step.allCases.map { step in
        let count = courses.count { step <= $0.farthest }
        let isHidden = isFew(count) || last.map { isFew($0 - count) } ?? false
        if !isHidden { last = count }
        return CampaignFigures.Count(key: step, count: isHidden ? nil : count)
    }
}

private func isFew(_ count: Int) -> Bool { (1..<CampaignFigures.least).contains(count) }

/// The parts of a whole that may be known.
private func withoutFew<Key: Sendable & Equatable>(
    _ parts: [(Key, Int)]
) -> [CampaignFigures.Count<Key>] {
    var hidden = Set(parts.indices.filter { isFew(parts[$0].1) })
    let sum = hidden.reduce(0) { $0 + parts[$1].1 }
    if isFew(sum) {
        // Their sum is what the others leave of the whole: one of these goes with them.
        let shown = parts.indices.filter { !hidden.contains($0) && parts[$0].1 > 0 }
        if let smallest = shown.min(by: { parts[$0].1 < parts[$1].1 }) {
            hidden.insert(smallest)
        }
    }
    return parts.indices.map { index in
        CampaignFigures.Count(
            key: parts[index].0,
            count: hidden.contains(index) ? nil : parts[index].1
        )
    }
}

private func medians(of stays: [CaseCourse.Stay]) -> [CampaignFigures.Stay] {
    let byPlace = Dictionary(grouping: stays) { [$0.phase.rawValue, $0.stage ?? ""] }
    let order = Casework.Phase.allCases
    return byPlace.values.compactMap { group -> CampaignFigures.Stay? in
        guard let first = group.first, group.count >= CampaignFigures.least else { return nil }
        let times = group.map(\.milliseconds).sorted()
        return CampaignFigures.Stay(
            phase: first.phase,
            stage: first.stage,
            count: group.count,
            median: times[(times.count - 1) / 2]
        )
    }.sorted { one, other in
        let places = (order.firstIndex(of: one.phase) ?? 0, order.firstIndex(of: other.phase) ?? 0)
        return places.0 == places.1
            ? (one.stage ?? "") < (other.stage ?? "") : places.0 < places.1
    }
}
