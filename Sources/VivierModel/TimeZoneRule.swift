/// How far the clocks of a zone are from UTC, by the rules in force today.
///
/// The rules are built in, so that the same content gives the same site on every
/// machine. Days of an offer are recent: the rules of other decades are left out.
package struct TimeZoneRule: Sendable, Equatable {
    private enum Summer: Sendable {
        case never
        /// Last Sunday of March to last Sunday of October, 01:00 UTC (2000/84/EC).
        case europe
        /// Second Sunday of March to first Sunday of November, 02:00 local.
        case northAmerica
    }

    /// Minutes east of UTC in winter.
    private let minutes: Int
    private let summer: Summer

    /// The rule of a zone of the IANA database, such as `Europe/Paris`.
    ///
    /// - Returns: `nil` for a name that is not among ``identifiers``.
    package init?(identifier: String) {
        guard let zone = Self.zones[identifier] else { return nil }
        (minutes, summer) = zone
    }

    /// Coordinated universal time.
    package static var utc: TimeZoneRule { TimeZoneRule(minutes: 0, summer: .never) }

    private init(minutes: Int, summer: Summer) {
        self.minutes = minutes
        self.summer = summer
    }

    /// The names that have a rule, in alphabetical order.
    package static var identifiers: [String] { zones.keys.sorted() }

    /// Seconds east of UTC at an instant, given in seconds since 1970-01-01 UTC.
    package func offset(at instant: Int) -> Int {
        minutes * 60 + (isSummer(at: instant) ? 3600 : 0)
    }

    /// The day it is in the zone at an instant.
    package func day(at instant: Int) -> Day {
        let (local, isOver) = instant.addingReportingOverflow(offset(at: instant))
        return Day(number: Int32(clamping: floorDivide(isOver ? instant : local, 86_400)))
    }

    /// Seconds east of UTC when the clocks of the zone show `secondOfDay` on `day`.
    ///
    /// In the hour that a change repeats, the first reading counts.
    package func offset(on day: Day, secondOfDay: Int) -> Int {
        let local = Int(day.number) * 86_400 + secondOfDay
        let winter = minutes * 60
        return isSummer(at: local - winter - 3600) ? winter + 3600 : winter
    }

    private func isSummer(at instant: Int) -> Bool {
        guard summer != .never else { return false }
        let year = Day(number: Int32(clamping: floorDivide(instant, 86_400))).parts.year
        let start: Int
        let end: Int
        if summer == .europe {
            start = sunday(after: 25, month: 3, year: year) + 3600
            end = sunday(after: 25, month: 10, year: year) + 3600
        } else {
            start = sunday(after: 8, month: 3, year: year) + 7200 - minutes * 60
            end = sunday(after: 1, month: 11, year: year) + 3600 - minutes * 60
        }
        return instant >= start && instant < end
    }

    /// Midnight UTC of the first Sunday from a day of a month on.
    private func sunday(after day: Int, month: Int, year: Int) -> Int {
        guard let first = Day(year: year, month: month, day: day) else { return 0 }
        return (Int(first.number) + 6 - first.weekday) * 86_400
    }

    private typealias Zone = (minutes: Int, summer: Summer)

    private static let zones: [String: Zone] = {
        var zones: [String: Zone] = [:]
        func add(_ hours: Double, _ summer: Summer, _ names: String) {
            for name in names.split(separator: " ") {
                zones[String(name)] = (Int(hours * 60), summer)
            }
        }
        add(
            0,
            .never,
            "UTC Etc/UTC GMT Africa/Abidjan Africa/Dakar Atlantic/Reykjavik Africa/Bamako"
        )
        add(0, .europe, "Europe/London Europe/Dublin Europe/Lisbon Europe/Jersey Europe/Guernsey")
        add(0, .europe, "Europe/Isle_of_Man Atlantic/Canary Atlantic/Madeira Atlantic/Faroe")
        add(
            1,
            .europe,
            "Europe/Paris Europe/Brussels Europe/Luxembourg Europe/Zurich Europe/Berlin"
        )
        add(1, .europe, "Europe/Amsterdam Europe/Monaco Europe/Madrid Europe/Rome Europe/Vienna")
        add(
            1,
            .europe,
            "Europe/Andorra Europe/Copenhagen Europe/Oslo Europe/Stockholm Europe/Warsaw"
        )
        add(1, .europe, "Europe/Prague Europe/Bratislava Europe/Budapest Europe/Ljubljana")
        add(1, .europe, "Europe/Zagreb Europe/Belgrade Europe/Sarajevo Europe/Skopje Europe/Tirane")
        add(
            1,
            .europe,
            "Europe/Malta Europe/San_Marino Europe/Vatican Europe/Vaduz Europe/Podgorica"
        )
        add(1, .europe, "Europe/Gibraltar Europe/Busingen Arctic/Longyearbyen Africa/Ceuta")
        add(1, .never, "Africa/Algiers Africa/Tunis Africa/Lagos Africa/Douala Africa/Libreville")
        add(1, .never, "Africa/Brazzaville Africa/Kinshasa Africa/Niamey Africa/Casablanca")
        add(
            2,
            .europe,
            "Europe/Athens Europe/Bucharest Europe/Sofia Europe/Helsinki Europe/Tallinn"
        )
        add(2, .europe, "Europe/Riga Europe/Vilnius Europe/Kyiv Europe/Kiev Asia/Nicosia")
        add(2, .europe, "Europe/Mariehamn")
        add(2, .never, "Africa/Johannesburg Africa/Kigali Africa/Tripoli Europe/Kaliningrad")
        add(3, .never, "Europe/Istanbul Europe/Moscow Europe/Minsk Indian/Mayotte Africa/Nairobi")
        add(3, .never, "Indian/Antananarivo Indian/Comoro Africa/Djibouti Asia/Riyadh Asia/Baghdad")
        add(4, .never, "Indian/Reunion Indian/Mauritius Asia/Dubai Asia/Tbilisi")
        add(5.5, .never, "Asia/Kolkata")
        add(7, .never, "Asia/Bangkok Asia/Ho_Chi_Minh Asia/Jakarta")
        add(8, .never, "Asia/Shanghai Asia/Singapore Asia/Hong_Kong Asia/Taipei Australia/Perth")
        add(9, .never, "Asia/Tokyo Asia/Seoul")
        add(11, .never, "Pacific/Noumea")
        add(12, .never, "Pacific/Wallis")
        add(-3.5, .northAmerica, "America/St_Johns")
        add(-3, .northAmerica, "America/Miquelon")
        add(-3, .never, "America/Cayenne America/Sao_Paulo America/Argentina/Buenos_Aires")
        add(-4, .northAmerica, "America/Halifax America/Moncton Atlantic/Bermuda")
        add(-4, .never, "America/Guadeloupe America/Martinique America/St_Barthelemy")
        add(-4, .never, "America/Marigot America/Puerto_Rico")
        add(-5, .northAmerica, "America/Toronto America/Montreal America/New_York America/Detroit")
        add(-5, .northAmerica, "America/Iqaluit America/Port-au-Prince")
        add(-5, .never, "America/Bogota America/Lima America/Panama America/Jamaica")
        add(-6, .northAmerica, "America/Winnipeg America/Chicago")
        add(-6, .never, "America/Regina America/Mexico_City")
        add(-7, .northAmerica, "America/Edmonton America/Denver America/Boise")
        add(-7, .never, "America/Phoenix America/Whitehorse")
        add(-8, .northAmerica, "America/Vancouver America/Los_Angeles America/Tijuana")
        add(-9, .northAmerica, "America/Anchorage America/Juneau")
        add(-9, .never, "Pacific/Gambier")
        add(-9.5, .never, "Pacific/Marquesas")
        add(-10, .never, "Pacific/Tahiti Pacific/Honolulu")
        return zones
    }()

    package static func == (first: TimeZoneRule, second: TimeZoneRule) -> Bool {
        first.minutes == second.minutes && first.summer == second.summer
    }
}

private func floorDivide(_ value: Int, _ divisor: Int) -> Int {
    value / divisor - (value % divisor < 0 ? 1 : 0)
}
