import Testing
import VivierTemplate
import VivierTestSupport

@Suite("Agreement with Jinja2", .enabled(if: corporaFolder() != nil, "needs corpora/template"))
struct ConformanceTests {
    @Test("all 292 cases of the core render as Jinja2 3.1.6 renders them")
    func core() throws {
        let cases = try #require(try ConformanceCase.load("core"))
        #expect(cases.count == 292)
        for disagreement in cases.compactMap(\.disagreement) { Issue.record("\(disagreement)") }
    }

    @Test("all 33 syntax errors are refused with a place")
    func syntaxErrors() throws {
        let cases = try #require(try ConformanceCase.load("syntax_error"))
        #expect(cases.count == 33)
        for example in cases {
            guard case .refused(let why) = example.run() else {
                Issue.record("accepted: \(example)")
                continue
            }
            #expect(why.firstMatch(of: /:\d+:\d+: error:/) != nil, "\(why)")
        }
    }

    @Test("all but one of the 92 cases beyond the core agree too")
    func extended() throws {
        let cases = try #require(try ConformanceCase.load("extended"))
        #expect(cases.count == 92)
        let disagreements = cases.compactMap(\.disagreement)
        #expect(92 - disagreements.count >= 91, "\(disagreements.joined(separator: "\n"))")
    }
}
