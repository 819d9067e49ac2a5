import ArgumentParser
import VivierFiles
import VivierOutbox
import VivierStore
import VivierWorkflow

struct AgentsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agents",
        abstract: "Says who of the team may do what.",
        subcommands: [
            AgentsImport.self, AgentsList.self, AgentsLink.self, AgentsRenew.self,
            AgentsRemove.self, AgentsLog.self,
        ]
    )
}

struct AgentsImport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Takes agents in from a table.",
        discussion: """
            A CSV file with a first line 'id,name,email,role,scopes,language'. Roles: reader, reviewer, \
            decider, administrator. Scopes: 'campaign:NAME' and 'employer:NAME' with spaces between \
            them; nothing is everything. Language: two letters, that of their pages and mails; nothing \
            is the first of the site, and the column may be missing. All lines are right, or none is taken.
            """
    )

    @OptionGroup var spaces: SpaceOptions

    @Argument(help: "The file.", completion: .file())
    var path: String

    func run() async throws {
        let store = try spaces.reception.store.open()
        let bytes = try onStore { () throws(StoreError) in
            do throws(SystemCallError) { return try readFile(path) } catch { throw .disk(error) }
        }
        let table = AgentTable(bytes, path: path)
        guard table.faults.isEmpty else {
            say(table.faults.map { "\($0)\n" }.joined())
            throw ExitCode(1)
        }
        for agent in table.agents {
            try onStore { () throws(StoreError) in try store.write(agent) }
        }
        await spaces.showDesks(in: store)
        try emit(
            JSONValue.object([
                .init("format", .int(1)), .init("agents", .int(table.agents.count)),
            ])
        )
    }
}

struct AgentsList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists agents: id, role, name, what they may see."
    )

    @OptionGroup var options: StoreOptions

    func run() throws {
        let store = try options.open()
        let agents = try onStore { () throws(StoreError) in try store.agents() }
        if options.json {
            let values = agents.map(\.json)
            return try emit(.object([.init("format", .int(1)), .init("agents", .array(values))]))
        }
        for agent in agents {
            let scopes = agent.scopes.isEmpty ? "all" : agent.scopes.joined(separator: " ")
            try emit("\(agent.id) \(agent.role) \(plainLine(agent.name)) (\(scopes))\n")
        }
    }
}

/// Whose link is wanted, and how it is given.
struct AgentLinkOptions: ParsableArguments {
    @OptionGroup var spaces: SpaceOptions

    @Argument(help: "The id.")
    var id: String

    @Flag(help: "Send it to the agent's address instead.")
    var mail = false

    /// Prints the link to the pages of an agent, or has it sent.
    func give(to agent: Agent, _ press: SpacePress) async throws {
        if mail { return try await spaces.mailLink(to: agent, press) }
        try emit(try reported { try press.homeLink(of: agent) } + "\n")
    }
}

struct AgentsLink: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "link",
        abstract: "Prints the link to the pages of an agent, or has it sent to them.",
        discussion: """
            Who has it can read and decide as that agent: give it to nobody else. With --mail it goes \
            to their address with the next 'outbox run', is not printed, and earlier links stay good; \
            see 'agents renew' for the contrary.
            """
    )

    @OptionGroup var link: AgentLinkOptions

    func run() async throws {
        let press = try await link.spaces.press()
        let agent = try press.store.knownAgent(link.id)
        try await link.give(to: agent, press)
    }
}

struct AgentsRenew: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "renew",
        abstract: "Takes all links of an agent back, and prints the new one, or has it sent.",
        discussion: "Mails with an earlier link that have not left are deleted."
    )

    @OptionGroup var link: AgentLinkOptions

    func run() async throws {
        let press = try await link.spaces.press()
        let agent = try press.store.knownAgent(link.id)
        try reported {
            try press.renewDesk(of: agent)
            // What they lead to opens no more.
            try Outbox(press.store).deleteMails(to: press.store.reader(agent: agent.id))
        }
        try await link.give(to: agent, press)
    }
}

struct AgentsRemove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Takes all rights, links and pages of an agent away; journals keep the id."
    )

    @OptionGroup var spaces: SpaceOptions

    @Argument(help: "The id.")
    var id: String

    func run() async throws {
        let store = try spaces.reception.store.open()
        let agent = try store.knownAgent(id)
        try onStore { () throws(StoreError) in
            _ = try store.removeAgent(id)
            try store.deletePassword(of: store.reader(agent: id))
            try Outbox(store).deleteMails(to: store.reader(agent: id))
        }
        await spaces.showDesks(in: store, gone: [agent])
        // Somebody of the same id, later, gets other links.
        try onStore { () throws(StoreError) in _ = try store.rotate(store.reader(agent: id)) }
    }
}

extension Store {
    /// - Throws: `ExitCode`, once it was said that there is no such agent.
    func knownAgent(_ id: String) throws -> Agent {
        let all = try onStore { () throws(StoreError) in try agents() }
        guard let agent = all.first(where: { $0.id == id }) else {
            say("error: there is no agent '\(id)' [no-such-agent]\n  = see 'agents list'\n")
            throw ExitCode(1)
        }
        return agent
    }
}
