import ArgumentParser
import VivierFiles
import VivierStore
import VivierWorkflow

struct AgentsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agents",
        abstract: "Says who of the team may do what.",
        subcommands: [AgentsImport.self, AgentsList.self, AgentsRemove.self]
    )
}

struct AgentsImport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Takes agents in from a table.",
        discussion: """
            A CSV file with a first line 'id,name,email,role,scopes'. Roles: reader, reviewer, decider, \
            administrator. Scopes: 'campaign:NAME' and 'employer:NAME' with spaces between them; \
            nothing is everything. All lines are right, or none is taken.
            """
    )

    @OptionGroup var options: StoreOptions

    @Argument(help: "The file.", completion: .file())
    var path: String

    func run() throws {
        let store = try options.open()
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

struct AgentsRemove: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Takes all rights of an agent away; journals keep the id."
    )

    @OptionGroup var options: StoreOptions

    @Argument(help: "The id.")
    var id: String

    func run() throws {
        let store = try options.open()
        let isKnown = try onStore { () throws(StoreError) in try store.removeAgent(id) }
        guard isKnown else {
            say("error: there is no agent '\(id)' [no-such-agent]\n  = see 'agents list'\n")
            throw ExitCode(1)
        }
    }
}
