import Testing
import VivierModel
import VivierStore
import VivierWorkflow

@Suite("Casework")
struct CaseworkTests {
    @Test("a whole recruitment, from the dossier to the post")
    func whole() throws {
        var world = CaseWorld(2)
        try world.bringToShortlist(0, rank: 1)
        try world.bringToShortlist(1, rank: 2)
        try world.run(.select(isCalled: true), on: 0)
        #expect(world.letters[0].allSatisfy { !$0.hasPrefix("selected") })
        try world.run(.logCall(text: "ravie"), on: 0)
        #expect(world.letters[0].count { $0.hasPrefix("selected") } == 1)
        try world.run(.decline, on: 0)
        try world.run(.select(isCalled: false), on: 1)
        try world.run(.takeUp, on: 1)
        try world.run(.start(world.today), on: 1)
        try world.run(.leave(world.today), on: 1)
        #expect(world.states.map(\.phase) == [.declined, .left])
        #expect(
            world.states[0].overall(by: world.rules)?.formula
                == "(2 × 14/20 + 1 × 14/20) ÷ 3 × 20 = 14"
        )
    }

    @Test(
        "no dossier is accepted, moved or deliberated before its documents are valid (S1-14, B-29)"
    )
    func documents() throws {
        var world = CaseWorld(1)
        #expect(world.refusal(.accept) == .documentsNotValid)
        try world.run(
            .judge(.init(document: "cv", comment: "flou", isVisible: true), isAccepted: false)
        )
        #expect(world.refusal(.accept) == .incomplete)
        world.add(
            0,
            "document-added",
            #"{"document":"cv","files":[{"name":"b.pdf","sha256":"cd","size":1}]}"#,
            by: "candidate"
        )
        #expect(world.refusal(.accept) == .documentsNotValid)
        try world.run(.judge(.cv, isAccepted: true))
        try world.run(.accept)
        #expect(world.refusal(.move(stage: "last")) == .stageSkipped)
        try world.run(.move(stage: "tests"))
        #expect(world.refusal(.move(stage: "last")) == .testsNotPassed)
        #expect(world.refusal(.deliberate) == .testsNotPassed)
    }

    @Test("nobody decides without a name and the right to (S4-44)")
    func agents() {
        let world = CaseWorld(1)
        let commands: [CaseCommand] = [
            .accept, .giveBack(text: "x"), .reject(reason: "x", text: "", deletes: false),
            .select(isCalled: false), .refuse(text: ""), .start(world.today), .undo(event: 1),
        ]
        for command in commands {
            #expect(world.refusal(command, as: Actor(by: "hr", role: nil)) == .noAgent)
            #expect(world.refusal(command, as: Actor(by: "hr:cd", role: .reviewer)) == .noRight)
            #expect(world.refusal(command, as: .candidate) == .noRight)
        }
        let reader = Actor(by: "hr:ef", role: .reader)
        #expect(world.refusal(.note(text: "x", files: []), as: reader) == .noRight)
        #expect(world.refusal(.note(text: "x", files: []), as: Actor(by: "hr", role: nil)) == nil)
    }

    @Test("somebody named says of whom a dossier is, anywhere, once, and takes it back (B-24)")
    func persons() throws {
        var world = CaseWorld(1)
        let reviewer = Actor(by: "hr:cd", role: .reviewer)
        #expect(world.refusal(.join(as: "x"), as: Actor(by: "hr", role: nil)) == .noAgent)
        #expect(world.refusal(.part(as: "x"), as: Actor(by: "hr", role: nil)) == .noAgent)
        #expect(world.refusal(.join(as: "x"), as: Actor(by: "hr:ef", role: .reader)) == .noRight)
        #expect(world.refusal(.join(as: "x"), as: .candidate) == .noRight)
        #expect(world.refusal(.part(as: "x")) == .unchanged)
        let before = world.states[0].phase
        #expect(try world.run(.join(as: "y"), as: reviewer) == .personJoined(as: "y"))
        try world.run(.join(as: "x"), as: reviewer)
        #expect(world.states[0].persons == ["x", "y"])
        #expect(world.refusal(.join(as: "x")) == .unchanged)
        try world.run(.part(as: "y"), as: reviewer)
        #expect(world.states[0].persons == ["x"])
        #expect(world.states[0].phase == before && world.letters[0].isEmpty)
        #expect(world.folded(0) == world.states[0])
    }

    @Test("only who may, and whose candidate is joined with others, is offered to part them (B-24)")
    func parting() {
        let world = CaseWorld(1)
        var setting = world.setting(for: 0)
        func names(_ role: Actor.Role) -> [String] {
            world.states[0].forms(as: Actor(by: "hr:cd", role: role), in: setting).map(\.name)
        }
        #expect(names(.reviewer).contains("join") && !names(.reviewer).contains("part"))
        setting.vacancy.isJoined = true
        #expect(names(.reviewer).contains("part") && names(.reader).isEmpty)
    }

    @Test("one retained for one position, and no more hires than positions (S4-32, B-29)")
    func positions() throws {
        var world = CaseWorld(3)
        for dossier in 0..<3 { try world.bringToShortlist(dossier, rank: dossier + 1) }
        try world.run(.select(isCalled: false), on: 0)
        #expect(world.refusal(.select(isCalled: false), on: 1) == .noPosition)
        try world.run(.takeUp, on: 0)
        #expect(world.refusal(.select(isCalled: false), on: 1) == .noPosition)
        world.positions = 2
        try world.run(.select(isCalled: false), on: 1)
        world.positions = 1
        #expect(world.refusal(.takeUp, on: 1) == .noPosition)
    }

    @Test(
        "no refusal leaves before the post is taken; that of the short-list not before it is begun (S4-35, S4-36)"
    )
    func refusals() throws {
        var world = CaseWorld(4)
        for dossier in 0..<2 { try world.bringToShortlist(dossier, rank: dossier + 1) }
        try world.run(.reject(reason: "profil", text: "", deletes: false), on: 2)
        #expect(world.states[2].phase == .setAside)
        #expect(world.letters[2].isEmpty)
        try world.run(.select(isCalled: false), on: 0)
        for dossier in 1...3 {
            #expect(world.refusal(.refuse(text: ""), on: dossier) == .postNotTaken)
        }
        try world.run(.takeUp, on: 0)
        #expect(world.refusal(.refuse(text: ""), on: 1) == .postNotTaken)
        try world.run(.refuse(text: ""), on: 2)
        try world.run(.start(world.today), on: 0)
        try world.run(.refuse(text: ""), on: 1)
        #expect(world.refusal(.refuse(text: ""), on: 0) == .notNow)
        #expect(world.letters.map { $0.filter { $0.hasPrefix("refused") }.count } == [0, 1, 1, 0])
    }

    @Test("who does not show up leaves the post to the next of the list (S4-37)")
    func absent() throws {
        var world = CaseWorld(2)
        for dossier in 0..<2 { try world.bringToShortlist(dossier, rank: dossier + 1) }
        try world.run(.select(isCalled: false), on: 0)
        try world.run(.takeUp, on: 0)
        try world.run(.start(world.today), on: 0)
        try world.run(.reportAbsence(world.today), on: 0)
        #expect(world.refusal(.refuse(text: ""), on: 1) == .postNotTaken)
        try world.run(.select(isCalled: false), on: 1)
    }

    @Test("who is to be called is not written to before, nor asked (S4-33)")
    func call() throws {
        var world = CaseWorld(1)
        try world.bringToShortlist(0)
        try world.run(.select(isCalled: true))
        #expect(world.refusal(.takeUp) == .callFirst)
        #expect(world.refusal(.decline) == .callFirst)
        try world.run(.logCall(text: ""))
        #expect(world.refusal(.logCall(text: "")) == .unchanged)
        try world.run(.takeUp)
    }

    @Test("a post is taken up by nobody who was hired elsewhere (B-29)")
    func elsewhere() throws {
        var world = CaseWorld(1)
        try world.bringToShortlist(0)
        var setting = world.setting(for: 0)
        setting.vacancy.isHiredElsewhere = true
        #expect(throws: CaseRefusal.hiredElsewhere) {
            try world.states[0].decide(.select(isCalled: false), as: CaseWorld.decider, in: setting)
        }
        world.rules.delays.selection = 30
        #expect(world.refusal(.select(isCalled: false)) == .tooEarly)
    }

    @Test("a slot has one winner, and comes back from who withdraws (S4-22)")
    func slots() throws {
        var world = CaseWorld(3)
        world.rules.tests = [.init(name: "oral", label: .init("Oral"), kind: .oral)]
        let slots = [world.hours(30), world.hours(31)]
        for dossier in 0..<3 {
            try world.run(.judge(.cv, isAccepted: true), on: dossier)
            try world.run(.accept, on: dossier)
            try world.run(.plan(.init(test: "oral", place: "1", slots: slots)), on: dossier)
        }
        try world.run(.answer(test: "oral", comes: true, slot: slots[0]), on: 0, as: .candidate)
        let wish = CaseCommand.answer(test: "oral", comes: true, slot: slots[0])
        #expect(world.refusal(wish, on: 1, as: .candidate) == .slotTaken)
        #expect(world.refusal(.answer(test: "oral", comes: true, slot: nil), on: 1) == .noSuchSlot)
        #expect(
            world.refusal(.answer(test: "oral", comes: true, slot: world.hours(5)), on: 1)
                == .noSuchSlot
        )
        world.add(0, "withdrawn", #"{"scope":"this"}"#, by: "candidate")
        try world.run(wish, on: 1, as: .candidate)
    }

    @Test("a written test has one hour, and a late answer is flagged, not lost (S4-20, S4-22)")
    func written() throws {
        var world = CaseWorld(1)
        try world.run(.judge(.cv, isAccepted: true))
        try world.run(.accept)
        let hour = world.hours(72)
        #expect(
            world.refusal(.plan(.init(test: "written", place: "1", slots: [hour]))) == .wrongSitting
        )
        #expect(world.refusal(.plan(.init(test: "written", place: "1"))) == .wrongSitting)
        #expect(
            world.refusal(.plan(.init(test: "oral", place: "1", slots: [hour]))) == .testsNotPassed
        )
        #expect(world.refusal(.plan(.init(test: "swim", place: "1", starts: hour))) == .noSuchTest)
        #expect(
            world.refusal(.plan(.init(test: "written", place: "1", starts: world.now)))
                == .sittingOver
        )
        let today = world.today
        try world.run(.plan(.init(test: "written", place: "1", starts: hour, answerBy: today)))
        world.wait(hours: 24)
        try world.run(.answer(test: "written", comes: true, slot: nil), as: .candidate)
        #expect(world.states[0].test("written")?.answer?.isLate == true)
        let mark = CaseCommand.mark(test: "written", mark: Mark("9.5"), isPassed: nil, comment: "")
        #expect(world.refusal(mark) == .notTakenYet)
        world.wait(hours: 72)
        #expect(
            world.refusal(.mark(test: "written", mark: Mark("20.5"), isPassed: nil, comment: ""))
                == .wrongMark
        )
        try world.run(mark)
        #expect(world.states[0].test("written")?.isPassed == false)
        #expect(world.letters[0].allSatisfy { !$0.hasPrefix("result") })
        try world.run(.communicate(test: "written"))
        #expect(world.letters[0].count { $0.hasPrefix("result") } == 1)
    }

    @Test("what was decided can be undone until its letter left")
    func undone() throws {
        var world = CaseWorld(1, offer: nil)
        try world.run(.reject(reason: "profil", text: "", deletes: true))
        let number = try #require(world.states[0].decisions.last?.number)
        try world.run(.undo(event: number))
        #expect(world.states[0].phase == .received)
        #expect(!world.states[0].isDeleted)
        #expect(
            Candidature(
                Dossier(id: world.states[0].id, events: world.journals[0], tail: .whole, length: 0)
            ).stage == .received
        )
        #expect(world.refusal(.undo(event: number)) == .nothingToUndo)
        try world.run(.reject(reason: "profil", text: "", deletes: false))
        let again = try #require(world.states[0].decisions.last?.number)
        world.add(0, "mail-sent", #"{"mail":"rejected-\#(again)"}"#, by: "outbox")
        #expect(world.refusal(.undo(event: again)) == .letterGone)
        #expect(world.refusal(.refuse(text: "")) == .noVacancy)
    }

    @Test("an acceptance is undone once the tests that were planned on it are cancelled")
    func undoneAfterTests() throws {
        var world = CaseWorld(1)
        try world.run(.judge(.cv, isAccepted: true))
        try world.run(.accept)
        let number = try #require(world.states[0].decisions.last?.number)
        let hour = world.now.advanced(seconds: 3600)
        try world.run(.plan(.init(test: "written", place: "A", starts: hour)))
        #expect(world.refusal(.undo(event: number)) == .nothingToUndo)
        try world.run(.cancel(test: "written", text: ""))
        try world.run(.undo(event: number))
        #expect(world.states[0].phase == .received)
    }

    @Test("who takes a test is reminded once of each hour, and only by the clock (B-09)")
    func remindedOfTest() throws {
        var world = CaseWorld(1)
        try world.run(.judge(.cv, isAccepted: true))
        try world.run(.accept)
        let hour = world.now.advanced(seconds: 3 * 86_400)
        #expect(world.refusal(.remindOfTest("written"), as: .clock) == .noSuchTest)
        try world.run(.plan(.init(test: "written", place: "A", starts: hour)))
        #expect(world.refusal(.remindOfTest("written"), as: .clock) == .notNow)
        world.now = hour.advanced(seconds: -86_400)
        #expect(world.refusal(.remindOfTest("written")) == .noRight)
        try world.run(.remindOfTest("written"), as: .clock)
        #expect(world.states[0].test("written")?.reminded == hour)
        #expect(world.refusal(.remindOfTest("written"), as: .clock) == .unchanged)
        world.now = hour
        #expect(world.refusal(.remindOfTest("written"), as: .clock) == .notNow)
    }

    @Test("a letter that was taken back is owed no more")
    func cancelledLetter() throws {
        var world = CaseWorld(1, offer: nil)
        try world.run(.reject(reason: "profil", text: "", deletes: true))
        let number = try #require(world.states[0].decisions.last?.number)
        let mail = #"{"mail":"rejected-\#(number)"}"#
        world.add(0, "mail-queued", mail, by: "outbox")
        #expect(!world.states[0].hasSettledLetters)
        world.add(0, "mail-cancelled", mail, by: "hr:ab")
        #expect(world.states[0].hasSettledLetters)
    }

    @Test("an incomplete dossier is reminded once of one day (S1-19, S1-22)")
    func incomplete() throws {
        var world = CaseWorld(1)
        world.rules.declaration = true
        #expect(world.states[0].isIncomplete(by: world.rules))
        let day = world.today.adding(days: 7)
        try world.run(.remind(before: day), as: .clock)
        #expect(world.refusal(.remind(before: day), as: .clock) == .unchanged)
        #expect(world.refusal(.remind(before: day)) == .noRight)
        try world.run(.declareComplete, as: .candidate)
        #expect(world.refusal(.remind(before: day.adding(days: 1)), as: .clock) == .notNow)
    }

    @Test("the pool: notes, tags, absence, proposals (S4-06 to S4-08, B-07)")
    func pool() throws {
        var world = CaseWorld(1, offer: nil)
        try world.run(.tag(add: ["permis-b", "animation"], remove: []))
        try world.run(.tag(add: [], remove: ["animation"]))
        try world.run(.markUnavailable(until: world.today.adding(days: 30), reason: "congé"))
        try world.run(.propose(offer: "2026-2"))
        #expect(world.refusal(.propose(offer: "2026-2")) == .unchanged)
        #expect(world.states[0].tags == ["permis-b"])
        #expect(world.letters[0] == ["proposal-5"])
        try world.run(.markAvailable)
        #expect(world.states[0].absence == nil)
        #expect(world.refusal(.note(text: " ", files: [])) == .nothingSaid)
    }

    @Test("who withdrew, or was refused, can be taken back (B-34)")
    func reinstated() throws {
        var world = CaseWorld(1)
        try world.bringToShortlist(0)
        world.add(0, "withdrawn", #"{"scope":"this"}"#, by: "candidate")
        #expect(world.refusal(.select(isCalled: false)) == .notNow)
        try world.run(.reinstate(reason: "a rappelé"))
        #expect(world.states[0].phase == .shortlisted)
    }

    @Test(
        "marks are read to the hundredth",
        arguments: [
            ("14", "14"), ("14,5", "14.5"), ("14.25", "14.25"), ("0.05", "0.05"), ("07", "7"),
        ]
    )
    func marks(_ pair: (text: String, read: String)) {
        #expect(Mark(pair.text)?.description == pair.read)
    }

    @Test(
        "what is no mark is none",
        arguments: ["", "-1", "1.234", "1.", ".5", "1e3", "99999", "1.2.3", "14 "]
    )
    func noMark(_ text: String) { #expect(Mark(text) == nil) }
}
