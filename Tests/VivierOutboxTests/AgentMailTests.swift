import Testing
import VivierMail
import VivierOutbox
import VivierStore

@Suite("Letters to the team")
struct AgentMailTests {
    private func mail(_ template: String, _ language: String) throws -> AgentMail {
        let agent = try #require(ReaderID("aeaqcaibaeaqcaibaeaqcaibae"))
        let name = try #require(OutboxName(agent: agent, letter: template, "1"))
        let time = Instant(milliseconds: 1_795_000_000_000)
        var told = AgentMail(template, as: name, at: time)
        (told.agent, told.site, told.language) = ("Ada Berger", "Aubrelle", language)
        told.door = "https://a.example/espace/"
        return told
    }

    private func sent(_ told: AgentMail) throws -> OutgoingMail {
        try told.mail(
            from: Mailbox(try #require(MailAddress("emploi@a.example"))),
            to: try #require(MailAddress("ada@a.example")),
            replyTo: try #require(MailAddress("rh@a.example")),
            letters: try themeLetters()
        )
    }

    @Test("each language has the link and the code", arguments: ["fr", "en", "nl", "de"])
    func link(language: String) throws {
        var told = try mail("agent-link", language)
        told.link = ("https://a.example/espace/#v1.secret", "secret")
        let text = try sent(told).text
        #expect(text.contains("Ada Berger,\n"))
        #expect(text.contains("\nhttps://a.example/espace/#v1.secret\n"))
        #expect(text.contains("\nsecret\n"))
        #expect(text.hasSuffix("\nAubrelle\n"))
    }

    @Test(
        "each language says what waits, for one and for several",
        arguments: ["fr", "en", "nl", "de"]
    )
    func tasks(language: String) throws {
        var told = try mail("agent-tasks", language)
        told.tasks = [
            .init(test: "Oral", title: "Agent", count: 1, since: "12.1.2027"),
            .init(test: "Written", title: "Agent", count: 3, since: "13.1.2027"),
        ]
        let lines = try sent(told).text.split(separator: "\n").filter { $0.hasPrefix("- ") }
        #expect(lines.count == 2)
        #expect(lines[0].contains("Oral, Agent") && lines[0].hasSuffix("12.1.2027"))
        #expect(lines[1].contains(" 3 "))
        #expect(try sent(told).text.contains("\nhttps://a.example/espace/\n"))
    }

    @Test("mails to the team are known by their names, and have a number of no event")
    func names() throws {
        let agent = try #require(ReaderID("aeaqcaibaeaqcaibaeaqcaibae"))
        let name = try #require(OutboxName(agent: agent, letter: "agent-tasks", "2027-01-13"))
        #expect(name.isToAgent)
        #expect(OutboxName(name.description) == name)
        #expect(OutboxName(agent: agent, letter: "request", "3") == nil)
        let other = try #require(OutboxName("aeaqcaibaeaqcaibaeaqcaibae.request-3"))
        #expect(!other.isToAgent && other.number == 3)
    }
}
