import Testing
import VivierModel

@testable import VivierSite

@Suite("Texts: dates and numbers")
struct StyleTests {
    private func day(_ iso: String) throws -> Day { try #require(Day(iso: iso)) }

    @Test("writes days in French, the first of a month apart")
    func french() throws {
        let style = DateStyle(try themeTexts("fr"))
        func text(_ iso: String, _ form: DateStyle.Style) throws -> String? {
            visible(style.text(try day(iso), form))
        }
        #expect(try text("2026-12-11", .full) == "vendredi 11_décembre 2026")
        #expect(try text("2026-12-11", .long) == "11_décembre 2026")
        #expect(try text("2026-07-14", .short) == "14_juil. 2026")
        #expect(try text("2026-12-01", .full) == "mardi 1er_décembre 2026")
        #expect(try text("0001-01-01", .long) == "1er_janvier 1")
        #expect(try text("9999-12-31", .full) == "vendredi 31_décembre 9999")
        #expect(
            visible(style.html(try day("2026-12-01"), .full))
                == "mardi 1<sup>er</sup>_décembre 2026"
        )
        #expect(visible(style.html(try day("2026-12-21"), .long)) == "21_décembre 2026")
    }

    @Test(
        "writes days in the other languages",
        arguments: [
            ("en", "Friday 11_December 2026"), ("nl", "vrijdag 11_december 2026"),
            ("de", "Freitag, 11._Dezember 2026"),
        ]
    )
    func others(language: String, text: String) throws {
        let written = DateStyle(try themeTexts(language)).text(try day("2026-12-11"), .full)
        #expect(visible(written) == text)
    }

    @Test("each month and each weekday has its name", arguments: 1...12)
    func names(month: Int) throws {
        let texts = try themeTexts("fr")
        let style = DateStyle(texts)
        let day = try #require(Day(year: 2026, month: month, day: 2 + month))
        let weekday = texts.list("date.weekdays")[day.weekday]
        let name = texts.list("date.months")[month - 1]
        #expect(visible(style.text(day, .full)) == "\(weekday) \(2 + month)_\(name) 2026")
    }

    @Test(
        "without all names, or without a pattern, a day is written in figures",
        arguments: [
            "date: {}\n", "date: {long: '{day} {month} {year}'}\n",
            "date: {months: [a], weekdays: [b], long: '{day}'}\n",
            "date: {months: [a,b,c,d,e,f,g,h,i,j,k,l], weekdays: [a,b,c,d,e,f,g], full: '{day}'}\n",
            "date: 2026\n",
        ]
    )
    func incomplete(yaml: String) throws {
        let style = DateStyle(texts("fr", yaml))
        #expect(try style.text(day("2026-12-01"), .long) == "2026-12-01")
        #expect(try style.html(day("2026-12-01"), .long) == "2026-12-01")
    }

    @Test("unknown and unclosed placeholders stay as they are")
    func patterns() throws {
        let names = "months: [a,b,c,d,e,f,g,h,i,j,k,l], weekdays: [1,2,3,4,5,6,7]"
        func style(_ pattern: String) -> DateStyle {
            DateStyle(texts("fr", "date: {\(names), long: \"\(pattern)\"}\n"))
        }
        let day = try day("2026-12-01")
        #expect(style("{day} {hour} {month}").text(day, .long) == "1 {hour} l")
        #expect(style("{day").text(day, .long) == "{day")
        #expect(style("}{day}{").text(day, .long) == "}1{")
        #expect(style("{month_short}").text(day, .long) == "l")
    }

    @Test(
        "writes numbers with their thousands apart",
        arguments: [
            (0, "0"), (7, "7"), (999, "999"), (1000, "1\u{202F}000"), (2050.5, "2\u{202F}050,50"),
            (12_345_678.9, "12\u{202F}345\u{202F}678,90"), (0.05, "0,05"), (0.1 + 0.2, "0,30"),
            (1999.999, "2\u{202F}000"), (-1234.5, "\u{2212}1\u{202F}234,50"), (-0.001, "0"),
            (-0.0, "0"), (0.004, "0"), (1_000_000, "1\u{202F}000\u{202F}000"),
            (100_000, "100\u{202F}000"), (1e14, "100\u{202F}000\u{202F}000\u{202F}000\u{202F}000"),
        ]
    )
    func numbers(value: Double, text: String) throws {
        let style = NumberStyle(texts("fr", "number: {decimal: ',', thousands: \"\\u202F\"}\n"))
        #expect(style.text(value) == text)
    }

    @Test("numbers beyond all pay are written somehow", arguments: [1e15, 1e300, .infinity, .nan])
    func absurd(value: Double) {
        #expect(!NumberStyle(InterfaceTexts(language: "fr")).text(value).isEmpty)
        #expect(!NumberStyle(InterfaceTexts(language: "fr")).text(-value).isEmpty)
    }

    @Test("a language says what parts its numbers, French where it does not")
    func separators() {
        #expect(
            NumberStyle(texts("de", "number: {decimal: ',', thousands: '.'}\n")).text(1234.5)
                == "1.234,50"
        )
        #expect(NumberStyle(InterfaceTexts(language: "xx")).text(1234) == "1\u{202F}234")
    }
}
