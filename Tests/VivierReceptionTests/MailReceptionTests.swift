import Testing
import VivierReception
import VivierStore
import VivierTestSupport

@Suite("Messages")
struct MailReceptionTests {
    private let place: TestReception

    init() throws {
        var place = try TestReception()
        place.reception.takesMail = true
        place.reception.refusal = .kept
        self.place = place
    }

    private static let head = """
        From: Zoé Martin <zoe@exemple.fr>
        To: emplois@essai.example
        Subject: Candidature
        Message-ID: <a1@exemple.fr>
        MIME-Version: 1.0

        """

    private static let withFile =
        head + """
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain; charset=utf-8

            Bonjour
            --b
            Content-Type: application/pdf; name="cv.pdf"
            Content-Disposition: attachment
            Content-Transfer-Encoding: base64

            JVBERi0xLjcKMSAwIG9iaiA8PCAvVHlwZSAvQ2F0YWxvZyA+Pgo=
            --b--

            """

    private func receive(
        _ message: [UInt8],
        to recipient: String? = nil
    ) throws -> Outcome {
        var envelope = Envelope(
            form: "apply",
            contentType: "message/rfc822",
            source: "mail",
            time: TestReception.noon
        )
        envelope.recipient = recipient
        return try place.reception.receive(message, envelope)
    }

    private func receive(_ message: String, to recipient: String? = nil) throws -> Outcome {
        try receive(Array(message.utf8), to: recipient)
    }

    @Test("become what the form would have sent, and are kept whole")
    func accepted() throws {
        let receipt = try #require(try receive(Self.withFile).receipt)
        #expect(receipt.files.map(\.field) == ["cv", "original-message"])
        let original = try place.store.file(receipt.files[1].sha256, of: receipt.id)
        #expect(original == Array(Self.withFile.utf8))
        let event = try place.firstEvent(receipt.id)
        let fields = event["fields"]?.array ?? []
        #expect(fields.map { $0["name"]?.string } == ["name", "email", "message"])
        #expect(event["message_id"]?.string == "a1@exemple.fr")
    }

    @Test("are one submission, whatever servers wrote into their head")
    func duplicate() throws {
        #expect(try receive(Self.withFile).summary == "accepted")
        #expect(try receive("Received: from x\n" + Self.withFile).summary == "duplicate")
        let other = Self.withFile.replacing("Bonjour", with: "Bonsoir")
        #expect(try receive(other).summary == "accepted")
    }

    @Test(
        "name their offer in the address or the subject",
        arguments: [
            ("emplois+late@essai.example", "x", "quarantined closed-offer"),
            (nil, "[late]", "quarantined closed-offer"),
            (nil, "[EXT] [late]", "accepted"),
            ("emplois+late@essai.example", "[x]", "quarantined closed-offer"),
            ("emplois@essai.example", "late", "accepted"),
            ("emplois+@essai.example", "x", "accepted"),
        ]
    )
    func offer(recipient: String?, subject: String, outcome: String) throws {
        let message = Self.withFile.replacing("Candidature", with: subject)
        #expect(try receive(message, to: recipient).summary == outcome)
    }

    @Test("of the web are bodies of no known kind")
    func web() throws {
        let place = try TestReception()
        let envelope = Envelope(
            form: "apply",
            contentType: "message/rfc822",
            source: "http",
            time: TestReception.noon
        )
        let outcome = try place.reception.receive(Array(Self.withFile.utf8), envelope)
        #expect(outcome.quarantine != nil)
    }

    @Test("that are damaged anywhere are a dossier or in quarantine, to the byte")
    func damaged() throws {
        var random = SeededGenerator(seed: 20_261_121)
        let whole = Array(Self.withFile.utf8)
        var kept = 0
        for _ in 0..<150 {
            var message = whole
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let index = Int.random(in: message.indices, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: message[index] = UInt8.random(in: 0...255, using: &random)
                case 1: message.removeSubrange(index...)
                default: message.insert(contentsOf: whole[min(index, whole.count)...], at: index)
                }
                if message.isEmpty { message = [10] }
            }
            let outcome = try receive(message)
            if let id = outcome.quarantine {
                #expect(try place.store.quarantinedBytes(id) == message)
                kept += 1
            } else if case .accepted(let known) = outcome {
                let original = try #require(known.files.last)
                #expect(try place.store.file(original.sha256, of: known.id) == message)
            }
        }
        #expect(kept > 10)
    }
}
