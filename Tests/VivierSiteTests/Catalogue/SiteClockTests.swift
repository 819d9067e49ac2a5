import Foundation
import Testing
import VivierModel

@testable import VivierSite

@Suite("Catalogue: the clock of a site")
struct SiteClockTests {
    private func clock(_ zone: String) throws -> SiteClock {
        try #require(SiteClock(identifier: zone))
    }

    private func day(_ iso: String) throws -> Day { try #require(Day(iso: iso)) }

    @Test(
        "a day ends in the hour of its zone",
        arguments: [
            ("Europe/Paris", "2026-12-11", "2026-12-11T23:59:59+01:00"),
            ("Europe/Paris", "2026-07-14", "2026-07-14T23:59:59+02:00"),
            // The clocks went forward at 2 in the morning, and back at 3.
            ("Europe/Paris", "2026-03-28", "2026-03-28T23:59:59+01:00"),
            ("Europe/Paris", "2026-03-29", "2026-03-29T23:59:59+02:00"),
            ("Europe/Paris", "2026-10-24", "2026-10-24T23:59:59+02:00"),
            ("Europe/Paris", "2026-10-25", "2026-10-25T23:59:59+01:00"),
            ("America/Montreal", "2026-03-08", "2026-03-08T23:59:59-04:00"),
            ("America/Montreal", "2026-11-01", "2026-11-01T23:59:59-05:00"),
            ("America/St_Johns", "2026-01-15", "2026-01-15T23:59:59-03:30"),
            ("Asia/Kolkata", "2026-01-15", "2026-01-15T23:59:59+05:30"),
            ("Pacific/Noumea", "2026-01-15", "2026-01-15T23:59:59+11:00"),
            ("Pacific/Marquesas", "2026-01-15", "2026-01-15T23:59:59-09:30"),
            ("Indian/Reunion", "2026-07-14", "2026-07-14T23:59:59+04:00"),
            ("UTC", "2026-07-14", "2026-07-14T23:59:59+00:00"),
            ("Europe/Paris", "9999-12-31", "9999-12-31T23:59:59+01:00"),
        ]
    )
    func ends(zone: String, iso: String, end: String) throws {
        #expect(try clock(zone).end(of: day(iso)) == end)
    }

    @Test(
        "a day starts before its change of hour",
        arguments: [
            ("Europe/Paris", "2026-03-29", "2026-03-29T00:00:00+01:00"),
            ("Europe/Paris", "2026-03-30", "2026-03-30T00:00:00+02:00"),
            ("Europe/Paris", "2026-10-25", "2026-10-25T00:00:00+02:00"),
            ("Europe/Paris", "2026-10-26", "2026-10-26T00:00:00+01:00"),
            ("Europe/London", "2026-03-29", "2026-03-29T00:00:00+00:00"),
            ("America/Halifax", "2026-03-08", "2026-03-08T00:00:00-04:00"),
            ("America/Halifax", "2026-11-01", "2026-11-01T00:00:00-03:00"),
        ]
    )
    func starts(zone: String, iso: String, start: String) throws {
        #expect(try clock(zone).start(of: day(iso)) == start)
    }

    @Test("tells the day of an instant, on both sides of midnight")
    func today() throws {
        let paris = try clock("Europe/Paris")
        // 2026-12-11T23:00:00Z is midnight in Paris.
        #expect(paris.day(at: 1_797_029_999).iso == "2026-12-11")
        #expect(paris.day(at: 1_797_030_000).iso == "2026-12-12")
        #expect(try clock("UTC").day(at: 1_797_030_000).iso == "2026-12-11")
        #expect(try clock("America/Montreal").day(at: 1_797_030_000).iso == "2026-12-11")
        #expect(try clock("Pacific/Noumea").day(at: 1_797_030_000).iso == "2026-12-12")
        #expect(try clock("UTC").day(at: -1).iso == "1969-12-31")
        #expect(try clock("UTC").day(at: -86_400).iso == "1969-12-31")
        #expect(try clock("UTC").day(at: 0).iso == "1970-01-01")
    }

    @Test("an instant out of this world is a day all the same", arguments: [Int.max, .min])
    func absurd(instant: Int) throws {
        for zone in ["Europe/Paris", "America/Montreal", "Pacific/Wallis"] {
            let day = try clock(zone).day(at: instant)
            #expect(day.number == (instant > 0 ? Int32.max : .min))
        }
    }

    @Test(
        "has no clock for a zone that there is not",
        arguments: ["", "Europe/Lutece", "europe/paris", "Paris", "+01:00", "../etc/localtime"]
    )
    func unknown(zone: String) {
        #expect(SiteClock(identifier: zone) == nil)
    }

    @Test("every zone it knows changes as the system's database says, for years to come")
    func everyZone() throws {
        let days = (2026...2029).flatMap { year in
            (1...12).flatMap { month in
                (1...31).compactMap { number -> Day? in
                    let isNearChange = [(3, 7), (3, 24), (10, 24), (11, 0)].contains {
                        $0.0 == month && ($0.1...$0.1 + 8).contains(number)
                    }
                    guard isNearChange || number == 15 else { return nil }
                    return Day(year: year, month: month, day: number)
                }
            }
        }
        for zone in TimeZoneRule.identifiers where !Self.irregular.contains(zone) {
            guard let system = TimeZone(identifier: zone) else { continue }
            let clock = try clock(zone)
            // The days around each change of hour, and one of each other month.
            for day in days {
                for text in [clock.start(of: day), clock.end(of: day)] {
                    let instant = try #require(Self.instant(text))
                    let offset = system.secondsFromGMT(for: Date(timeIntervalSince1970: instant))
                    let written = try #require(Self.offset(text))
                    guard offset == written else {
                        Issue.record("\(zone): \(text), but the offset is \(offset) s")
                        return
                    }
                }
            }
        }
    }

    /// Zones that change with the moon, which no rule tells.
    private static let irregular: Set = ["Africa/Casablanca"]

    private static func offset(_ text: String) -> Int? {
        let zone = text.suffix(6)
        guard let hours = Int(zone.dropFirst().prefix(2)), let minutes = Int(zone.suffix(2)) else {
            return nil
        }
        return (zone.hasPrefix("-") ? -1 : 1) * (hours * 3600 + minutes * 60)
    }

    private static func instant(_ text: String) -> Double? {
        guard let day = Day(iso: text.prefix(10)), let offset = offset(text) else { return nil }
        let isEnd = text.contains("T23:59:59")
        return Double(Int(day.number) * 86_400 + (isEnd ? 86_399 : 0) - offset)
    }
}
