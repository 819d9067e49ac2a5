import Testing
import VivierModel
import VivierStore
import VivierWorkflow

@Suite("Retention")
struct RetentionTests {
    private let fr = RetentionProfile(name: "fr", ended: 3, agreed: 24, idle: 24)

    /// A candidature with events of some kinds, a day apart.
    private func state(_ events: (kind: String, data: String)...) throws -> Candidature {
        let start = try #require(Instant("2026-11-30T12:00:00.000Z"))
        let id = DossierID(time: start, random: [UInt8](repeating: 7, count: 10))
        let all = [(kind: "received", data: #"{"form":"apply"}"#)] + events
        let journal = all.enumerated().map { number, event in
            Event(
                number: number + 1,
                time: start.advanced(seconds: number * 86_400),
                kind: event.kind,
                by: "test",
                source: "",
                data: Array(event.data.utf8),
                hash: []
            )
        }
        return Candidature(Dossier(id: id, events: journal, tail: .whole, length: 0))
    }

    private func term(_ state: Candidature) throws -> String {
        let term = Retention(state, by: fr) { Day(number: Int32($0.milliseconds / 86_400_000)) }
        return "\(term.reason.rawValue) \(term.from.iso) \(term.until.iso)"
    }

    @Test("what nobody ended counts from the last thing that happened")
    func idle() throws {
        #expect(try term(state()) == "idle 2026-11-30 2028-11-30")
        #expect(try term(state((kind: "message", data: "{}"))) == "idle 2026-12-01 2028-12-01")
    }

    @Test("what ended counts from its end, in months of the calendar")
    func ended() throws {
        let withdrawn = (kind: "withdrawn", data: #"{"scope":"this"}"#)
        #expect(try term(state(withdrawn)) == "ended 2026-12-01 2027-03-01")
        #expect(
            try term(state((kind: "refused", data: "{}"), (kind: "message", data: "{}")))
                == "ended 2026-12-01 2027-03-01"
        )
    }

    @Test("agreement to be kept for other offers counts longer")
    func agreed() throws {
        let pool = (kind: "withdrawn", data: #"{"scope":"pool"}"#)
        #expect(try term(state(pool)) == "agreed 2026-12-01 2028-12-01")
    }

    @Test("letters, links and questions about it make nothing last longer, an answer does")
    func renewed() throws {
        let asked = (kind: "renewal-asked", data: #"{"until":"2028-12-30"}"#)
        let mail = (kind: "mail-queued", data: #"{"mail":"renewal-2","template":"renewal"}"#)
        let link = (kind: "link-issued", data: "{}")
        let waiting = try state(asked, mail, link)
        #expect(try term(waiting) == "idle 2026-11-30 2028-11-30")
        #expect(waiting.renewal?.iso == "2028-12-30")
        let yes = (kind: "consent-given", data: #"{"purpose":"keeping"}"#)
        #expect(try term(state(asked, mail, yes)) == "idle 2026-12-03 2028-12-03")
        #expect(try state(asked, mail, yes).renewal == nil)
        let pool = (kind: "withdrawn", data: #"{"scope":"pool"}"#)
        #expect(try term(state(pool, asked, yes)) == "agreed 2026-12-03 2028-12-03")
        #expect(try state(pool, asked, (kind: "message", data: "{}")).renewal != nil)
        #expect(try state(asked, (kind: "message", data: "{}")).renewal == nil)
        // What ended for other reasons is not kept longer by an old answer.
        let refused = (kind: "refused", data: "{}")
        #expect(try term(state(asked, yes, refused)) == "ended 2026-12-03 2027-03-03")
    }

    @Test("who is kept for long is asked a month before, who ended is not")
    func asking() throws {
        func asks(_ state: Candidature, on day: String) throws -> Bool {
            let day = try #require(Day(iso: day))
            return Retention(state, by: fr) { Day(number: Int32($0.milliseconds / 86_400_000)) }
                .asks(on: day)
        }
        #expect(try !asks(state(), on: "2028-10-30"))
        #expect(try asks(state(), on: "2028-10-31"))
        let withdrawn = (kind: "withdrawn", data: #"{"scope":"this"}"#)
        #expect(try !asks(state(withdrawn), on: "2030-01-01"))
    }

    @Test("a sheet lasts as long as what else is kept of its reader, and is asked about then")
    func lasting() throws {
        let kept = Retention(try state(), by: fr) {
            Day(number: Int32($0.milliseconds / 86_400_000))
        }
        let (earlier, later) = (Day(iso: "2027-01-01"), Day(iso: "2029-06-30"))
        #expect(kept.lasting(to: nil) == kept && kept.lasting(to: earlier) == kept)
        let longer = kept.lasting(to: later)
        #expect(longer.until == later && longer.from == kept.from)
        #expect(!longer.asks(on: try #require(Day(iso: "2029-05-30"))))
        #expect(longer.asks(on: try #require(Day(iso: "2029-05-31"))))
    }

    @Test("a month that is shorter ends on its last day")
    func shorter() throws {
        var profile = fr
        profile.idle = 3
        let day = try #require(Day(iso: "2026-11-30"))
        #expect(Retention(try state(), by: profile) { _ in day }.until.iso == "2027-02-28")
    }
}
