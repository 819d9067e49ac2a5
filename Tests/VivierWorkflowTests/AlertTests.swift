import Testing
import VivierModel
import VivierStore
import VivierWorkflow

private let id = DossierID(time: start, random: [UInt8](repeating: 9, count: 10))
private let start = Instant(milliseconds: 0)

/// The days of the tests are those of UTC.
private func day(_ instant: Instant) -> Day {
    Day(number: Int32(instant.milliseconds / 86_400_000))
}

@Suite("Alert")
struct AlertTests {
    /// An alert with what happened to it, each on a day counted from its first.
    private func alert(
        _ frequency: String = "day",
        _ happened: [(day: Int, kind: String, data: String)] = []
    ) -> Candidature {
        let first = """
            {"form":"alert","fields":[{"name":"frequency","value":["\(frequency)"]}]}
            """
        var state = Candidature(id)
        for (index, one) in ([(0, "received", first)] + happened).enumerated() {
            state.apply(
                Event(
                    number: index + 1,
                    time: start.advanced(seconds: one.0 * 86_400),
                    kind: one.1,
                    by: "test",
                    source: "",
                    data: Array(one.2.utf8),
                    hash: []
                )
            )
        }
        return state
    }

    private let confirmed = (day: 1, kind: "consent-given", data: #"{"purpose":"alert"}"#)

    private func sent(_ day: Int, _ reference: String) -> (day: Int, kind: String, data: String) {
        (day, "alert-sent", #"{"offers":[{"reference":"\#(reference)","title":"T","url":"u"}]}"#)
    }

    private func dueDays(_ state: Candidature) -> [Int32] {
        (0...16).filter { state.isAlertDue(on: Day(number: $0), day: day) }
    }

    @Test("nothing is due before it is confirmed, nor after it was stopped")
    func confirming() {
        #expect(dueDays(alert()).isEmpty)
        let other = (day: 1, kind: "consent-given", data: #"{"purpose":"pool"}"#)
        #expect(dueDays(alert("day", [other])).isEmpty)
        let stopped = (day: 2, kind: "withdrawn", data: #"{"scope":"this"}"#)
        #expect(dueDays(alert("day", [confirmed, stopped])).isEmpty)
    }

    @Test("it is due a day or a week after the last mail, and each day if it says nothing")
    func frequency() {
        let told = [confirmed, sent(3, "a")]
        #expect(dueDays(alert("day", told)).first == 4)
        #expect(dueDays(alert("week", told)).first == 10)
        #expect(dueDays(alert("never", told)).first == 4)
        #expect(dueDays(alert("week", [confirmed])).first == 0)
    }

    @Test("it knows every offer that it told of")
    func told() {
        #expect(alert("day", [confirmed, sent(2, "a"), sent(3, "b")]).toldOffers == ["a", "b"])
    }

    @Test("it waits seven days to be confirmed")
    func waiting() {
        func waited(_ state: Candidature) -> Int32? {
            (0...16).first { state.isUnconfirmed(on: Day(number: $0), day: day) }
        }
        #expect(waited(alert()) == 8)
        #expect(waited(alert("day", [confirmed])) == nil)
    }

    @Test("it is confirmed once")
    func once() throws {
        let state = alert()
        let caused = try state.decide(.confirm, at: start, on: day(start))
        #expect(caused == .consentGiven("alert"))
        #expect(throws: CandidatureRefusal.unchanged) {
            try alert("day", [confirmed]).decide(.confirm, at: start, on: day(start))
        }
    }

    @Test("what it tells stands in the journal as it is read again")
    func written() throws {
        let offers = [
            Happening.AlertOffer(reference: "a", title: "T \"1\"", url: "https://a.example/")
        ]
        let caused = Happening.alertSent(offers)
        let written = try #require(caused.written)
        let text = String(decoding: written.data.bytes, as: UTF8.self)
        let state = alert("day", [(day: 2, kind: written.kind, data: text)])
        #expect(state.history.last?.happening == caused)
        #expect(caused.notice == .alert)
    }
}
