import Foundation
import Testing
import VivierMail
import VivierTestSupport

@Suite("A mail that the program writes")
struct OutgoingMailTests {
    private func mail(
        to: Mailbox,
        subject: HeaderText,
        html: String? = nil
    ) throws -> OutgoingMail {
        let sender = try #require(MailAddress("candidatures@aubrelle.example"))
        return OutgoingMail(
            from: Mailbox(name: HeaderText("Pays d’Aubrelle, emploi"), sender),
            to: to,
            replyTo: Mailbox(sender),
            subject: subject,
            messageID: MessageID(dossier: "abc", event: "acknowledgement-1", sender: sender),
            origin: .reply,
            date: 1_795_000_000,
            language: "fr",
            text: "Bonjour,\n\nNous avons bien reçu votre candidature.\n.\nFrom ici\n",
            html: html
        )
    }

    @Test("has its headers encoded, and lines that end with CRLF")
    func wholeMail() throws {
        let zoe = try #require(MailAddress("zoe@example.org"))
        let bytes = try mail(
            to: Mailbox(name: HeaderText("Zoé Lefèvre-N’Guyen"), zoe),
            subject: try #require(HeaderText("Candidature reçue : agent d’accueil")),
            html: "<p>Nous avons bien reçu votre candidature.</p>\n"
        ).bytes()
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(!text.replacing("\r\n", with: "").contains { $0 == "\r" || $0 == "\n" })
        #expect(bytes.allSatisfy { $0 < 128 })
        try expectGolden(
            text.replacing("\r\n", with: "\n"),
            matches: URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "Fixtures/whole.eml")
        )
        let read = try readMail(bytes)
        #expect(read.sender?.name == "Pays d’Aubrelle, emploi")
        #expect(read.subject == "Candidature reçue : agent d’accueil")
        #expect(read.text == "Bonjour,\n\nNous avons bien reçu votre candidature.\n.\nFrom ici\n")
        #expect(read.automatic == .autoSubmitted)
    }

    @Test("is the same for the same event, and another for another")
    func messageIDs() throws {
        let sender = try #require(MailAddress("a@Example.org"))
        let one = MessageID(dossier: "abc", event: "acknowledgement-1", sender: sender)
        #expect(one == MessageID(dossier: "abc", event: "acknowledgement-1", sender: sender))
        #expect(one != MessageID(dossier: "abc", event: "acknowledgement-2", sender: sender))
        #expect(one != MessageID(dossier: "abcacknow", event: "ledgement-1", sender: sender))
        #expect(one.text.hasSuffix("@example.org") && one.text.utf8.count == 44)
    }

    /// Names of headers, in the order they come.
    private func headerNames(_ bytes: [UInt8]) -> [String] {
        let text = String(decoding: bytes, as: UTF8.self)
        let head = text.prefix(upTo: text.firstRange(of: "\r\n\r\n")?.lowerBound ?? text.endIndex)
        return head.split(separator: "\r\n").filter { !" \t".contains($0.first ?? " ") }
            .map { String($0.prefix { $0 != ":" }) }
    }

    static let injections = [
        "a\r\nBcc: x@example.org", "a\nBcc: x@example.org", "a\rBcc: x", "a\0b", "a\u{0B}b",
        "a\u{85}Bcc: x", "a\u{2028}Bcc: x", "\r\n\r\n<script>", "=?utf-8?q?=0D=0ABcc:_x?=",
        "a\r\n b", "a%0d%0aBcc: x", "\u{202E}moc", "x\u{7F}", "a\\r\\nBcc: x", "嘊Bcc: x",
        "\"a\" <b@example.org>, c", "a@example.org\r\nDATA", "(comment", "a;b:c,d",
        String(repeating: "é ", count: 140), String(repeating: "a", count: 299),
    ]

    static let strings: [String] = {
        guard let file = corporaFolder()?.appending(path: "strings/blns.json"),
            let data = try? Data(contentsOf: file),
            let list = try? JSONDecoder().decode([String].self, from: data)
        else { return injections }
        return injections + list
    }()

    @Test("no text of a person ever adds a header")
    func addsNoHeader() throws {
        let plain = try #require(MailAddress("zoe@example.org"))
        let expected = [
            "From", "To", "Reply-To", "Subject", "Date", "Message-Id", "Auto-Submitted",
            "X-Auto-Response-Suppress", "Content-Language", "MIME-Version", "Content-Type",
            "Content-Transfer-Encoding",
        ]
        let calm = try #require(HeaderText("Candidature"))
        var written = 0
        for string in Self.strings {
            if let text = HeaderText(string) {
                let one = try mail(to: Mailbox(name: text, plain), subject: text).bytes()
                #expect(headerNames(one) == expected, "\(string.debugDescription)")
                let subject = try readMail(one).subject
                #expect(subject == text.text.trimmingSpaces)
                #expect(try readMail(one).text.hasPrefix("Bonjour,\n\n"))
                written += 1
            }
            if let address = MailAddress(string) {
                let one = try mail(to: Mailbox(address), subject: calm).bytes()
                #expect(headerNames(one) == expected, "\(string.debugDescription)")
            }
        }
        #expect(written > 5)
    }

    @Test("control characters are no header text", arguments: Self.injections.prefix(10))
    func controlCharacters(text: String) { #expect(HeaderText(text) == nil) }

    @Test(
        "what is no address is refused",
        arguments: [
            "", "@", "a", "a@", "@b", "a@b@c", "a b@c", "a@b c", "a@-b.c", "a@b-.c", "a..b@c",
            ".a@b", "a.@b", "-oQ/tmp@b", "a@b.", "a@.b", "é@b.c", "a@é.c", "a@b.c\r\n", "<a@b.c>",
            "a@b.c\0", "\"a b\"@c.d", "a@[127.0.0.1]", "a,b@c.d", "a@b_c.d", "a:b@c.d",
        ]
    )
    func noAddress(text: String) { #expect(MailAddress(text) == nil) }

    @Test(
        "addresses as people have them are taken",
        arguments: ["a.b+c@d-e.example", "o'neil@x.fr"]
    )
    func address(text: String) { #expect(MailAddress(text)?.text == text) }
}

extension String {
    fileprivate var trimmingSpaces: String { trimmingCharacters(in: .whitespaces) }
}
