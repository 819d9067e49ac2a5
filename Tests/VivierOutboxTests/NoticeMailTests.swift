import Foundation
import Testing
import VivierMail
import VivierOutbox
import VivierStore
import VivierTestSupport

@Suite("Letters that tell what happened")
struct NoticeMailTests {
    private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Fixtures/notices")

    private func notice(_ name: String, _ language: String) throws -> NoticeMail {
        var told = NoticeMail(
            dossier: try #require(DossierID("aeaqcaibaeaqcaibaeaqcaibae")),
            template: name,
            event: "\(name)-3",
            happened: Instant(milliseconds: 1_795_000_000_000),
            replyTo: try #require(MailAddress("rh@aubrelle.example"))
        )
        told.title = "Agente ou agent d’accueil"
        told.site = "Pays d’Aubrelle"
        told.moment = "18.11.2026"
        told.document = "Diplôme"
        told.until = "27.11.2026"
        told.lines = ["<b>Une photo</b> suffit.", "", "Bcc: x@example.org"]
        told.fields = ["Téléphone", "Permis"]
        told.language = language
        return told
    }

    private let offers = [
        (title: "Agente d’accueil <b>", url: "https://a.example/offres/agente/"),
        (title: "Jardinier", url: "https://a.example/offres/jardinier/"),
    ]

    private func mail(_ told: NoticeMail) throws -> OutgoingMail {
        let sender = try #require(MailAddress("emploi@aubrelle.example"))
        let to = try #require(MailAddress("zoe@example.org"))
        return try told.mail(from: Mailbox(sender), to: to, letters: try themeLetters())
    }

    @Test(
        "are those of the golden files",
        arguments: ["request", "message", "withdrawn", "corrected", "link", "alert"]
    )
    func golden(name: String) throws {
        for language in ["fr", "en", "nl", "de"] {
            var told = try notice(name, language)
            if language != "fr" { told.isThread = true }
            if language != "fr" || ["link", "alert"].contains(name) {
                told.space = ("https://a.example/espace/#v1.abc", "abc")
            }
            if name == "alert" { told.offers = Array(offers.prefix(language == "de" ? 1 : 2)) }
            if language == "nl" { told.unsubscribe = "https://i.example/unsubscribe/abc" }
            if name == "withdrawn" { told.scope = ["fr": "this", "en": "all"][language] ?? "pool" }
            let mail = try mail(told)
            try expectGolden(
                "Subject: \(mail.subject.text)\n\n\(mail.text)",
                matches: Self.fixtures.appending(path: "\(name).\(language).txt")
            )
        }
    }

    @Test("of what is kept in a space names no sheet of it", arguments: ["fr", "en", "nl", "de"])
    func sheets(language: String) throws {
        var told = try notice("renewal", language)
        told.isSheet = true
        told.title = "Votre profil et vos fiches"
        told.space = ("https://a.example/espace/#v1.abc", "abc")
        let mail = try mail(told)
        try expectGolden(
            "Subject: \(mail.subject.text)\n\n\(mail.text)",
            matches: Self.fixtures.appending(path: "renewal-sheets.\(language).txt")
        )
    }

    @Test("are the same to the byte when they are made anew")
    func deterministic() throws {
        let first = try mail(try notice("request", "fr")).bytes()
        #expect(try mail(try notice("request", "fr")).bytes() == first)
        let headers = String(decoding: first, as: UTF8.self).split(separator: "\r\n\r\n")[0]
        #expect(headers.contains("Auto-Submitted: auto-generated"))
        #expect(headers.contains("Reply-To: rh@aubrelle.example"))
        #expect(!headers.contains("Bcc"))
    }

    @Test("an alert says where one post stops it, on one line however long")
    func oneClick() throws {
        var told = try notice("alert", "fr")
        told.space = ("https://a.example/espace/#v1.abc", "abc")
        let address = "https://i.example/unsubscribe/" + String(repeating: "abc.", count: 60)
        told.unsubscribe = address
        let headers = String(decoding: try mail(told).bytes(), as: UTF8.self)
            .split(separator: "\r\n\r\n")[0]
        #expect(headers.contains("List-Unsubscribe: <\(address)>\r\n"))
        #expect(headers.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"))
        told.unsubscribe = nil
        #expect(!String(decoding: try mail(told).bytes(), as: UTF8.self).contains("List-Unsub"))
    }

    @Test("a letter that the theme does not have is an error, not an empty mail")
    func missing() throws {
        #expect(throws: (any Error).self) { try mail(try notice("nothing", "fr")) }
    }
}
