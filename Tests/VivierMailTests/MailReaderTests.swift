import Testing

@testable import VivierMail

@Suite("Reading a mail")
struct MailReaderTests {
    /// A mail with a few headers of one's own.
    private func mail(_ headers: String, body: String = "Bonjour") -> [UInt8] {
        let all = "From: Zoe <zoe@example.org>\n" + headers + "\n\n" + body + "\n"
        return Array(all.replacing("\n", with: "\r\n").utf8)
    }

    @Test("a mail with a curriculum vitae gives text, file and decoded names")
    func wholeMail() throws {
        let message = """
            From zoe@example.org Sat Nov 21 14:00:00 2026
            From: =?utf-8?q?Zo=C3=A9_Lef=C3=A8vre?= <zoe@example.org>
            Reply-To: perso@example.org
            Message-ID: <1@example.org>
            Subject: =?iso-8859-1?q?Candidature_spontan=E9e?=
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=outer

            --outer
            Content-Type: multipart/alternative; boundary=inner

            --inner
            Content-Type: text/plain; charset=windows-1252
            Content-Transfer-Encoding: quoted-printable

            L=92accueil m=92int=E9resse.
            --inner
            Content-Type: text/html; charset=utf-8

            <p>L’accueil m’intéresse.</p>
            --inner--
            --outer
            Content-Type: application/pdf
            Content-Disposition: attachment; filename*=utf-8''..%2FCV%20Zo%C3%A9.pdf
            Content-Transfer-Encoding: base64

            JVBERi0xLjQK
            --outer--

            """
        let read = try readMail(Array(message.replacing("\n", with: "\r\n").utf8))
        #expect(
            read
                == ReceivedMail(
                    sender: .init(name: "Zoé Lefèvre", address: "zoe@example.org"),
                    replyTo: .init(name: nil, address: "perso@example.org"),
                    messageID: "1@example.org",
                    subject: "Candidature spontanée",
                    text: "L’accueil m’intéresse.",
                    attachments: [
                        .init(
                            fileName: "CV Zoé.pdf",
                            mediaType: "application/pdf",
                            isShownInText: false,
                            bytes: Array("%PDF-1.4\n".utf8)
                        )
                    ],
                    automatic: nil
                )
        )
    }

    @Test("encoded words with padding in a row are read to the last")
    func paddedWords() throws {
        let words = "=?utf-8?B?w6k=?=\n =?UTF-8?b?w6k=?= x"
        #expect(try readMail(mail("Subject: \(words)")).subject == "éé x")
    }

    @Test("HTML without plain text is read as its words")
    func htmlOnly() throws {
        let body = """
            <html><style>p { color: red }</style><p>Madame,&nbsp;Monsieur,</p>
            <p>3 &lt; 4 &amp; caf&eacute; &#8364;<br>Fin</p><script>alert(1)</script>
            """
        let read = try readMail(mail("Content-Type: text/html; charset=utf-8", body: body))
        #expect(read.text == "Madame, Monsieur,\n\n3 < 4 & café €\nFin\n")
    }

    @Test(
        "what a machine sent is recognised",
        arguments: [
            ("Auto-Submitted: auto-replied (vacation)", AutomaticMail.autoSubmitted),
            ("auto-submitted: Auto-Generated", .autoSubmitted),
            ("Precedence: bulk", .precedence),
            ("Precedence: AUTO_REPLY", .precedence),
            ("X-Auto-Response-Suppress: DR, OOF, AutoReply", .suppressed),
            ("X-Auto-Response-Suppress: All", .suppressed),
            ("Return-Path: <>", .nullSender),
            ("Return-Path: <MAILER-DAEMON@mx.example.org>", .nullSender),
            ("List-Id: <emploi.example.org>", .list),
            ("Content-Type: multipart/report; boundary=a", .report),
        ]
    )
    func automatic(header: String, expected: AutomaticMail) throws {
        #expect(try readMail(mail(header)).automatic == expected)
    }

    @Test("what a person sent is not taken for a machine's")
    func notAutomatic() throws {
        let headers = "Auto-Submitted: no\nPrecedence: first-class\nX-Auto-Response-Suppress: DR"
        #expect(try readMail(mail(headers)).automatic == nil)
        #expect(try readMail(mail(headers), envelopeSender: "").automatic == .nullSender)
        #expect(try readMail(mail("Return-Path: <>"), envelopeSender: "a@b.c").automatic == nil)
    }

    @Test(
        "no file name leads out of a folder",
        arguments: ["..", "/", "a/..", "\\\\\\\\srv\\\\..", ""]
    )
    func fileNames(name: String) throws {
        let header = "Content-Disposition: attachment; filename=\"\(name)\""
        #expect(try readMail(mail(header)).attachments.map(\.fileName) == [nil])
    }

    @Test("nothing is not a mail", arguments: ["", "\r\n\r\n", "From me\n", " \n\t"])
    func nothing(text: String) {
        #expect(throws: MailRefusal.self) { try readMail(Array(text.utf8)) }
    }
}

@Suite("Limits of a mail")
struct MailLimitsTests {
    private func code(_ message: String, _ limits: MailLimits = MailLimits()) -> String? {
        do throws(MailRefusal) {
            _ = try readMail(Array(message.utf8), limits: limits)
            return nil
        } catch {
            return error.code
        }
    }

    private let head = "From: a@example.org\nContent-Type: multipart/mixed; boundary=b\n\n"

    @Test("a million parts are refused before they are built")
    func manyParts() {
        let message = head + String(repeating: "--b\n\n", count: 1_000_000)
        #expect(code(message) == "mail-too-many-parts")
    }

    @Test("more parts than the limit are refused")
    func someParts() {
        #expect(code(head + String(repeating: "--b\n\nx\n", count: 101)) == "mail-too-many-parts")
        #expect(code(head + String(repeating: "--b\n\nx\n", count: 100) + "--b--\n") == nil)
    }

    @Test("endless headers are refused, of parts and of messages inside as well")
    func headers() {
        let many = String(repeating: "a:\n", count: 400_000)
        #expect(code("From: a@example.org\n" + many) == "mail-headers-too-large")
        #expect(code(head + "--b\n" + many) == "mail-headers-too-large")
        let inner = "--b\nContent-Type: Message/RFC822\n\n"
        #expect(code(head + inner + many) == "mail-headers-too-large")
        #expect(code(head + "--b\n\n" + many) == "mail-headers-too-large")
        #expect(code("From: a@example.org\n\n" + many) == "mail-text-too-large")
    }

    @Test("parts in parts are followed so far and no further")
    func depth() {
        var message = "From: a@example.org\n"
        for level in 0..<3_000 {
            message += "Content-Type: multipart/mixed; boundary=b\(level)\n\n--b\(level)\n"
        }
        #expect(code(message) == "mail-too-deep")
    }

    @Test("sizes count once decoded")
    func sizes() {
        var limits = MailLimits()
        limits.file = 8
        limits.fileBytes = 12
        limits.text = 5
        let file = "--b\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\n"
        #expect(code(head + file + "MTIzNDU2Nzg=\n--b--\n", limits) == nil)
        #expect(code(head + file + "MTIzNDU2Nzg5\n--b--\n", limits) == "mail-file-too-large")
        let two = file + "MTIzNDU2Nzg=\n" + file + "MTIzNDU2Nzg=\n--b--\n"
        #expect(code(head + two, limits) == "mail-files-too-large")
        #expect(code("From: a@example.org\n\n123456", limits) == "mail-text-too-large")
        limits.message = 20
        #expect(code("From: a@example.org\n\n1", limits) == "mail-too-large")
    }
}
