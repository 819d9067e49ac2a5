import ArgumentParser
import VivierFiles
import VivierStore
import VivierWorkflow

struct AgentsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agents",
        abstract: "Says who of the team may do what.",
        subcommands: [
            AgentsImport.self, AgentsList.self, AgentsLink.self, AgentsRenew.self,
            AgentsRemove.self,
        ]
    )
}

struct AgentsImport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Takes agents in from a table.",
        discussion: """
            A CSV file with a first line 'id,name,email,role,scopes'. Roles: reader, reviewer, decider, \
            administrator. Scopes: 'campaign:NAME' and 'employer:NAME' with spaces between them; \
            nothing is everything. All lines are right, or none is taken.
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

struct AgentsLink: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "link",
        abstract: "Prints the link to the pages of an agent.",
        discussion: "Who has it can read and decide as that agent: give it to nobody else."
    )

    @OptionGroup var spaces: SpaceOptions

    @Argument(help: "The id.")
    var id: String

    func run() async throws {
        let press = try await spaces.press()
        let reader = press.store.reader(agent: try press.store.knownAgent(id).id)
        try emit(try reported { try press.homeLink(of: reader, language: "") } + "\n")
    }
}

struct AgentsRenew: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "renew",
        abstract: "Takes all links of an agent back, and prints the new one."
    )

    @OptionGroup var spaces: SpaceOptions

    @Argument(help: "The id.")
    var id: String

    func run() async throws {
        let press = try await spaces.press()
        let agent = try press.store.knownAgent(id)
        let link = try reported { () -> String in
            try press.renewDesk(of: agent)
            return try press.homeLink(of: press.store.reader(agent: agent.id), language: "")
        }
        try emit(link + "\n")
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
        }
        await spaces.showDesks(in: store, gone: [agent])
        // Somebody of the same id, later, gets other links.
        try onStore { () throws(StoreError) in _ = try store.rotate(store.reader(agent: id)) }
    }
}

extension Store {
    /// - Throws: `ExitCode`, once it was said that there is no such agent.
    fileprivate func knownAgent(_ id: String) throws -> Agent {
        let all = try onStore { () throws(StoreError) in try agents() }
        guard let agent = all.first(where: { $0.id == id }) else {
            say("error: there is no agent '\(id)' [no-such-agent]\n  = see 'agents list'\n")
            throw ExitCode(1)
        }
        return agent
    }
}
