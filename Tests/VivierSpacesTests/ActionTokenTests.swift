import Testing
import VivierModel
import VivierStore
import VivierWorkflow

@testable import VivierSpaces

private let noon = Instant(milliseconds: 1_795_262_400_000)
private let keys = SpaceKeys(
    space: [UInt8](repeating: 1, count: 32),
    action: [UInt8](repeating: 2, count: 32)
)
private let reader = readerOfTests()
private let today = Day(number: 20_778)
private let dossier = DossierID(time: noon, random: [UInt8](repeating: 3, count: 10))

private func readerOfTests() -> ReaderID {
    guard let reader = ReaderID(String(repeating: "a", count: 26)) else {
        preconditionFailure("26 characters of base 32 are a reader")
    }
    return reader
}

private func token(
    _ action: ActionToken.Action = .supply,
    of dossier: DossierID? = dossier,
    state: Int = 3
) -> ActionToken {
    ActionToken(
        action,
        reader,
        rotation: 0,
        dossier: dossier,
        target: 2,
        until: ActionToken.end(for: noon),
        state: state,
        keys: keys
    )
}

@Suite("Action token")
struct ActionTokenTests {
    @Test("is read as it was written", arguments: ActionToken.Action.allCases)
    func roundTrip(action: ActionToken.Action) {
        let written = token(action)
        #expect(ActionToken(written.text(keys), keys: keys) == written)
        let all = token(action, of: nil)
        #expect(ActionToken(all.text(keys), keys: keys) == all)
    }

    @Test("no bit of it can be changed")
    func forged() {
        let text = Array(token().text(keys).utf8)
        var accepted = 0
        for index in text.indices {
            for bit in 0..<8 {
                var changed = text
                changed[index] ^= 1 << bit
                let forged = String(decoding: changed, as: UTF8.self)
                if ActionToken(forged, keys: keys) != nil { accepted += 1 }
            }
        }
        #expect(accepted == 0)
    }

    @Test("no part of one fits into another")
    func exchanged() {
        let one = token().text(keys).split(separator: ".")
        let other = token(.withdraw, state: 4).text(keys).split(separator: ".")
        for index in one.indices where one[index] != other[index] {
            var mixed = one
            mixed[index] = other[index]
            #expect(ActionToken(mixed.joined(separator: "."), keys: keys) == nil)
        }
    }

    @Test("another store's is worth nothing")
    func foreign() {
        let other = SpaceKeys(
            space: [UInt8](repeating: 1, count: 32),
            action: [UInt8](repeating: 9, count: 32)
        )
        #expect(ActionToken(token().text(keys), keys: other) == nil)
    }

    @Test(
        "what is none is refused",
        arguments: ["", ".", "v1.1.......", String(repeating: "a.", count: 500)]
    )
    func garbage(text: String) { #expect(ActionToken(text, keys: keys) == nil) }

    @Test("its nonce is that of the page: the same as long as nothing happens")
    func nonce() {
        #expect(token().nonce == token().nonce)
        #expect(token(state: 4).nonce != token().nonce)
        #expect(token(.correct).nonce != token().nonce)
        #expect(token().nonce.count == 26)
    }

    @Test(
        "it ends with the month after this one",
        arguments: [
            ("2026-11-01", "2027-01-01"), ("2026-11-30", "2027-01-01"),
            ("2026-12-31", "2027-02-01"), ("2027-01-01", "2027-03-01"),
        ]
    )
    func end(now: String, expected: String) throws {
        #expect(ActionToken.end(for: try #require(Instant(now))) == Instant(expected))
    }
}

@Suite("Views of a reader")
struct ViewTests {
    private func access(rotation: Int = 0) -> ReaderAccess {
        ReaderAccess(
            reader,
            rotation: rotation,
            keys: keys,
            now: noon,
            today: today
        )
    }

    private func candidature(_ kinds: [(String, String)], number: UInt8 = 1) -> Candidature {
        var state = Candidature(
            DossierID(time: noon, random: [UInt8](repeating: number, count: 10))
        )
        for (index, (kind, data)) in kinds.enumerated() {
            state.apply(
                Event(
                    number: index + 1,
                    time: noon.advanced(seconds: index + Int(number)),
                    kind: kind,
                    by: "test",
                    source: "",
                    data: Array(data.utf8),
                    hash: []
                )
            )
        }
        return state
    }

    @Test("what is asked comes before where it stands, with a right to send it")
    func asked() throws {
        let view = CandidatureView(
            candidature([
                ("received", "{}"),
                (
                    "document-requested",
                    #"{"document":"Diplôme","until":"2026-11-27","text":"Merci"}"#
                ),
            ]),
            access()
        )
        #expect(view.standing == .asked(until: today.adding(days: 6)))
        let slot = try #require(view.slots.first)
        let right = try #require(ActionToken(slot.token, keys: keys))
        #expect(right.action == .supply && right.target == 2)
        #expect(right.dossier == view.candidature.id && right.reader == reader)
    }

    @Test("what is over can be erased and written about, and no more")
    func over() {
        let view = CandidatureView(
            candidature([("received", "{}"), ("withdrawn", "{}")]),
            access()
        )
        #expect(view.standing == .stage(.withdrawn))
        #expect(view.withdrawing == nil && view.correcting == nil && view.erasing != nil)
    }

    @Test("a home lists what runs before what is over, newest first")
    func order() {
        let all = [
            candidature([("received", "{}")], number: 1),
            candidature([("received", "{}"), ("closed", "{}")], number: 9),
            candidature([("received", #"{"language":"nl"}"#)], number: 5),
        ]
        let home = HomeView(all, access())
        #expect(home.candidatures.map(\.candidature.id) == [all[2].id, all[0].id, all[1].id])
        #expect(home.withdrawing != nil)
        #expect(HomeView([all[0]], access()).withdrawing == nil)
    }

    @Test("links that were taken back share nothing with those of today")
    func rotation() {
        let before = access()
        let after = access(rotation: 1)
        #expect(before.home.name != after.home.name)
        #expect(before.page(of: dossier) != after.page(of: dossier))
        #expect(after.expired([dossier]) == [before.home, before.page(of: dossier)])
        #expect(before.expired([dossier]).isEmpty)
    }
}
