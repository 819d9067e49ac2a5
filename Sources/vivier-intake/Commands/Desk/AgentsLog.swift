import ArgumentParser
import VivierModel
import VivierStore

struct AgentsLog: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "Lists what an agent read and changed, oldest first.",
        discussion: """
            One line each: when, what, the number of the dossier; never what was said. Of those who \
            were removed too. Pages of dossiers can be read without anybody being told: what is \
            listed of reading are documents that were looked at, and copies.
            """
    )

    @OptionGroup var options: StoreOptions

    @Argument(help: "The id.")
    var id: String

    @Option(help: "From that day on, as YYYY-MM-DD.")
    var since: Day?

    func run() throws {
        let store = try options.open()
        let ids = try onStore { () throws(StoreError) in try store.list() }
        var done: [(dossier: DossierID, event: Event)] = []
        for dossier in ids {
            // One that is damaged, or erased meanwhile, is for 'verify' to report.
            let events = (try? store.read(dossier))?.events ?? []
            done += events.filter { $0.by == "hr:\(id)" }.map { (dossier, $0) }
        }
        // Somebody who was removed did what they did.
        if done.isEmpty { _ = try store.knownAgent(id) }
        let first = since.map { Instant(milliseconds: Int64($0.number) * 86_400_000) }
        let shown = done.filter { entry in first.map { $0 <= entry.event.time } ?? true }
            .sorted { ($0.event.time, $0.dossier) < ($1.event.time, $1.dossier) }
        for (dossier, event) in shown {
            guard options.json else {
                try emit("\(event.time) \(event.kind) \(dossier)\n")
                continue
            }
            try emit(
                JSONValue.object([
                    .init("format", .int(1)), .init("time", .string(event.time.description)),
                    .init("kind", .string(event.kind)), .init("dossier", .string("\(dossier)")),
                    .init("event", .int(event.number)),
                ])
            )
        }
    }
}
