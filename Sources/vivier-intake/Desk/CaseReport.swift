import VivierModel
import VivierSite
import VivierStore
import VivierWorkflow

/// A dossier as the team reads it.
struct CaseReport {
    let dossier: Dossier
    let state: Casework
    let rules: Campaign
    let desk: Desk

    var json: JSONValue {
        let overall = state.overall(by: rules)
        return .object([
            .init("format", .int(1)), .init("dossier", .string("\(state.id)")),
            .init("name", .string(state.name)), .init("form", .string(state.form)),
            .init("offer", state.offer.map { .string($0) } ?? .null),
            .init("campaign", .string(rules.name)),
            .init("phase", .string(state.phase.rawValue)),
            .init("stage", state.stage.map { .string($0) } ?? .null),
            .init("since", .string(state.since.description)),
            .init("received", .string(state.received.description)),
            .init("incomplete", .bool(state.isIncomplete(by: rules))),
            .init("missing", list(state.missing(by: rules))),
            .init("deleted_after", deletion.map { .string($0.iso) } ?? .null),
            .init("documents", .array(state.documents.map(\.json))),
            .init("tests", .array(state.tests.map { $0.json(rules) })),
            .init("overall", overall.map { .string($0.mark.description) } ?? .null),
            .init("formula", overall.map { .string($0.formula) } ?? .null),
            .init("rank", state.rank.map { .int($0) } ?? .null),
            .init("presented", state.presented.map { .string($0) } ?? .null),
            .init("tags", list(state.tags)),
            .init("unavailable", unavailable),
            .init("links", .array(state.links.map(\.json))),
            .init("others", others),
            .init("notes", .array(state.notes.map(\.json))),
            .init("decisions", .array(state.decisions.map(\.json))),
            .init("looks", .array(looks)),
            .init("waiting", .array(desk.clerk.waiting(for: state, rules).map(\.json))),
            .init("next", list(possible)),
        ])
    }

    /// The other dossiers of the same person; `null` if the index cannot say.
    private var others: JSONValue {
        (try? desk.others(of: dossier)).map { list($0.map { "\($0)" }) } ?? .null
    }

    /// Who looked at which document, or took a copy.
    private var looks: [JSONValue] { dossier.events.compactMap { DocumentLook($0)?.json } }

    /// The last day that an incomplete dossier is kept; `nil` if it is not deleted for that.
    var deletion: Day? { desk.clerk.deletion(of: state, rules) }

    private var unavailable: JSONValue {
        guard let absence = state.absence else { return .null }
        return .object([
            .init("until", absence.until.map { .string($0.iso) } ?? .null),
            .init("reason", .string(absence.reason)),
        ])
    }

    /// The commands that would do something now, by their names.
    private var possible: [String] {
        let test = rules.tests.first { state.test($0.name)?.isPassed != true }?.name ?? ""
        let stage = nextStage ?? ""
        let day = desk.today
        let commands: [(String, CaseCommand)] = [
            ("complete", .declareComplete), ("accept", .accept),
            ("return", .giveBack(text: "x")),
            ("reject", .reject(reason: "x", text: "", deletes: false)),
            ("move", .move(stage: stage)), ("cancel", .cancel(test: test, text: "")),
            ("communicate", .communicate(test: test)), ("deliberate", .deliberate),
            ("select", .select(isCalled: false)), ("call", .logCall(text: "")),
            ("accepts", .takeUp), ("declines", .decline), ("start", .start(day)),
            ("absent", .reportAbsence(day)), ("leave", .leave(day)),
            ("refuse", .refuse(text: "")), ("reinstate", .reinstate(reason: "x")),
            ("close", .close(reason: "x")),
            ("undo", .undo(event: state.decisions.last?.number ?? 0)),
        ]
        let actor = Actor(by: "hr:all", role: .administrator)
        return commands.filter { _, command in
            guard let setting = try? desk.setting(for: state, dossier, deciding: command) else {
                return false
            }
            return (try? state.decide(command, as: actor, in: setting)) != nil
        }.map(\.0)
    }

    private var nextStage: String? {
        let here = rules.stages.firstIndex { $0.name == state.stage } ?? -1
        return rules.stages.indices.contains(here + 1) ? rules.stages[here + 1].name : nil
    }

    private func list(_ values: [String]) -> JSONValue { .array(values.map { .string($0) }) }
}

extension Casework.Document {
    fileprivate var json: JSONValue {
        .object([
            .init("name", .string(name)), .init("state", .string(state.rawValue)),
            .init("comment", .string(comment)), .init("visible", .bool(isVisible)),
            .init("files", .array(files.map { .string($0.name) })),
        ])
    }
}

extension Casework.Test {
    fileprivate func json(_ rules: Campaign) -> JSONValue {
        .object([
            .init("test", .string(name)), .init("place", .string(sitting.place)),
            .init("hour", hour.map { .string($0.description) } ?? .null),
            .init("slots", .array(sitting.slots.map { .string($0.description) })),
            .init("answer", answer.map { .string($0.comes ? "yes" : "no") } ?? .null),
            .init("late", .bool(answer?.isLate ?? false)),
            .init("mark", marking?.mark.map { .string($0.description) } ?? .null),
            .init("out_of", .int(rules.test(name)?.outOf ?? 0)),
            .init("passed", marking.map { .bool($0.isPassed) } ?? .null),
            .init("comment", .string(marking?.comment ?? "")),
            .init(
                "ratings",
                .array(
                    ratings.map { rated in
                        .object([
                            .init("by", .string(rated.by)),
                            .init("recommendation", .string(rated.rating.recommendation.rawValue)),
                            .init(
                                "skills",
                                .object(rated.rating.skills.map { .init($0.name, .int($0.value)) })
                            ),
                            .init("comment", .string(rated.rating.comment)),
                        ])
                    }
                )
            ),
            .init("communicated", .bool(isCommunicated)),
            .init("cancelled", .bool(isCancelled)),
        ])
    }
}

extension CaseEvent.Link {
    fileprivate var json: JSONValue {
        .object([
            .init("dossier", .string(dossier)), .init("offer", .string(offer)),
            .init("role", .string(role.rawValue)),
        ])
    }
}

extension Casework.Note {
    fileprivate var json: JSONValue {
        .object([
            .init("event", .int(number)), .init("time", .string(time.description)),
            .init("by", .string(by)), .init("text", .string(text)),
            .init("files", .array(files.map { .string($0.name) })),
        ])
    }
}

extension Casework.Decision {
    fileprivate var json: JSONValue {
        .object([
            .init("event", .int(number)), .init("kind", .string(kind)),
            .init("by", .string(by)), .init("time", .string(time.description)),
        ])
    }
}
