import Testing
import VivierStore
import VivierTestSupport

@Suite("Codes of answers by mail")
struct ReplyCodeTests {
    private let folder: TemporaryFolder
    private let store: Store
    private let id = DossierID("aeaqcaibaeaqcaibaeaqcaibae")

    init() throws {
        folder = try TemporaryFolder()
        try Store.create(at: "\(folder.path)/store", reserve: 0)
        store = try Store(opening: "\(folder.path)/store")
    }

    @Test("leads back to the dossier and the event, in capitals too")
    func roundTrip() throws {
        let id = try #require(id)
        let code = store.replyCode(for: id, event: 12)
        #expect(code.description.hasPrefix("\(id)-12-"))
        #expect(code.description.utf8.count == 42)
        #expect(store.replyCode(code.description) == code)
        #expect(store.replyCode(code.description.uppercased()) == code)
    }

    @Test("is worth nothing once a character of it is another")
    func changed() throws {
        let code = store.replyCode(for: try #require(id), event: 3).description
        for index in code.indices {
            for other in "a7-0" where other != code[index] {
                var text = code
                text.replaceSubrange(index...index, with: String(other))
                #expect(store.replyCode(text) == nil, "\(text)")
            }
        }
        for text in ["", "-", "--", code + "-", code + "a", "03\(code)", "+\(code)"] {
            #expect(store.replyCode(text) == nil, "\(text)")
        }
    }

    @Test("of one store is worth nothing in another")
    func otherStore() throws {
        try Store.create(at: "\(folder.path)/other", reserve: 0)
        let other = try Store(opening: "\(folder.path)/other")
        let code = other.replyCode(for: try #require(id), event: 3)
        #expect(store.replyCode(code.description) == nil)
    }

    @Test(
        "two events are written at once, and the second with a repeat of the first if it is not there"
    )
    func together() throws {
        let id = store.dossierID(form: "apply", idempotencyKey: "a")
        func event(_ source: String) throws -> NewEvent {
            try NewEvent(
                kind: "message",
                by: "test",
                source: source,
                time: Instant(milliseconds: 0),
                data: Array("{}".utf8)
            )
        }
        _ = try store.publish(try store.stage(), as: id, first: try event("received"))
        let first = try store.append(try event("a"), and: try event("b"), to: id, expecting: 1)
        #expect((first.number, first.isRepeated) == (2, false))
        _ = try store.append(try event("c"), to: id)
        let again = try store.append(try event("c"), and: try event("d"), to: id, expecting: 1)
        #expect((again.number, again.isRepeated) == (4, true))
        for _ in 0..<2 {
            _ = try store.append(try event("a"), and: try event("b"), to: id, expecting: nil)
        }
        #expect(throws: StoreError.self) {
            try store.append(try event("e"), and: try event("f"), to: id, expecting: 3)
        }
        let read = try store.read(id)
        #expect(read.events.map(\.source) == ["received", "a", "b", "c", "d"])
        #expect(read.events.map(\.number) == [1, 2, 3, 4, 5])
        #expect(read.tail == .whole)
    }
}
