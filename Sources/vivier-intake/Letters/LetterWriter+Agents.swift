import ArgumentParser
import VivierMail
import VivierModel
import VivierOutbox
import VivierSite
import VivierSpaces
import VivierStore

/// Letters to the team.
extension LetterWriter {
    /// Queues a letter to an agent, unless the outbox has or had it under that name.
    ///
    /// - Parameters:
    ///   - mail: What it says.
    ///   - agent: Who gets it.
    /// - Returns: `false` for an agent without an address that mail can be sent to, or where the
    ///   theme has no such letter.
    /// - Throws: `TemplateFailure`, `SystemCallError`.
    func write(_ mail: AgentMail, to agent: Agent) throws -> Bool {
        guard letters.has(mail.template), let address = MailAddress(agent.email) else {
            return false
        }
        var mail = mail
        mail.agent = agent.name
        mail.language = forms.language(agent.language)
        mail.site = forms.siteName(in: mail.language)
        mail.door = forms.spaceDoor(in: mail.language)
        let made = try mail.mail(from: from, to: address, replyTo: replyTo, letters: letters)
        _ = try Outbox(store).queue(OutboxMail(made, as: mail.name, at: mail.happened))
        return true
    }

    /// The letter with the link to the pages of an agent.
    ///
    /// - Returns: `nil` where it cannot be sent.
    func writeLink(to agent: Agent, at time: Instant) throws -> OutboxName? {
        let reader = store.reader(agent: agent.id)
        let secret = SpaceKeys(store).home(of: reader, rotation: try store.rotation(of: reader))
        let name = OutboxName(agent: reader, letter: "agent-link", "\(time.milliseconds)")
        guard let name else { return nil }
        var mail = AgentMail("agent-link", as: name, at: time)
        mail.link = (forms.link(to: secret, language: agent.language), secret.code)
        return try write(mail, to: agent) ? name : nil
    }
}

extension LetterWriter {
    /// Writes to an agent what waits to be marked, once a day; an earlier such mail that has not
    /// left is deleted.
    ///
    /// - Returns: `false` where it cannot be sent.
    func remind(
        _ agent: Agent,
        of tasks: [AgentMail.Task],
        on today: Day,
        at time: Instant
    ) throws -> Bool {
        let reader = store.reader(agent: agent.id)
        guard let name = OutboxName(agent: reader, letter: "agent-tasks", today.iso) else {
            return false
        }
        try Outbox(store).deleteMails(to: reader, ofLetter: "agent-tasks", butNot: name)
        var mail = AgentMail("agent-tasks", as: name, at: time)
        mail.tasks = tasks
        return try write(mail, to: agent)
    }
}

extension SpaceOptions {
    /// Has the link to the pages of an agent sent to their address; it is printed nowhere.
    ///
    /// - Throws: `ExitCode`, once it was said why it cannot be sent.
    func mailLink(to agent: Agent, _ press: SpacePress) async throws {
        let writer: LetterWriter
        do throws(NoLetters) {
            writer = try reception.letterWriter(press.store, press.pages.forms)
        } catch {
            say(error.note)
            throw ExitCode(1)
        }
        let name = try reported { try writer.writeLink(to: agent, at: press.now) }
        guard let name else {
            say(
                """
                error: no mail can be sent to the agent '\(agent.id)' [no-letter]
                  = give their address with 'agents import', and a theme with the letter agent-link

                """
            )
            throw ExitCode(1)
        }
        try emit(
            JSONValue.object([
                .init("format", .int(1)), .init("agent", .string(agent.id)),
                .init("mail", .string(name.description)),
            ])
        )
    }
}
