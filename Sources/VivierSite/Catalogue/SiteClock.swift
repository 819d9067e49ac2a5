package import VivierModel

/// The time zone of a site: which instant its days end at.
package struct SiteClock: Sendable {
    let identifier: String
    private let zone: TimeZoneRule

    /// The clock of a zone, or `nil` if there is no rule for it.
    package init?(identifier: String) {
        guard let zone = TimeZoneRule(identifier: identifier) else { return nil }
        self.zone = zone
        self.identifier = identifier
    }

    /// The day it is at an instant, given in seconds since 1970-01-01 UTC.
    package func day(at instant: Int) -> Day { zone.day(at: instant) }

    /// What the clocks show at an instant: the day, and minutes since its begin.
    func reading(at instant: Int) -> (day: Day, minute: Int) {
        let local = instant + zone.offset(at: instant)
        let second = (local % 86_400 + 86_400) % 86_400
        return (zone.day(at: instant), second / 60)
    }

    /// Seconds east of UTC when the clocks show a second of a day.
    func offset(on day: Day, at second: Int) -> Int { zone.offset(on: day, secondOfDay: second) }

    /// The last second of a day: `2026-12-11T23:59:59+01:00` (RFC 3339).
    package func end(of day: Day) -> String {
        "\(day.iso)T23:59:59\(offset(on: day, secondOfDay: 86_399))"
    }

    /// The first second of a day.
    package func start(of day: Day) -> String {
        "\(day.iso)T00:00:00\(offset(on: day, secondOfDay: 0))"
    }

    /// `+01:00`.
    private func offset(on day: Day, secondOfDay: Int) -> String {
        let seconds = zone.offset(on: day, secondOfDay: secondOfDay)
        let sign = seconds < 0 ? "-" : "+"
        return "\(sign)\(two(abs(seconds) / 3600)):\(two(abs(seconds) / 60 % 60))"
    }

    private func two(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
}
