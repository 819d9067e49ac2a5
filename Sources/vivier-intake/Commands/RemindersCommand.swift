import ArgumentParser
import VivierSite
import VivierStore
import VivierWorkflow

struct RemindersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reminders",
        abstract: "Reminds candidates of their tests, and the team of what it has to mark.",
        discussion: """
            Once a day. Who takes a test is written to once for each hour, as many days before as \
            'delays: {appointment: 1}' of the campaign says, and not who does not come. Agents get one \
            mail a day as long as a test of an earlier day waits for them: those whom the campaign \
            names to examine, else all who may mark. Prints one line for each: 'candidate', number, \
            test; 'agent', id, how many dossiers. 'outbox run' sends what is written here.
            """
    )

    @OptionGroup var spaces: SpaceOptions

    @Flag(help: "Only say who would be written to.")
    var dryRun = false

    func run() async throws {
        let desk = try await Desk(spaces, by: "clock", changing: !dryRun)
        var open: [OpenTest] = []
        var changed: [DossierID] = []
        for id in try onStore({ () throws(StoreError) in try desk.store.list() }) {
            // One that is damaged, or erased meanwhile, is for 'verify' to report.
            guard let dossier = try? desk.store.read(id), !dossier.isSheet else { continue }
            let state = Casework(dossier)
            open += OpenTest.all(of: state, desk)
            for test in state.tests where try remind(of: test.name, state, dossier, desk) {
                if !changed.contains(id) { changed.append(id) }
                try tell("candidate", "\(id)", ("test", .string(test.name)))
            }
        }
        for agent in try onStore({ () throws(StoreError) in try desk.store.agents() }) {
            let own = open.filter { $0.waits(for: agent, desk.forms) }
            guard !own.isEmpty else { continue }
            let isWritten = try reported { try dryRun || remind(agent, of: own, desk) }
            guard isWritten else { continue }
            try tell("agent", agent.id, ("dossiers", .int(Set(own.map(\.state.id)).count)))
        }
        await spaces.show(changed, in: desk.store, desk.pages)
    }

    /// - Returns: Whether the candidate is to be reminded now.
    private func remind(
        of test: String,
        _ state: Casework,
        _ dossier: Dossier,
        _ desk: Desk
    ) throws -> Bool {
        let command = CaseCommand.remindOfTest(test)
        let setting = try desk.setting(for: state, dossier, deciding: command)
        guard (try? state.decide(command, as: .clock, in: setting)) != nil else { return false }
        if dryRun { return true }
        // Something else happened meanwhile: the next run looks again.
        return (try? desk.perform(on: state.id, as: .clock) { _ in command }) != nil
    }

    /// - Returns: Whether the agent is written to.
    private func remind(_ agent: Agent, of open: [OpenTest], _ desk: Desk) throws -> Bool {
        guard let writer = desk.writer else { return false }
        let language = desk.forms.language(agent.language)
        let tasks = OpenTest.tasks(open, desk.forms, language: language)
        return try writer.remind(agent, of: tasks, on: desk.today, at: desk.now)
    }

    private func tell(
        _ kind: String,
        _ whom: String,
        _ what: (name: String, value: JSONValue)
    ) throws {
        guard spaces.reception.store.json else {
            let words = what.value.string ?? what.value.int.map(String.init) ?? ""
            return try emit("\(kind) \(whom) \(words)\n")
        }
        try emit(
            .object([
                .init("format", .int(1)), .init("kind", .string(kind)),
                .init(kind == "agent" ? "agent" : "dossier", .string(whom)),
                .init(what.name, what.value),
            ])
        )
    }
}
