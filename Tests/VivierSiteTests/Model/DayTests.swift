import Foundation
import Testing
import VivierModel

@Suite("Model: days")
struct DayTests {
    private func day(_ iso: String) throws -> Day { try #require(Day(iso: iso)) }

    @Test("counts days from 1970 like everybody else")
    func numbers() throws {
        #expect(try day("1970-01-01").number == 0)
        #expect(try day("1969-12-31").number == -1)
        #expect(try day("2000-02-29").number == 11_016)
        #expect(try day("2026-12-11").number == 20_798)
        #expect(try day("0001-01-01").number == -719_162)
        #expect(try day("9999-12-31").number == 2_932_896)
    }

    @Test(
        "every day of the calendar has its place: none twice, none left out",
        arguments: [(1, 0), (1890, 2), (9899, 6)]
    )
    func everyDay(firstYear: Int, firstWeekday: Int) throws {
        // Around the turns of centuries; the calendar repeats itself every 400 years.
        var expected = try #require(Day(year: firstYear, month: 1, day: 1)).number
        var weekday = firstWeekday
        for year in firstYear..<firstYear + 101 {
            for month in 1...12 {
                for number in 1...31 {
                    guard let day = Day(year: year, month: month, day: number) else { continue }
                    guard day.number == expected, day.weekday == weekday,
                        day.parts == (year, month, number)
                    else {
                        Issue.record("\(year)-\(month)-\(number) is \(day.number), \(day.parts)")
                        return
                    }
                    expected += 1
                    weekday = (weekday + 1) % 7
                }
            }
        }
        #expect(Day(number: expected).parts == (firstYear + 101, 1, 1))
    }

    @Test(
        "writes what it reads",
        arguments: ["0001-01-01", "0999-10-09", "2024-02-29", "9999-12-31"]
    )
    func roundTrip(iso: String) throws {
        #expect(try day(iso).iso == iso)
    }

    @Test(
        "knows the length of each month",
        arguments: [
            (2023, 2, 28), (2024, 2, 29), (1900, 2, 28), (2000, 2, 29), (2100, 2, 28),
            (2026, 1, 31), (2026, 4, 30), (2026, 6, 30), (2026, 9, 30), (2026, 11, 30),
            (2026, 12, 31),
        ]
    )
    func lengths(year: Int, month: Int, length: Int) {
        #expect(Day(year: year, month: month, day: length) != nil)
        #expect(Day(year: year, month: month, day: length + 1) == nil)
    }

    @Test(
        "is not made of what is no day",
        arguments: [
            "", "2026", "2026-12", "2026-12-1", "2026-12-011", "2026/12/11", "2026-13-01",
            "2026-00-01", "2026-01-00", "2026-02-29", "2026-04-31", "0000-01-01", "-001-01-01",
            "+202-01-01", "2026-1 -01", " 2026-12-1", "2026-12-11 ", "2026-12-11T00:00",
            "２０２６-12-11", "2026–12–11", "20a6-12-11",
        ]
    )
    func wrongText(text: String) {
        #expect(Day(iso: text) == nil)
    }

    @Test("is not made of numbers far outside of the calendar")
    func wrongNumbers() {
        #expect(Day(year: 10_000, month: 1, day: 1) == nil)
        #expect(Day(year: 0, month: 1, day: 1) == nil)
        #expect(Day(year: .max, month: 1, day: 1) == nil)
        #expect(Day(year: 2026, month: .min, day: 1) == nil)
        #expect(Day(year: 2026, month: 1, day: .max) == nil)
        #expect(Day(year: 2026, month: 1, day: -1) == nil)
    }

    @Test("adds days over months, years and leap days")
    func adding() throws {
        #expect(try day("2024-02-28").adding(days: 1).iso == "2024-02-29")
        #expect(try day("2023-12-31").adding(days: 1).iso == "2024-01-01")
        #expect(try day("2024-03-01").adding(days: -1).iso == "2024-02-29")
        #expect(try day("2026-12-11").adding(days: 365).iso == "2027-12-11")
        #expect(try day("2026-12-11").adding(days: 0) == day("2026-12-11"))
    }

    @Test("stops at the last day it can hold rather than at a crash")
    func overflow() throws {
        #expect(try day("2026-12-11").adding(days: .max).number == .max)
        #expect(try day("2026-12-11").adding(days: .min).number == .min)
        #expect(try day("1969-12-01").adding(days: Int(Int32.min)).number == .min)
        #expect(Day(number: .max).adding(days: 1).iso == "5881580-7-11")
        #expect(Day(number: .min).adding(days: -1).parts.year == -5_877_641)
    }

    @Test("sorts by time and starts its week on Monday")
    func order() throws {
        let days = try ["2027-01-01", "2026-12-11", "2026-02-28"].map { try day($0) }
        #expect(days.sorted().map(\.iso) == ["2026-02-28", "2026-12-11", "2027-01-01"])
        #expect(try day("2026-12-11").weekday == 4)
        #expect(try day("2026-12-14").weekday == 0)
        #expect(try day("1969-12-28").weekday == 6)
    }
}
