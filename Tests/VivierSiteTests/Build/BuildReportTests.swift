import Testing
import VivierModel

@testable import VivierSite

@Suite("What a build did")
struct BuildReportTests {
    private func options(at instant: Int, day: Day? = nil) -> BuildOptions {
        BuildOptions(content: "", templates: "", output: "", day: day, now: instant, jobs: 1)
    }

    @Test("a site is of another day from midnight on in its own zone")
    func midnight() throws {
        var report = BuildReport()
        let day = try #require(Day(iso: "2026-11-21"))
        report.day = (day, try #require(SiteClock(identifier: "Europe/Paris")))
        // 23:00 UTC is midnight in Paris.
        #expect(!report.isOfAnotherDay(than: options(at: 1_795_301_999)))
        #expect(report.isOfAnotherDay(than: options(at: 1_795_302_000)))
    }

    @Test("the day that is asked for goes before that of the clock")
    func asked() throws {
        var report = BuildReport()
        let day = try #require(Day(iso: "2026-11-21"))
        report.day = (day, try #require(SiteClock(identifier: "UTC")))
        #expect(!report.isOfAnotherDay(than: options(at: 0, day: day)))
        let tomorrow = try #require(Day(iso: "2026-11-22"))
        #expect(report.isOfAnotherDay(than: options(at: 1_795_250_000, day: tomorrow)))
    }

    @Test("a build that did not come to its day is not made again for one")
    func none() {
        #expect(!BuildReport().isOfAnotherDay(than: options(at: 1_795_302_000)))
    }
}
