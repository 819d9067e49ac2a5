import Testing
import VivierModel
import VivierStore
import VivierWorkflow

@Suite("What a candidate is asked to say")
struct CandidateTurnTests {
    private func turn(_ world: CaseWorld, _ dossier: Int = 0) -> CandidateTurn {
        let state = world.states[dossier]
        return state.turn(in: world.setting(for: dossier), told: state)
    }

    private func examine(_ world: inout CaseWorld, _ dossier: Int = 0) throws {
        try world.run(.judge(.cv, isAccepted: true), on: dossier)
        try world.run(.accept, on: dossier)
    }

    @Test("hours of others and hours that are over are not offered (S4-22)")
    func hours() throws {
        var world = CaseWorld(2)
        world.rules.tests.removeAll { !$0.kind.hasSlots }
        let hours = [1, 2, 3].map { world.now.advanced(seconds: $0 * 3600) }
        for dossier in 0...1 {
            try examine(&world, dossier)
            try world.run(.plan(.init(test: "oral", place: "", slots: hours)), on: dossier)
        }
        try world.run(.answer(test: "oral", comes: true, slot: hours[1]), on: 1)
        #expect(turn(world).unanswered.map(\.slots) == [[hours[0], hours[2]]])
        #expect(turn(world, 1).invitations.map(\.hour) == [hours[1]])
        #expect(turn(world, 1).unanswered == [])
        world.now = hours[0].advanced(seconds: 1)
        #expect(turn(world).invitations.map(\.slots) == [[hours[2]]])
        world.now = hours[2]
        #expect(turn(world).invitations.map(\.isOpen) == [false])
    }

    @Test("an invitation is answered until it is marked or cancelled, and a new one is another")
    func open() throws {
        var world = CaseWorld(1)
        try examine(&world)
        let hour = world.now.advanced(seconds: 3600)
        try world.run(.plan(.init(test: "written", place: "A", starts: hour)))
        let first = try #require(turn(world).unanswered.first)
        #expect(first.place == "A")
        #expect(first.hour == hour)
        #expect(first.slots == [])
        let later = hour.advanced(seconds: 3600)
        try world.run(.postpone(.init(test: "written", place: "B", starts: later)))
        let second = try #require(turn(world).unanswered.first)
        #expect(second.number > first.number && second.place == "B")
        try world.run(.cancel(test: "written", text: ""))
        #expect(turn(world).invitations.map(\.isOpen) == [false])
    }

    @Test("what can still be taken back is no offer of a post")
    func untold() throws {
        var world = CaseWorld(1)
        try world.bringToShortlist(0, rank: 1)
        let before = world.states[0]
        try world.run(.select(isCalled: false))
        let state = world.states[0]
        #expect(state.turn(in: world.setting(for: 0), told: state).isOffered)
        #expect(!state.turn(in: world.setting(for: 0), told: before).isOffered)
    }

    @Test("a dossier is to be declared complete once everything is there (S1-19)")
    func complete() throws {
        var world = CaseWorld(1)
        #expect(!turn(world).isToComplete)
        world.rules.declaration = true
        #expect(turn(world).isToComplete)
        try world.run(.declareComplete, as: .candidate)
        #expect(!turn(world).isToComplete)
    }
}
