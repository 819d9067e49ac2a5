/// A day of the calendar, without hour or zone (proleptic Gregorian).
///
/// Which instant it begins or ends at is the business of the site's zone.
package struct Day: Hashable, Sendable, Comparable {
    /// Days since 1970-01-01.
    package let number: Int32

    package init(number: Int32) { self.number = number }

    /// Creates a day, or `nil` if the calendar has no such day.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Day.length(ofMonth: month, in: year)
        else { return nil }
        // Days from civil, Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
        let shifted = month > 2 ? year : year - 1
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        self.number = Int32(era * 146_097 + dayOfEra - 719_468)
    }

    /// Reads exactly `YYYY-MM-DD`.
    package init?(iso text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-")
        else { return nil }
        func number(_ range: Range<Int>) -> Int? {
            var value = 0
            for byte in bytes[range] {
                guard (48...57).contains(byte) else { return nil }
                value = value * 10 + Int(byte - 48)
            }
            return value
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10)
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    package static func < (first: Day, second: Day) -> Bool { first.number < second.number }

    /// The day that many days later; the last one that can be held, if that is less.
    package func adding(days: Int) -> Day {
        let (sum, isOver) = Int(number).addingReportingOverflow(days)
        return Day(number: isOver ? (days > 0 ? .max : .min) : Int32(clamping: sum))
    }

    /// Year, month from 1, day from 1.
    package var parts: (year: Int, month: Int, day: Int) {
        let shifted = Int(number) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// Day of the week, from 0 for Monday.
    package var weekday: Int { ((Int(number) + 3) % 7 + 7) % 7 }

    /// `YYYY-MM-DD`.
    package var iso: String {
        let (year, month, day) = parts
        guard (0...9999).contains(year) else { return "\(year)-\(month)-\(day)" }
        // Ten bytes fit into a string without memory of its own.
        return unsafe String(unsafeUninitializedCapacity: 10) { bytes in
            func write(_ value: Int, _ range: Range<Int>) {
                var rest = value
                for index in range.reversed() {
                    unsafe bytes[index] = UInt8(truncatingIfNeeded: 48 + rest % 10)
                    rest /= 10
                }
            }
            write(year, 0..<4)
            unsafe bytes[4] = UInt8(ascii: "-")
            write(month, 5..<7)
            unsafe bytes[7] = UInt8(ascii: "-")
            write(day, 8..<10)
            return 10
        }
    }

    private static func length(ofMonth month: Int, in year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }
}
