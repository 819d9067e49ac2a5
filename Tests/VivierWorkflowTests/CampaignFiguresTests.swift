import Testing
import VivierModel
import VivierStore
import VivierWorkflow

@Suite("Figures of a campaign")
struct CampaignFiguresTests {
    /// A dossier that came some days after the first, and to which these things happened, each an
    /// hour after the one before.
    private func course(
        _ kinds: [String] = [],
        offer: String = "2026-1",
        source: String = "http",
        day: Int = 0
    ) -> CaseCourse {
        var random = [UInt8](repeating: 7, count: 10)
        random[9] = 1
        let data = #"{"form":"apply","offer":"\#(offer)","source":"\#(source)"}"#
        let whole = [("received", data)] + kinds.map { ($0, #"{"event":2,"stage":"talk"}"#) }
        let events = whole.enumerated().map { index, event in
            Event(
                number: index + 1,
                time: CaseWorld.start.advanced(seconds: day * 86_400 + index * 3600),
                kind: event.0,
                by: "hr:ab",
                source: "",
                data: Array(event.1.utf8),
                hash: []
            )
        }
        let id = DossierID(time: CaseWorld.start, random: random)
        return CaseCourse(Dossier(id: id, events: events, tail: .whole, length: 0))
    }

    private func figures(_ courses: [CaseCourse]) -> CampaignFigures {
        CampaignFigures(courses, day: CaseWorld.zone)
    }

    private func many(_ count: Int, _ course: CaseCourse) -> [CaseCourse] {
        Array(repeating: course, count: count)
    }

    @Test("a course is how far somebody came, and how long it took")
    func course() {
        let course = course(["accepted", "deliberating", "refused"])
        #expect(course.farthest == .deliberation)
        #expect(course.stays.map(\.phase) == [.received, .examined, .deliberation])
        #expect(course.stays.map(\.milliseconds) == [3_600_000, 3_600_000, 3_600_000])
        #expect(self.course().stays.isEmpty)
    }

    @Test("what is kept of an erased dossier counts as it did, and has no hour (B-24)")
    func kept() throws {
        let courses = (0..<5).map { day in
            course(["accepted", "moved", "refused"], source: "mail", day: day + 1)
        }
        let kept = try courses.map { course in
            let value = course.kept(campaign: "spring", day: CaseWorld.zone)
            #expect(!String(decoding: value.bytes, as: UTF8.self).contains("T12"))
            return try #require(CaseCourse(kept: value))
        }
        #expect(kept.map(\.farthest) == courses.map(\.farthest))
        #expect(kept.map(\.stays.count) == courses.map(\.stays.count))
        let (before, after) = (figures(courses), figures(kept))
        #expect(after.funnels == before.funnels)
        #expect(after.sources == before.sources)
        #expect(CaseCourse(kept: .object([])) == nil)
    }

    @Test("the stages of a campaign are times of their own")
    func stages() {
        let course = course(["accepted", "moved", "deliberating"])
        #expect(course.stays.map(\.stage) == [nil, nil, "talk"])
        #expect(course.stays.map(\.phase) == [.received, .examined, .examined])
    }

    @Test("a decision that was taken back is no step")
    func undone() {
        let course = course(["accepted", "undone"])
        #expect(course.farthest == .received)
        #expect(course.stays.isEmpty)
    }

    @Test("counts who came as far, for each offer")
    func funnels() {
        let all =
            many(20, course()) + many(10, course(["accepted"]))
            + many(5, course(["accepted", "deliberating"])) + many(7, course(offer: "2026-2"))
        let found = figures(all)
        #expect(found.funnels.map(\.offer) == ["2026-1", "2026-2"])
        #expect(found.funnels[0].steps.map(\.count) == [35, 15, 5, 0, 0, 0, 0])
        #expect(found.funnels[1].steps.map(\.count) == [7, 0, 0, 0, 0, 0, 0])
    }

    @Test("says nothing of fewer than five, nor of few who stayed behind")
    func few() {
        let hired = figures(many(20, course()) + many(4, course(["accepted"])))
        #expect(hired.funnels[0].steps.map(\.count) == [24, nil, 0, 0, 0, 0, 0])
        // Two were not examined: that is not to be found by taking one from the other.
        let behind = figures(many(2, course()) + many(20, course(["accepted"])))
        #expect(behind.funnels[0].steps.map(\.count) == [22, nil, 0, 0, 0, 0, 0])
        #expect(figures(many(4, course())).funnels[0].steps.allSatisfy { ($0.count ?? 0) == 0 })
    }

    @Test("a small part of a whole takes the next larger one with it")
    func parts() {
        let sources =
            many(30, course()) + many(9, course(source: "mail"))
            + many(2, course(source: "desk"))
        #expect(figures(sources).sources.map(\.key) == ["http", "mail", "desk"])
        #expect(figures(sources).sources.map(\.count) == [30, nil, nil])
        let more = sources + many(4, course(source: "cgi"))
        // Six together: nobody knows which are whose.
        #expect(figures(more).sources.map(\.count) == [30, 9, nil, nil])
    }

    @Test("counts by weeks that begin on Monday, those without anybody too")
    func weeks() {
        // The first day is a Saturday.
        let found = figures(many(6, course()) + many(8, course(day: 9)))
        #expect(found.weeks.map(\.key.iso) == ["2026-11-16", "2026-11-23", "2026-11-30"])
        #expect(found.weeks.map(\.count) == [6, 0, 8])
        #expect(figures([]).weeks.isEmpty)
    }

    @Test("says the median time of five at least")
    func medians() {
        let found = figures(
            many(5, course(["accepted"])) + many(4, course(["accepted", "deliberating"]))
        )
        #expect(found.stays.map(\.phase) == [.received])
        #expect(found.stays.map(\.median) == [3_600_000])
        #expect(found.stays.map(\.count) == [9])
    }
}
