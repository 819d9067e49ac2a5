import Testing
import VivierModel
import VivierStore
import VivierWorkflow

private let id = DossierID(time: noon, random: [UInt8](repeating: 7, count: 10))
private let noon = Instant(milliseconds: 1_795_262_400_000)
private let today = Day(number: 20_778)

/// A journal under way: events with the numbers and times that a store would give them.
private struct Journal {
    private(set) var events: [Event] = []

    init() {
        add(
            "received",
            """
            {"form":"apply","offer":"2026-0417","language":"fr","reader":"x",\
            "fields":[{"name":"name","original":["zoé "],"value":["Zoé"]},\
            {"name":"note","original":["oui"],"value":[]}],\
            "files":[{"field":"cv","name":"CV.pdf","sha256":"ab","size":3,"type":"application/pdf"}]}
            """
        )
    }

    mutating func add(_ kind: String, _ data: String, after seconds: Int = 0) {
        events.append(
            Event(
                number: events.count + 1,
                time: noon.advanced(seconds: seconds),
                kind: kind,
                by: "test",
                source: "",
                data: Array(data.utf8),
                hash: []
            )
        )
    }

    /// Appends what a command causes, through the bytes of a journal.
    mutating func run(_ command: CandidatureCommand, after seconds: Int = 0) throws {
        let now = noon.advanced(seconds: seconds)
        let caused = try state.decide(command, at: now, on: today)
        let written = try #require(caused.written)
        add(written.kind, String(decoding: written.data.bytes, as: UTF8.self), after: seconds)
        #expect(state.history.last?.happening == caused)
    }

    var state: Candidature {
        Candidature(Dossier(id: id, events: events, tail: .whole, length: 0))
    }
}

private func refusal(_ body: () throws -> Void) -> CandidatureRefusal? {
    do {
        try body()
        return nil
    } catch { return error as? CandidatureRefusal }
}

private func wish(daysLeft: Int = 6) -> CandidatureCommand {
    .ask(.init(document: "Diplôme", until: today.adding(days: daysLeft), text: "Une photo suffit."))
}

private let diploma = Happening.Attachment(
    field: "file",
    name: "d.pdf",
    size: 4,
    sha256: "cd",
    mediaType: "application/pdf"
)

@Suite("Candidature")
struct CandidatureTests {
    @Test("an answer by mail is a message; what a machine answers is not")
    func byMail() throws {
        var journal = Journal()
        journal.add(
            "mail-received",
            """
            {"text":"Oui","files":[{"field":"","name":"a.pdf"},\
            {"field":"original-message","name":"message.eml"}]}
            """
        )
        journal.add("mail-received", #"{"text":"Absente","automatic":"auto-submitted"}"#)
        let messages = journal.state.history.compactMap { entry -> Happening.Message? in
            if case .message(let message) = entry.happening { message } else { nil }
        }
        #expect(messages.map(\.text) == ["Oui"])
        #expect(messages.first?.sender == .candidate)
        #expect(messages.first?.files.map(\.name) == ["a.pdf"])
        #expect(journal.state.messages(since: noon) == 1)
        #expect(journal.state.events == 3)
    }

    @Test("only messages can be hidden, and all of them be shown again")
    func hidden() throws {
        var journal = Journal()
        for text in ["a", "b", "c"] { journal.add("message", #"{"text":"\#(text)"}"#) }
        func hide(_ numbers: [Int]) throws {
            let caused = try journal.state.decide(.hide(numbers), at: noon, on: today)
            let event = try #require(try NewEvent(caused, by: "candidate", at: noon))
            journal.add(event.kind, String(decoding: event.data, as: UTF8.self))
        }
        #expect(refusal { try hide([]) } == .unchanged)
        #expect(refusal { try hide([1, 99]) } == .unchanged)
        try hide([2, 1])
        try hide([4])
        #expect(journal.state.hidden == [2, 4])
        #expect(refusal { try hide([2]) } == .unchanged)
        #expect(journal.state.history.count == 4)
        try hide([])
        #expect(journal.state.hidden == [])
    }

    @Test("letters tell of what candidates cannot know by themselves, and of what they did")
    func notices() throws {
        let day = Day(number: 20_800)
        let told: [(Happening, Notice?)] = [
            (.documentRequested(.init(document: "D", until: day, text: "")), .request),
            (.message(.init(sender: .team, text: "a")), .message),
            (.message(.init(sender: .candidate, text: "a")), nil),
            (.withdrawn(.init(scope: .this, reason: "")), .withdrawn),
            (.withdrawn(.init(scope: .erase, reason: "")), nil),
            (.fieldsChanged([]), .corrected), (.messagesHidden([1]), nil), (.accepted, nil),
        ]
        for (happening, notice) in told { #expect(happening.notice == notice) }
        for notice in Notice.allCases {
            let named = try #require(Notice.named(notice.name(12)))
            #expect((named.notice, named.number) == (notice, 12))
        }
        for text in ["acknowledgement-1", "request", "request-x", "request-1-2", ""] {
            #expect(Notice.named(text) == nil)
        }
    }

    @Test("the first event says who applied for what, with values as they were judged")
    func first() {
        let state = Journal().state
        #expect(state.form == "apply" && state.offer == "2026-0417" && state.language == "fr")
        #expect(
            state.fields == [
                .init(name: "name", values: ["Zoé"]), .init(name: "note", values: ["oui"]),
            ]
        )
        #expect(state.files.map(\.name) == ["CV.pdf"])
        #expect(state.stage == .received && state.received == noon)
    }

    @Test("what nobody outside is told of changes nothing but the count of events")
    func silent() {
        var journal = Journal()
        journal.add("note", #"{"text":"à rappeler"}"#, after: 60)
        journal.add("shortlisted", #"{"vacancy":"v","rank":2}"#, after: 61)
        let state = journal.state
        #expect(state.events == 3)
        #expect(state.history.count == 1 && state.changed == noon)
    }

    @Test(
        "a refusal looks the same at whatever stage it fell",
        arguments: ["rejected", "refused", "closed"]
    )
    func refused(kind: String) {
        var journal = Journal()
        journal.add(kind, #"{"reason":"third round","text":"no"}"#)
        #expect(journal.state.stage == .ended)
        #expect(journal.state.history.last?.happening == .ended)
    }

    @Test("a request opens one slot, which one document fills")
    func slot() throws {
        var journal = Journal()
        try journal.run(wish())
        #expect(journal.state.openRequests(on: today).map(\.number) == [2])
        try journal.run(.supply(request: 2, files: [diploma]), after: 5)
        #expect(journal.state.openRequests(on: today).isEmpty)
        #expect(journal.state.files.map(\.sha256) == ["ab", "cd"])
        #expect(
            refusal { try journal.run(.supply(request: 2, files: [diploma])) } == .requestFilled
        )
    }

    @Test("a slot that was never opened, or whose day is over, takes nothing")
    func closedSlot() throws {
        var journal = Journal()
        #expect(
            refusal { try journal.run(.supply(request: 1, files: [diploma])) } == .noSuchRequest
        )
        try journal.run(wish(daysLeft: 0))
        let late = today.adding(days: 1)
        #expect(journal.state.openRequests(on: late).isEmpty)
        let state = journal.state
        #expect(
            refusal {
                _ = try state.decide(.supply(request: 2, files: [diploma]), at: noon, on: late)
            }
                == .requestOver
        )
        #expect(refusal { try journal.run(.supply(request: 2, files: [])) } == .nothingSent)
    }

    @Test("nothing can be asked for yesterday")
    func past() {
        var journal = Journal()
        #expect(refusal { try journal.run(wish(daysLeft: -1)) } == .dayOver)
    }

    @Test("who withdrew cannot withdraw again, but can have it erased")
    func withdrawn() throws {
        var journal = Journal()
        try journal.run(wish())
        try journal.run(.withdraw(.pool, reason: ""))
        #expect(journal.state.stage == .withdrawn)
        #expect(journal.state.openRequests(on: today).isEmpty)
        #expect(refusal { try journal.run(.withdraw(.this, reason: "")) } == .alreadyOver)
        #expect(refusal { try journal.run(wish()) } == .alreadyOver)
        #expect(refusal { try journal.run(.supply(request: 2, files: [diploma])) } == .alreadyOver)
        #expect(
            refusal { try journal.run(.correct([.init(name: "name", values: ["Z"])])) }
                == .alreadyOver
        )
        try journal.run(.withdraw(.erase, reason: "fini"))
    }

    @Test("a correction keeps what was there before")
    func corrected() throws {
        var journal = Journal()
        try journal.run(
            .correct([
                .init(name: "name", values: ["Zoé B"]), .init(name: "phone", values: ["+33"]),
            ])
        )
        #expect(
            journal.state.history.last?.happening
                == .fieldsChanged([
                    .init(field: "name", before: ["Zoé"], after: ["Zoé B"]),
                    .init(field: "phone", before: [], after: ["+33"]),
                ])
        )
        #expect(journal.state.fields.map(\.values) == [["Zoé B"], ["oui"], ["+33"]])
        #expect(
            refusal { try journal.run(.correct([.init(name: "name", values: ["Zoé B"])])) }
                == .unchanged
        )
    }

    @Test("a message has words, not too many, and there are twenty in a day")
    func messages() throws {
        var journal = Journal()
        #expect(refusal { try journal.run(.write(" \n")) } == .nothingSent)
        #expect(
            refusal { try journal.run(.write(String(repeating: "a", count: 10_001))) } == .tooLong
        )
        for number in 0..<20 { try journal.run(.write("\(number)"), after: number) }
        try journal.run(.answer("Merci."))
        #expect(refusal { try journal.run(.write("encore"), after: 20) } == .tooManyMessages)
        try journal.run(.write("demain"), after: 86_401)
    }

    @Test("a mail is one entry, whatever became of it")
    func mail() {
        var journal = Journal()
        journal.add("mail-queued", #"{"mail":"acknowledgement-1","template":"acknowledgement"}"#)
        journal.add("mail-sent", #"{"mail":"acknowledgement-1","answer":"250"}"#)
        journal.add("mail-failed", #"{"mail":"unknown","answer":"550"}"#)
        #expect(
            journal.state.history.dropFirst().map(\.happening) == [
                .mail(name: "acknowledgement-1", template: "acknowledgement", state: .sent),
                .mail(name: "unknown", template: "", state: .failed),
            ]
        )
    }

    @Test("an event that says nothing of what it should is no crash")
    func bare() {
        for kind in [
            "received", "document-requested", "document-added", "fields-changed", "message",
            "withdrawn", "mail-queued", "mail-sent", "returned", "link-revoked",
        ] {
            var journal = Journal()
            journal.add(kind, "{}")
            journal.add(kind, #"{"files":[1],"changes":[null],"fields":"x","until":"2026-02-30"}"#)
            #expect(journal.state.events == 3)
        }
    }
}

@Suite("Sheet")
struct SheetTests {
    private func sheet() -> Candidature {
        let first = """
            {"form":"profile","reader":"x","language":"fr","fields":[{"name":"name","value":["Zoé"]}]}
            """
        var state = Candidature(id)
        state.apply(event(1, Candidature.sheetOpened, first))
        return state
    }

    private func event(_ number: Int, _ kind: String, _ data: String) -> Event {
        Event(
            number: number,
            time: noon,
            kind: kind,
            by: "candidate",
            source: "",
            data: Array(data.utf8),
            hash: []
        )
    }

    @Test("holds what its first event and its changes say")
    func fold() throws {
        var state = sheet()
        #expect(state.isSheet)
        let wanted = [
            Happening.Field(name: "name", values: []), Happening.Field(name: "town", values: ["A"]),
        ]
        let caused = try state.decide(.correct(wanted), at: noon, on: today)
        let written = try #require(caused.written)
        state.apply(event(2, written.kind, String(decoding: written.data.bytes, as: UTF8.self)))
        #expect(state.fields == wanted)
        let again = refusal { _ = try state.decide(.correct(wanted), at: noon, on: today) }
        #expect(again == .unchanged)
    }

    @Test(
        "nobody deals with it as with a candidature",
        arguments: [
            CandidatureCommand.withdraw(.all, reason: ""), .answer("Bonjour"), .write("Bonjour"),
            .hide([]),
            .ask(Happening.DocumentRequest(document: "CV", until: today, text: "")),
        ]
    )
    func others(command: CandidatureCommand) {
        #expect(refusal { _ = try sheet().decide(command, at: noon, on: today) } == .notForSheets)
    }
}
