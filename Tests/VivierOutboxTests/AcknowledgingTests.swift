import Testing
import VivierMail
import VivierOutbox
import VivierStore
import VivierTestSupport

@Suite("Acknowledging a dossier")
struct AcknowledgingTests {
    private let folder: TemporaryFolder
    private let store: Store
    private let outbox: Outbox
    private let time = Instant(milliseconds: 1_795_000_000_000)

    init() throws {
        folder = try TemporaryFolder()
        try Store.create(at: "\(folder.path)/store")
        store = try Store(opening: "\(folder.path)/store")
        outbox = Outbox(store)
    }

    private func dossier(_ data: String = #"{"form":"apply"}"#) throws -> DossierID {
        let id = store.dossierID(form: "apply", idempotencyKey: data)
        let first = try NewEvent(
            kind: "received",
            by: "form",
            source: "received",
            time: time,
            data: Array(data.utf8)
        )
        _ = try store.publish(try store.stage(), as: id, first: first)
        return id
    }

    private func mail(_ id: DossierID) throws -> OutgoingMail {
        let sender = try #require(MailAddress("jobs@aubrelle.example"))
        return OutgoingMail(
            from: Mailbox(sender),
            to: Mailbox(try #require(MailAddress("zoe@example.org"))),
            subject: HeaderText(word: "x"),
            messageID: MessageID(
                dossier: id.description,
                event: Dossier.acknowledgement,
                sender: sender
            ),
            origin: .reply,
            date: 0,
            language: "fr",
            text: "x\n"
        )
    }

    private func mails() throws -> [String] { try outbox.entries(.new).map(\.name.description) }

    @Test("puts the mail into the outbox and says so in the journal, once")
    func once() throws {
        let id = try dossier()
        #expect(try store.read(id).awaitsAcknowledgement)
        for _ in 0..<2 {
            #expect(try outbox.queueAcknowledgement(try mail(id), of: id, in: store, at: time))
        }
        #expect(try mails() == ["\(id).acknowledgement-1"])
        let events = try store.read(id).events
        #expect(events.map(\.kind) == ["received", "mail-queued"])
        #expect(events[1].value["message_id"]?.string == (try mail(id)).messageID.text)
        #expect(events[1].value["language"]?.string == "fr")
        #expect(try !store.read(id).awaitsAcknowledgement)
    }

    @Test("a stop between mail and journal is made up for, and makes no second mail")
    func interrupted() throws {
        let id = try dossier()
        let name = try #require(OutboxName(dossier: id, event: Dossier.acknowledgement))
        #expect(try outbox.queue(OutboxMail(try mail(id), as: name, at: time)))
        #expect(try store.read(id).awaitsAcknowledgement)
        #expect(try outbox.queueAcknowledgement(try mail(id), of: id, in: store, at: time))
        #expect(try mails().count == 1)
        #expect(try !store.read(id).awaitsAcknowledgement)
    }

    @Test("of a dossier that was erased meanwhile no mail is left")
    func erased() throws {
        let id = try dossier()
        let mail = try mail(id)
        try store.erase(id, reason: "asked", at: time)
        #expect(try !outbox.queueAcknowledgement(mail, of: id, in: store, at: time))
        #expect(try mails().isEmpty)
    }

    @Test("a disk that refuses is an error, and the dossier is still owed its letter")
    func disk() throws {
        let id = try dossier()
        let lost = Outbox(at: "\(folder.path)/nowhere")
        #expect(throws: AcknowledgingFailure.self) {
            try lost.queueAcknowledgement(try mail(id), of: id, in: store, at: time)
        }
        #expect(try store.read(id).awaitsAcknowledgement)
    }

    @Test("a message that a machine sent, or that was not sent at all, is owed none")
    func owedNone() throws {
        let id = try dossier(#"{"form":"apply","automatic":"list"}"#)
        #expect(try !store.read(id).awaitsAcknowledgement)
    }
}
