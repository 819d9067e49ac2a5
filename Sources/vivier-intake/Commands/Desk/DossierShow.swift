import ArgumentParser
import VivierModel
import VivierSite
import VivierSpaces
import VivierStore
import VivierWorkflow

struct DossierShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract:
            "Prints where a dossier stands: documents, tests, notes, decisions, what can come next.",
        discussion: "One line of JSON for each. 'vivier-intake show' prints every event."
    )

    @OptionGroup var reception: ReceptionOptions

    @Argument(help: "The numbers of dossiers.")
    var ids: [DossierID]

    func run() async throws {
        let desk = try await Desk(reception, by: "hr")
        for id in ids {
            let dossier = try onStore { () throws(StoreError) in try desk.store.read(id) }
            let state = Casework(dossier)
            let rules = desk.forms.rules(for: state)
            let report = CaseReport(dossier: dossier, state: state, rules: rules, desk: desk)
            try emit(report.json)
        }
    }
}

struct DossierQueue: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queue",
        abstract: "Lists what waits for the team, what is late first.",
        discussion: """
            One line each: late or waiting, what, since when, the last day on time, number, name. With \
            --by an agent sees what they have a right to.
            """
    )

    @OptionGroup var reception: ReceptionOptions

    @Option(help: "For whom: the id of an agent.")
    var by = "hr"

    @Option(help: "Of one campaign alone.")
    var campaign: String?

    @Flag(help: "What is late alone.")
    var late = false

    func run() async throws {
        let desk = try await Desk(reception, by: by)
        var lines: [(work: WaitingWork, state: Casework)] = []
        for state in try desk.caseworks(DossierFilter()) {
            let rules = desk.forms.rules(for: state)
            guard campaign == nil || campaign == rules.name,
                (try? desk.checkScope(of: state)) != nil
            else { continue }
            lines += desk.clerk.waiting(for: state, rules).map { ($0, state) }
        }
        let sorted = lines.filter { !late || $0.work.isLate }.sorted { one, other in
            (one.work.isLate ? 0 : 1, one.work.since) < (
                other.work.isLate ? 0 : 1, other.work.since
            )
        }
        for (work, state) in sorted {
            if reception.store.json {
                let members = work.json.members ?? []
                try emit(
                    JSONValue.object(
                        [
                            .init("format", .int(1)), .init("dossier", .string("\(state.id)")),
                            .init("name", .string(state.name)),
                        ] + members
                    )
                )
            } else {
                let due = work.due?.iso ?? "-"
                let late = work.isLate ? "late" : "waiting"
                try emit(
                    "\(late) \(work.kind) \(desk.forms.day(at: work.since).iso) \(due) \(state.id) "
                        + "\(plainLine(state.name))\n"
                )
            }
        }
    }
}

/// A text of somebody else on one line of a terminal: without controls.
func plainLine(_ text: String) -> String {
    String(
        String.UnicodeScalarView(
            text.unicodeScalars.map { scalar in
                scalar.properties.generalCategory == .control ? " " : scalar
            }
        )
    )
}
