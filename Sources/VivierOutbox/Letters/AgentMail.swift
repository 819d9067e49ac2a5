package import VivierMail
package import VivierStore
package import VivierTemplate

/// What somebody of the team is written.
package struct AgentMail: Sendable {
    /// What is to be marked or rated: a test, for a post, of how many people, since when.
    package struct Task: Sendable, Equatable {
        package let test: String
        package let title: String
        package let count: Int
        package let since: String

        package init(test: String, title: String, count: Int, since: String) {
            (self.test, self.title, self.count, self.since) = (test, title, count, since)
        }
    }

    /// The name of its template, which begins with `agent-`.
    package let template: String
    package let name: OutboxName
    package let happened: Instant
    /// What the agent is called.
    package var agent = ""
    /// The name of the site.
    package var site = ""
    /// The link to the pages of the agent, and the code that opens them when typed.
    package var link: (address: String, code: String)?
    /// The page where one signs in, or types a code.
    package var door: String?
    package var tasks: [Task] = []
    package var language = "fr"

    package init(_ template: String, as name: OutboxName, at time: Instant) {
        (self.template, self.name, happened) = (template, name, time)
    }

    /// The mail, ready for the outbox.
    ///
    /// - Throws: ``TemplateFailure`` for a letter that asks for what there is not.
    package func mail(
        from: Mailbox,
        to: MailAddress,
        replyTo: MailAddress,
        letters: LetterLibrary
    ) throws(TemplateFailure) -> OutgoingMail {
        let letter = try letters.letter(template, language, values)
        return OutgoingMail(
            from: from,
            to: Mailbox(to),
            replyTo: Mailbox(replyTo),
            subject: HeaderText(letter.subject) ?? HeaderText(word: template),
            messageID: MessageID(
                dossier: name.dossier.description,
                event: name.event,
                sender: from.address
            ),
            origin: .notice,
            date: Int(happened.milliseconds / 1000),
            language: language,
            text: letter.text,
            html: letter.html
        )
    }

    private static let shape = Shape(["agent", "site", "link", "code", "door", "tasks"])
    private static let taskShape = Shape(["test", "title", "count", "since"])

    private var values: Record {
        func text(_ value: String?) -> Value { value.map { .string($0) } ?? .none }
        let tasks = tasks.map { task in
            Record(
                Self.taskShape,
                [.string(task.test), .string(task.title), .int(task.count), .string(task.since)]
            )
        }
        return Record(
            Self.shape,
            [
                .string(agent), .string(site), text(link?.address), text(link?.code), text(door),
                .list(tasks.map { .record($0) }),
            ]
        )
    }
}
