/// A moment, to the millisecond, in UTC.
package struct Instant: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Since 1970-01-01, without leap seconds.
    package let milliseconds: Int64

    /// `milliseconds`: Since 1970-01-01; held within the years 0 to 9999.
    package init(milliseconds: Int64) {
        self.milliseconds = min(max(milliseconds, -62_167_219_200_000), 253_402_300_799_999)
    }

    package static func < (one: Instant, other: Instant) -> Bool {
        one.milliseconds < other.milliseconds
    }

    /// The moment `seconds` later.
    package func advanced(seconds: Int) -> Instant {
        Instant(milliseconds: milliseconds + Int64(seconds) * 1000)
    }

    /// As in RFC 3339, always 24 characters: `2026-11-21T04:00:00.123Z`.
    package var description: String {
        let day = floorDivision(milliseconds, 86_400_000)
        let time = milliseconds - day * 86_400_000
        let date = civilDate(ofDay: day)
        // Lists write thousands of them.
        var text = Array("0000-00-00T00:00:00.000Z".utf8)
        let numbers = [
            (date.year, 4), (date.month, 7), (date.day, 10), (time / 3_600_000, 13),
            (time / 60_000 % 60, 16), (time / 1000 % 60, 19), (time % 1000, 23),
        ]
        for (number, end) in numbers { write(number, into: &text, before: end) }
        return String(decoding: text, as: UTF8.self)
    }

    /// Reads what ``description`` writes, and a day alone as its first moment.
    package init?(_ text: String) {
        var digits: [Int64] = []
        let whole = text.utf8.count == 10 ? text + "T00:00:00.000Z" : text
        for (character, pattern) in zip(whole.utf8, "0000-00-00T00:00:00.000Z".utf8) {
            if pattern == UInt8(ascii: "0") {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(character) else {
                    return nil
                }
                digits.append(Int64(character - UInt8(ascii: "0")))
            } else if character != pattern {
                return nil
            }
        }
        guard whole.utf8.count == 24 else { return nil }
        func number(_ range: Range<Int>) -> Int64 { digits[range].reduce(0) { $0 * 10 + $1 } }
        let day = dayNumber(year: number(0..<4), month: number(4..<6), day: number(6..<8))
        let time = ((number(8..<10) * 60 + number(10..<12)) * 60 + number(12..<14)) * 1000
        self.init(milliseconds: day * 86_400_000 + time + number(14..<17))
        // The 30th of February, or 25 o'clock, comes out as another moment.
        if description != whole { return nil }
    }
}

/// Writes the digits of a number that is not negative.
private func write(_ number: Int64, into text: inout [UInt8], before end: Int) {
    var (rest, place) = (number, end)
    while rest > 0 {
        place -= 1
        text[place] = UInt8(ascii: "0") + UInt8(rest % 10)
        rest /= 10
    }
}

private func floorDivision(_ number: Int64, _ divisor: Int64) -> Int64 {
    number >= 0 ? number / divisor : (number - divisor + 1) / divisor
}

/// Days since 1970-01-01, by Howard Hinnant's `days_from_civil`.
private func dayNumber(year: Int64, month: Int64, day: Int64) -> Int64 {
    let year = month <= 2 ? year - 1 : year
    let era = floorDivision(year, 400)
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
}

/// The inverse: `civil_from_days`.
private func civilDate(ofDay number: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = number + 719_468
    let era = floorDivision(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
        (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
}
