import Foundation
import Testing
import VivierModel
import VivierStore
import VivierWorkflow

/// Commands in any order, sensible and not; 1,000,000 with `VIVIER_WORKFLOW=full`.
@Suite("Sequences of commands")
struct CaseSequenceTests {
    private static let commands =
        ProcessInfo.processInfo.environment["VIVIER_WORKFLOW"] == "full" ? 1_000_000 : 120_000

    @Test("no forbidden state, no letter twice or without its event, no refusal early")
    func sequences() throws {
        var random = SplitMix(state: 20_261_122)
        var done = 0
        var taken: Set<String> = []
        while done < Self.commands {
            var world = CaseWorld(4)
            world.positions = 1 + random.below(2)
            world.rules.declaration = random.below(4) == 0
            for _ in 0..<400 {
                step(&world, &random, &taken)
                done += 1
            }
            for dossier in world.states.indices {
                try #require(world.folded(dossier) == world.states[dossier])
                checkLetters(world, dossier)
            }
        }
        // A generator that never comes far proves nothing.
        for kind in [
            "offer-accepted", "offer-declined", "refused", "no-show", "left", "undone", "slot",
            "person-joined", "person-parted",
        ] {
            #expect(taken.contains(kind), "\(kind) never happened")
        }
    }

    private func step(
        _ world: inout CaseWorld,
        _ random: inout SplitMix,
        _ taken: inout Set<String>
    ) {
        let dossier = random.below(4)
        world.wait(hours: random.below(12))
        let before = world.states
        if random.below(12) == 0 { return outside(&world, dossier, &random) }
        let actors: [Actor] = [
            CaseWorld.decider, CaseWorld.decider, CaseWorld.decider,
            Actor(by: "hr:cd", role: .reviewer),
            Actor(by: "hr", role: nil), .candidate, .clock,
        ]
        let actor = actors[random.below(actors.count)]
        let next = random.below(2) == 0 ? nextCommand(world, dossier, &random) : nil
        let command = next ?? anyCommand(world, dossier, &random)
        guard let event = try? world.run(command, on: dossier, as: actor) else { return }
        taken.insert(event.written.kind)
        if case .testAnswered(let answer) = event, answer.slot != nil { taken.insert("slot") }
        check(event, world, before, dossier, actor)
    }

    /// What must hold after an event, reckoned from the phases before it.
    private func check(
        _ event: CaseEvent,
        _ world: CaseWorld,
        _ before: [Casework],
        _ dossier: Int,
        _ actor: Actor
    ) {
        let holding = world.states.count { $0.phase == .selected || $0.isPlaced }
        #expect(holding <= world.positions, "more are held than positions")
        if event.isDecision { #expect(actor.role == .decider, "nobody answers for it") }
        let others = before.indices.filter { $0 != dossier }.map { before[$0] }
        let state = world.states[dossier]
        switch event {
        case .refused:
            #expect(others.count(where: \.isPlaced) >= world.positions, "a refusal came early")
            if before[dossier].phase == .shortlisted {
                #expect(
                    others.count(where: \.hasStarted) >= world.positions,
                    "so did one of the list"
                )
            }
        case .accepted, .deliberating:
            #expect(state.document("cv")?.state == .accepted, "on a document that is not valid")
        case .testAnswered(let answer):
            let same = others.contains { other in
                answer.slot != nil && !other.phase.isOver
                    && other.test(answer.test)?.answer?.slot == answer.slot
                    && other.test(answer.test)?.isCancelled == false
            }
            #expect(!same, "two have one slot")
        default: break
        }
        if event.notice != nil, case .selected = event { #expect(state.call == .none) }
    }

    private func checkLetters(_ world: CaseWorld, _ dossier: Int) {
        let names = world.letters[dossier]
        #expect(Set(names).count == names.count, "a letter came twice")
        for name in names {
            let told = Notice.named(name).flatMap { known in
                world.journals[dossier].first { $0.number == known.number }
                    .flatMap { CaseEvent($0) }.map { ($0.notice, known.notice) }
            }
            #expect(told.map { $0.0 == $0.1 } == true, "\(name) tells of nothing")
        }
    }

    /// What candidates and the outbox do meanwhile.
    private func outside(_ world: inout CaseWorld, _ dossier: Int, _ random: inout SplitMix) {
        switch random.below(9) {
        case 0:
            if random.below(6) == 0 {
                world.add(dossier, "withdrawn", #"{"scope":"this"}"#, by: "candidate")
            }
        case 1, 2:
            world.add(
                dossier,
                "document-added",
                #"{"document":"cv","files":[{"name":"b.pdf","sha256":"cd","size":1}]}"#,
                by: "candidate"
            )
        case 3: world.add(dossier, "fields-changed", #"{"changes":[]}"#, by: "candidate")
        case 4: world.add(dossier, "message", #"{"to":"team","text":"?"}"#, by: "candidate")
        case 5: world.add(dossier, "of-later-years", #"{"x":1}"#)
        default:
            guard let name = world.letters[dossier].last else { return }
            world.add(dossier, "mail-sent", #"{"mail":"\#(name)"}"#, by: "outbox")
        }
    }

    /// What would bring a dossier further, so that sequences come to their end too.
    private func nextCommand(
        _ world: CaseWorld,
        _ dossier: Int,
        _ random: inout SplitMix
    ) -> CaseCommand? {
        let state = world.states[dossier]
        if random.below(2) == 0, world.states.contains(where: \.isPlaced) {
            return .refuse(text: "")
        }
        switch state.phase {
        case .received:
            if state.document("cv")?.state != .accepted { return .judge(.cv, isAccepted: true) }
            return state.isIncomplete(by: world.rules) ? .declareComplete : .accept
        case .returned: return .declareComplete
        case .examined:
            let next = world.rules.tests.first { state.test($0.name)?.isPassed != true }
            guard let next, let test = state.test(next.name), !test.isCancelled else { return nil }
            if test.marking == nil, let hour = test.hour, hour <= world.now {
                return .mark(test: next.name, mark: Mark("14"), isPassed: nil, comment: "")
            }
            let slot = test.sitting.slots.randomElement(using: &random)
            return .answer(test: next.name, comes: true, slot: slot)
        case .shortlisted: return .select(isCalled: false)
        case .selected: return state.call == .wanted ? .logCall(text: "") : nil
        case .hired: return random.below(3) == 0 ? .reportAbsence(world.today) : .start(world.today)
        case .setAside, .withdrawn: return .reinstate(reason: "x")
        default: return nil
        }
    }

    private func anyCommand(
        _ world: CaseWorld,
        _ dossier: Int,
        _ random: inout SplitMix
    ) -> CaseCommand {
        let test = ["written", "oral", "swim"][min(2, random.below(9) / 4)]
        let slots = (0..<3).map {
            Instant(
                milliseconds: (world.now.milliseconds / 86_400_000 + 1 + Int64($0)) * 86_400_000
            )
        }
        let isSlotted = random.below(8) == 0 ? test == "written" : test == "oral"
        let sitting = CaseEvent.Sitting(
            test: test,
            place: "Salle \(random.below(2))",
            starts: isSlotted ? nil : slots[0],
            slots: isSlotted ? slots : []
        )
        let wish = world.states[dossier].test(test)?.sitting.slots.randomElement(using: &random)
        let mark = random.below(9) == 0 ? nil : Mark(hundredths: 800 + random.below(1400))
        let last = world.states[dossier].decisions.last?.number ?? 1
        switch random.below(36) {
        case 0, 1: return .judge(.cv, isAccepted: true)
        case 2:
            let found = CaseEvent.Judgement(document: "cv", comment: "flou", isVisible: true)
            return .judge(found, isAccepted: random.below(3) > 0)
        case 3: return .declareComplete
        case 4, 5: return .accept
        case 6: return random.below(8) == 0 ? .giveBack(text: "à revoir") : .accept
        case 7:
            return random.below(8) == 0 ? .reject(reason: "x", text: "", deletes: false) : .accept
        case 8: return .move(stage: ["tests", "last", "none"][random.below(3)])
        case 9, 10, 11: return .plan(sitting)
        case 12: return .postpone(sitting)
        case 13: return random.below(3) == 0 ? .cancel(test: test, text: "") : .plan(sitting)
        case 14, 15: return .answer(test: test, comes: random.below(5) > 0, slot: wish)
        case 16, 17, 18: return .mark(test: test, mark: mark, isPassed: nil, comment: "")
        case 19: return .communicate(test: test)
        case 20, 21: return .deliberate
        case 22, 23: return .shortlist(rank: 1 + random.below(4), sha256: "ab")
        case 24, 25: return .select(isCalled: random.below(3) == 0)
        case 26: return .logCall(text: "")
        case 27: return .takeUp
        case 28: return random.below(2) == 0 ? .decline : .takeUp
        case 29: return .start(world.today)
        case 30: return random.below(4) == 0 ? .reportAbsence(world.today) : .leave(world.today)
        case 31: return .refuse(text: "")
        case 32: return random.below(2) == 0 ? .reinstate(reason: "x") : .close(reason: "x")
        case 33: return .join(as: ["x", "y"][random.below(2)])
        case 34: return .part(as: ["x", "y"][random.below(2)])
        default: return random.below(2) == 0 ? .undo(event: last) : .remind(before: world.today)
        }
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers on every machine.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ end: Int) -> Int { Int(next() % UInt64(end)) }
}
