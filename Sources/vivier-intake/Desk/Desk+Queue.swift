import VivierModel
import VivierSite
import VivierSpaces
import VivierStore
import VivierWorkflow

extension WaitingWork {
    var json: JSONValue {
        .object([
            .init("kind", .string(kind)), .init("since", .string(since.description)),
            .init("due", due.map { .string($0.iso) } ?? .null), .init("late", .bool(isLate)),
        ])
    }
}

extension WorkClerk {
    /// What waits for the team in a dossier, what is late first.
    func waiting(for state: Casework, _ rules: Campaign) -> [WaitingWork] {
        var work: [WaitingWork] = []
        func add(_ kind: String, _ since: Instant, _ due: Day? = nil) {
            let isLate = due.map { $0 < today } ?? false
            work.append(WaitingWork(kind: kind, since: since, due: due, isLate: isLate))
        }
        let promised = state.offer.flatMap { forms.promisedDay(of: $0) }
        if state.phase == .received {
            if !state.isIncomplete(by: rules) { add("review", state.since, promised) }
            if state.documents.contains(where: { $0.state == .received && rules.names($0.name) }) {
                add("document", state.since, promised)
            }
        }
        if let since = state.unanswered, !state.phase.isOver {
            add("message", since, forms.day(at: since).adding(days: 7))
        }
        if state.phase == .examined {
            if let stage = state.stage.flatMap({ rules.stage($0) }), let days = stage.days {
                add("stage", state.since, forms.day(at: state.since).adding(days: days))
            }
            for test in state.tests where !test.isCancelled && test.marking == nil {
                if let hour = test.hour, hour <= now { add("mark", hour) }
                if let day = test.sitting.answerBy, test.answer == nil, day < today {
                    add("answer", state.since, day)
                }
            }
        }
        if state.phase == .selected { add(state.call == .wanted ? "call" : "reply", state.since) }
        return work.filter(\.isLate) + work.filter { !$0.isLate }
    }

    /// The last day that an incomplete dossier is kept; `nil` if it is not deleted for that.
    func deletion(of state: Casework, _ rules: Campaign) -> Day? {
        guard rules.delays.incomplete > 0, state.isIncomplete(by: rules) else { return nil }
        return forms.day(at: max(state.active, state.since)).adding(days: rules.delays.incomplete)
    }
}

extension Desk {
    var clerk: WorkClerk { WorkClerk(store: store, forms: forms, now: now) }
}

extension Campaign {
    /// Whether a document is one that it asks for.
    fileprivate func names(_ document: String) -> Bool {
        documents.contains { $0.name == document }
    }
}
