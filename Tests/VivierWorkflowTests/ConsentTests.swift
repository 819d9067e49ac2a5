import Testing
import VivierModel
import VivierStore
import VivierWorkflow

@Suite("Consent")
struct ConsentTests {
    private let now = Instant(milliseconds: 0)
    private let today = Day(number: 20_778)

    /// A dossier with events of some kinds.
    private func state(_ first: String, _ events: Happening...) throws -> Candidature {
        let id = DossierID(time: now, random: [UInt8](repeating: 5, count: 10))
        let caused = try events.map { try #require($0.written) }
        let all =
            [(kind: first, data: Array(#"{"form":"adjustments"}"#.utf8))]
            + caused.map { (kind: $0.kind, data: $0.data.bytes) }
        var state = Candidature(id)
        for (index, one) in all.enumerated() {
            state.apply(
                Event(
                    number: index + 1,
                    time: now.advanced(seconds: index),
                    kind: one.kind,
                    by: "candidate",
                    source: "",
                    data: one.data,
                    hash: []
                )
            )
        }
        return state
    }

    private func decided(_ command: CandidatureCommand, _ state: Candidature) throws -> Happening {
        try state.decide(command, at: now, on: today)
    }

    @Test("what a sheet asks is agreed to once, in words that stay, and taken back once")
    func sheet() throws {
        let agree = CandidatureCommand.agree("adjustments", wording: "J'accepte.")
        let fresh = try state("sheet-opened")
        let given = try decided(agree, fresh)
        #expect(given == .consentGiven("adjustments", wording: "J'accepte."))
        #expect(throws: CandidatureRefusal.unchanged) {
            try decided(.disagree("adjustments"), fresh)
        }
        let agreed = try state("sheet-opened", given)
        #expect(agreed.consent(to: "adjustments") != nil && agreed.consent(to: "profile") == nil)
        #expect(throws: CandidatureRefusal.unchanged) { try decided(agree, agreed) }
        let back = try decided(.disagree("adjustments"), agreed)
        let taken = try state("sheet-opened", given, back)
        #expect(taken.consent(to: "adjustments") == nil && taken.isTakenBack)
    }

    @Test("what a candidate shows is shown to who is applied to, or kept for with agreement")
    func addressed() throws {
        let scopes = Happening.Withdrawal.Scope.allCases
        let addressed = try scopes.filter { scope in
            let gone = Happening.withdrawn(.init(scope: scope, reason: ""))
            return try state("received", gone).isAddressedToTeam
        }
        #expect(addressed == [.pool])
        #expect(try state("received").isAddressedToTeam)
        #expect(try !state("sheet-opened").isAddressedToTeam)
    }

    @Test("nothing is written on a sheet after its agreement was taken back")
    func takenBack() throws {
        let taken = try state(
            "sheet-opened",
            .consentGiven("adjustments"),
            .consentWithdrawn("adjustments")
        )
        #expect(throws: CandidatureRefusal.alreadyOver) {
            try decided(.correct([.init(name: "a", values: ["b"])]), taken)
        }
    }

    @Test("a candidature or a sheet is kept longer only by who was asked")
    func keeping() throws {
        #expect(throws: CandidatureRefusal.unchanged) { try decided(.prolong, state("received")) }
        let asked = Happening.renewalAsked(until: today)
        #expect(try decided(.prolong, state("received", asked)) == .consentGiven("keeping"))
        #expect(throws: CandidatureRefusal.unchanged) {
            try decided(.prolong, state("received", asked, .consentGiven("keeping")))
        }
        #expect(throws: CandidatureRefusal.unchanged) {
            try decided(.prolong, state("sheet-opened"))
        }
        #expect(try decided(.prolong, state("sheet-opened", asked)) == .consentGiven("keeping"))
        let given = Happening.consentGiven("adjustments")
        let back = Happening.consentWithdrawn("adjustments")
        #expect(throws: CandidatureRefusal.alreadyOver) {
            try decided(.prolong, state("sheet-opened", given, asked, back))
        }
        #expect(throws: CandidatureRefusal.onlyForSheets) {
            try decided(.agree("a", wording: ""), state("received"))
        }
    }
}
