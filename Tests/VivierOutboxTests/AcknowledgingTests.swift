import Testing
import VivierFiles
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

    /// Does what follows a receipt.
    private func acknowledge(_ id: DossierID) throws -> Bool {
        let dossier = try store.read(id)
        return try outbox.queueAcknowledgement(try mail(id), of: dossier, in: store, at: time)
    }

    private var waiting: String { "\(folder.path)/store/outbox/new" }

    @Test("promises the mail in the journal and puts it into the outbox, once")
    func once() throws {
        let id = try dossier()
        #expect(try store.read(id).letter == .owed)
        for _ in 0..<2 { #expect(try acknowledge(id)) }
        #expect(try mails() == ["\(id).acknowledgement-1"])
        let events = try store.read(id).events
        #expect(events.map(\.kind) == ["received", "mail-queued"])
        let known = try mail(id).messageID.text
        #expect(try store.read(id).letter == .promised(messageID: known, language: "fr"))
    }

    @Test("a promised mail that a power cut took away is made anew, under the same name")
    func lost() throws {
        let id = try dossier()
        _ = try acknowledge(id)
        #expect(try !outbox.lacksAcknowledgement(of: id))
        try deleteFile("\(waiting)/\(id).acknowledgement-1")
        #expect(try outbox.lacksAcknowledgement(of: id))
        #expect(try acknowledge(id))
        #expect(try !outbox.lacksAcknowledgement(of: id))
        #expect(try store.read(id).events.count == 2)
    }

    @Test(
        "what a power cut left of a mail goes into quarantine, and the mail is made anew",
        arguments: [0.0, 0.1, 0.5, 0.99]
    )
    func torn(part: Double) throws {
        let id = try dossier()
        _ = try acknowledge(id)
        let path = "\(waiting)/\(id).acknowledgement-1"
        let whole = try readFile(path)
        let torn = Array(whole.prefix(Int(Double(whole.count) * part)))
        try deleteFile(path)
        try DurableFile.create(path).write(torn)
        #expect(try outbox.lacksAcknowledgement(of: id))
        #expect(try acknowledge(id))
        #expect(try outbox.listing([.new]).map(\.state) == ["new"])
        #expect(try outbox.listing([.new]).map(\.unanswered) == [1])
        let kept = try #require(try store.quarantined().first)
        #expect(try store.quarantined(kept).reason.code == "damaged-mail")
        #expect(try store.quarantinedBytes(kept) == torn)
    }

    @Test("every turned bit of a mail is seen")
    func turnedBits() throws {
        let id = try dossier()
        _ = try acknowledge(id)
        let path = "\(waiting)/\(id).acknowledgement-1"
        let whole = try readFile(path)
        for place in whole.indices {
            var bytes = whole
            bytes[place] ^= 1 << UInt8(place % 8)
            try DurableFile.open(overwriting: path).write(bytes)
            #expect(try outbox.lacksAcknowledgement(of: id), "bit \(place % 8) of byte \(place)")
        }
    }

    /// Makes of a mail one of an earlier version: its first line ends without a sum.
    private func strip(_ path: String, adding member: String = "") throws {
        let whole = try readFile(path)
        let end = try #require(whole.firstIndex(of: UInt8(ascii: "\n")))
        let head = whole[..<(end - #","c":"12345678"}"#.utf8.count)]
        try deleteFile(path)
        try DurableFile.create(path).write(Array(head) + Array("\(member)}".utf8) + whole[end...])
    }

    @Test("a mail without a sum, as an earlier version wrote it, is not damaged")
    func withoutSum() throws {
        let id = try dossier()
        _ = try acknowledge(id)
        let entry = try #require(try outbox.entries(.new).first)
        let before = try outbox.read(entry)
        try strip("\(waiting)/\(id).acknowledgement-1")
        #expect(try outbox.read(entry) == before)
        #expect(try !outbox.lacksAcknowledgement(of: id))
        #expect(try acknowledge(id))
        #expect(try store.quarantined().isEmpty)
    }

    @Test("one that was sent by an earlier version is recorded")
    func sentWithoutSum() throws {
        let id = try dossier()
        _ = try acknowledge(id)
        let sent = "\(waiting)/../sent/\(id).acknowledgement-1"
        try moveReplacing("\(waiting)/\(id).acknowledgement-1", sent)
        try strip(sent)
        var recorded: [String] = []
        try outbox.recordFinished { event in
            recorded.append(event.source)
            return true
        }
        #expect(recorded == ["mail-sent:acknowledgement-1"])
        #expect(try outbox.entries(.sent).map(\.isRecorded) == [true])
    }

    @Test(
        "a line without a sum that no earlier version wrote is damaged",
        arguments: [#","b":"12345678""#, #","started":"2026""#, " "]
    )
    func strangeWithoutSum(member: String) throws {
        let id = try dossier()
        _ = try acknowledge(id)
        try strip("\(waiting)/\(id).acknowledgement-1", adding: member)
        #expect(try outbox.lacksAcknowledgement(of: id))
    }

    @Test("a mail that was sent or given up is not made anew", arguments: ["sent", "failed"])
    func settled(place: String) throws {
        let id = try dossier()
        _ = try acknowledge(id)
        let name = "\(id).acknowledgement-1"
        for end in ["", ":2,S"] {
            try moveReplacing(
                end.isEmpty ? "\(waiting)/\(name)" : "\(waiting)/../\(place)/\(name)",
                "\(waiting)/../\(place)/\(name)\(end)"
            )
            #expect(try !outbox.lacksAcknowledgement(of: id))
            #expect(try acknowledge(id))
            #expect(try mails().isEmpty)
        }
    }

    @Test("of a dossier that was erased meanwhile no mail is left", arguments: [false, true])
    func erased(isPromised: Bool) throws {
        let id = try dossier()
        if isPromised { _ = try acknowledge(id) }
        let dossier = try store.read(id)
        try store.erase(id, reason: "asked", at: time)
        let mail = try mail(id)
        #expect(try !outbox.queueAcknowledgement(mail, of: dossier, in: store, at: time))
        #expect(try mails().isEmpty)
    }

    @Test("a disk that refuses is an error, and the promise stands")
    func disk() throws {
        let id = try dossier()
        let lost = Outbox(at: "\(folder.path)/nowhere")
        let dossier = try store.read(id)
        #expect(throws: AcknowledgingFailure.self) {
            try lost.queueAcknowledgement(try mail(id), of: dossier, in: store, at: time)
        }
        #expect(try store.read(id).letter.isOpen)
        #expect(try outbox.lacksAcknowledgement(of: id))
    }

    @Test("a message that a machine sent, or that was not sent at all, is owed none")
    func owedNone() throws {
        let id = try dossier(#"{"form":"apply","automatic":"list"}"#)
        #expect(try store.read(id).letter == .notOwed)
    }
}
