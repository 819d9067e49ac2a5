import Testing
import VivierForms
import VivierModel
import VivierReception
import VivierSpaces
import VivierStore
import VivierWorkflow

/// A candidature with its page, and a way to send the forms of that page.
private struct TestSpace {
    let tests: TestReception
    let id: DossierID
    let actions: ActionReception
    static let today = Day(number: 20_778)

    init(level: EncryptionLevel = .disk) throws {
        let tests = try TestReception(level: level)
        id = try #require(try tests.receive(.complete()).receipt).id
        let form = try #require(tests.reception.form("apply", nil).form)
        let store = tests.store
        actions = ActionReception(
            store: store,
            form: { name, _ in name == "apply" ? form : nil },
            dossiers: { reader in
                try store.list().filter { store.reader(of: try store.read($0)) == reader }
            }
        )
        self.tests = tests
    }

    var store: Store { tests.store }

    var kinds: [String] { get throws { try store.read(id).events.map(\.kind) } }

    /// What the candidate sees at a moment.
    func view(at now: Instant = TestReception.noon) throws -> CandidatureView {
        let dossier = try store.read(id)
        let reader = store.reader(of: dossier)
        let access = ReaderAccess(
            reader,
            rotation: try store.rotation(of: reader),
            keys: SpaceKeys(store),
            now: now,
            today: Self.today
        )
        let home = HomeView([Candidature(dossier)], access)
        return try #require(home.candidatures.first)
    }

    func send(
        _ fields: (String, String)...,
        file: [UInt8]? = nil,
        at now: Instant = TestReception.noon
    ) throws -> String {
        var body = Body()
        for (name, text) in fields { body.add(name, text) }
        if let file { body = body.with("file", file: "d.pdf", file) }
        return try outcome(of: body, at: actions, now)
    }

    func ask() throws {
        let data = #"{"document":"Diplôme","until":"2026-11-27","text":""}"#
        _ = try store.append(
            try NewEvent(
                kind: "document-requested",
                by: "hr",
                source: "",
                time: TestReception.noon,
                data: Array(data.utf8)
            ),
            to: id
        )
    }
}

private func outcome(of body: Body, at actions: ActionReception, _ now: Instant) throws -> String {
    var incoming = try actions.begin(contentType: body.contentType)
    try incoming.feed(body.bytes.span)
    return try incoming.finish(at: now, on: TestSpace.today).key
}

extension FormLookup {
    fileprivate var form: FormDefinition? {
        if case .form(let form) = self { form } else { nil }
    }
}

private let pdf = Array("%PDF-1.7\r\n1 0 obj << /Type /Catalog >>\r\n".utf8)

@Suite("Actions in a space")
struct ActionTests {
    @Test("a right ends with the month after that of its page")
    func expired() throws {
        let space = try TestSpace()
        let token = try space.view().writing
        let before = try #require(Instant("2026-12-31T23:59:59.999Z"))
        let after = try #require(Instant("2027-01-01"))
        #expect(try space.send(("token", token), ("text", "a"), at: after) == "expired")
        #expect(try space.send(("token", token), ("text", "a"), at: before) == "written")
        #expect(try space.kinds == ["received", "message"])
    }

    @Test("links that were taken back take their rights with them")
    func rotated() throws {
        let space = try TestSpace()
        let token = try space.view().writing
        _ = try space.store.rotate(space.store.reader(of: space.store.read(space.id)))
        #expect(try space.send(("token", token), ("text", "a")) == "expired")
        #expect(try space.kinds == ["received"])
    }

    @Test("a right of another store is unknown here")
    func foreign() throws {
        let space = try TestSpace()
        let other = try TestSpace()
        let token = try other.view().writing
        #expect(try space.send(("token", token), ("text", "a")) == "unknown")
        #expect(try space.send(("text", "a")) == "unknown")
    }

    @Test("a document comes to its dossier once", arguments: [EncryptionLevel.disk, .dossier])
    func supplied(level: EncryptionLevel) throws {
        let space = try TestSpace(level: level)
        try space.ask()
        let token = try #require(try space.view().slots.first).token
        #expect(try space.send(("token", token)) == "nothing_sent")
        for file in [pdf, pdf + [32]] {
            #expect(try space.send(("token", token), file: file) == "supplied")
        }
        #expect(try space.kinds == ["received", "document-requested", "document-added"])
        let added = try #require(try space.store.read(space.id).files.last)
        #expect(try space.store.file(added.sha256, of: space.id) == pdf)
        #expect(try space.tests.contents == "1 dossiers, 0 in quarantine, 0 under way")
        #expect(try space.store.verify().problems == [])
    }

    @Test("a file that is none of the kinds is written nowhere")
    func badFile() throws {
        let space = try TestSpace()
        try space.ask()
        let token = try #require(try space.view().slots.first).token
        #expect(try space.send(("token", token), file: Array("MZ".utf8)) == "bad_file")
        #expect(try space.kinds == ["received", "document-requested"])
        #expect(try space.tests.contents == "1 dossiers, 0 in quarantine, 0 under way")
    }

    @Test("what is erased answers like the first time, and takes nothing more")
    func erased() throws {
        let space = try TestSpace()
        let view = try space.view()
        let token = try #require(view.withdrawing)
        for _ in 0..<2 {
            let answer = try space.send(("token", token), ("scope", "erase"), ("confirm", "yes"))
            #expect(answer == "erased")
        }
        #expect(try space.send(("token", view.writing), ("text", "a")) == "erased")
        #expect(try space.store.list().isEmpty)
    }

    @Test("two that press at once make one event of one right")
    func together() async throws {
        let space = try TestSpace()
        var form = Body()
        form.add("token", try #require(try space.view().withdrawing))
        form.add("scope", "pool")
        form.add("confirm", "yes")
        let (body, actions) = (form, space.actions)
        let answers = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<8 {
                group.addTask { try outcome(of: body, at: actions, TestReception.noon) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers == Array(repeating: "withdrawn", count: 8))
        #expect(try space.kinds == ["received", "withdrawn"])
    }
}
