import Foundation
import Testing
import VivierDiagnostics
import VivierMail
import VivierOutbox
import VivierStore
import VivierTestSupport

@Suite("The acknowledgement")
struct AcknowledgementMailTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    private func acknowledgement() throws -> AcknowledgementMail {
        var told = AcknowledgementMail(
            dossier: try #require(DossierID("aeaqcaibaeaqcaibaeaqcaibae")),
            title: "Agente ou agent d’accueil",
            site: "Pays d’Aubrelle",
            received: Instant(milliseconds: 1_795_000_000_000),
            receivedText: ""
        )
        told.code = "abcd-efgh-ijkl-mnop"
        told.files = [
            .init(
                name: "CV Zoé <b>.pdf",
                size: 102_400,
                sha256: String(repeating: "0a", count: 32)
            ),
            .init(name: "note\r\nBcc: x.txt", size: 12, sha256: String(repeating: "0b", count: 32)),
        ]
        told.steps = ["La responsable du service lit votre candidature."]
        told.answerBy = "19 décembre 2026"
        told.contact = MailAddress("emploi@aubrelle.example")
        return told
    }

    private static let moments = [
        "fr": "mercredi 18 novembre 2026 à 12 h 06 (Europe/Paris)",
        "en": "Wednesday 18 November 2026 at 12:06 (Europe/Paris)",
        "nl": "woensdag 18 november 2026 om 12.06 uur (Europe/Paris)",
        "de": "Mittwoch, 18. November 2026 um 12:06 Uhr (Europe/Paris)",
    ]

    @Test("says what was received, in each language", arguments: ["fr", "en", "nl", "de"])
    func languages(language: String) throws {
        var told = try acknowledgement()
        told.language = language
        told.receivedText = try #require(Self.moments[language])
        let mail = try told.mail(
            from: Mailbox(
                name: HeaderText("Pays d’Aubrelle"),
                try #require(MailAddress("jobs@aubrelle.example"))
            ),
            to: try #require(MailAddress("zoe@example.org")),
            named: "Zoé Lefèvre",
            letters: try themeLetters()
        )
        let bytes = mail.bytes()
        let golden = Self.root.appending(path: "Tests/VivierOutboxTests/Fixtures/\(language).eml")
        try expectGolden(
            String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n"),
            matches: golden
        )
        let read = try readMail(bytes)
        try expectGolden(read.text, matches: golden.appendingPathExtension("txt"))
        #expect(read.automatic == .autoSubmitted)
    }

    @Test("goes out without a name and with a plain subject if they are no header texts")
    func badNames() throws {
        var told = try acknowledgement()
        told.title = "Poste\r\nBcc: x@example.org"
        let mail = try told.mail(
            from: Mailbox(try #require(MailAddress("jobs@aubrelle.example"))),
            to: try #require(MailAddress("zoe@example.org")),
            named: "Zoé\r\nBcc: x@example.org",
            letters: try themeLetters()
        )
        #expect(mail.subject.text == "aeaqcaibaeaqcaibaeaqcaibae")
        #expect(mail.to.name == nil)
        let head = String(decoding: mail.bytes(), as: UTF8.self).split(separator: "\r\n\r\n")[0]
        #expect(!head.contains("Bcc"))
    }

    @Test("one event makes one mail, whatever became of the first")
    func once() throws {
        let folder = try TemporaryFolder()
        for name in ["new", "sent", "failed"] { try folder.write("\(name)/.keep.0", "") }
        let outbox = Outbox(at: folder.path)
        let told = try acknowledgement()
        let mail = try told.mail(
            from: Mailbox(try #require(MailAddress("jobs@aubrelle.example"))),
            to: try #require(MailAddress("zoe@example.org")),
            letters: try themeLetters()
        )
        let queued = OutboxMail(mail, as: try #require(told.name), at: told.received)
        #expect(try outbox.queue(queued))
        #expect(try !outbox.queue(queued))
        let entry = try #require(try outbox.entries(.new).first)
        #expect(try outbox.read(entry) == queued)
        let report = try outbox.run(Accepting()) { told.received }
        #expect(report.results.map(\.state) == [.sent])
        #expect(try !outbox.queue(queued))
        var events: [MailEvent] = []
        for _ in 0..<2 {
            try outbox.recordFinished { event in
                events.append(event)
                return true
            }
        }
        #expect(events.map(\.source) == ["mail-sent:acknowledgement-1"])
        #expect(try !outbox.queue(queued))
    }

    @Test("a letter without a subject is refused with its place")
    func noSubject() {
        var diagnostics = Diagnostics()
        let letter = SourceText(path: "mail/a.fr.txt", bytes: Array("Bonjour\n".utf8))
        #expect(LetterLibrary([letter], into: &diagnostics) == nil)
        #expect("\(diagnostics)".contains("letter-without-subject"))
    }

    private struct Accepting: Delivery {
        func deliver(_ mail: OutboxMail) -> DeliveryOutcome { .accepted(answer: "250") }
    }
}
