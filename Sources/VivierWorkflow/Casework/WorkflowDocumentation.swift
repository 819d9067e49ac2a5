internal import VivierModel
internal import VivierStore

/// The page of `docs/` that says what each command does, from where, and who may.
///
/// Nothing in it is written by hand: every command is tried on dossiers that stand everywhere.
package func workflowDocumentation() -> String {
    let samples = Samples().all
    var text = """
        # What the team can do, and what follows

        Made from the code by `make docs`: every command is decided on dossiers in every phase. A command that is not in the
        table for a phase is refused there, and the journal stays as it is. [desk.md](desk.md) says how each is called.

        | command | who may | in the phase | event | phase then | letter |
        |---|---|---|---|---|---|

        """
    for (name, commands) in Samples.commands {
        var rows: [Row] = []
        for command in commands {
            for sample in samples { sample.row(command).map { rows.append($0) } }
        }
        for row in Row.merged(rows) {
            let phases = row.from.map { "`\($0)`" }.joined(separator: ", ")
            text += "| \(name) | \(row.who) | \(phases) | `\(row.event)` | `\(row.to)` "
            text += "| \(row.letter.map { "`\($0)`" } ?? "") |\n"
        }
    }
    text += """

        ## Why a command is refused

        | code | what it says |
        |---|---|

        """
    for refusal in CaseRefusal.allCases { text += "| `\(refusal.rawValue)` | \(refusal.words) |\n" }
    return text
}

/// What a command does in some phases.
private struct Row {
    let who: String
    var from: [String]
    let event: String
    let to: String
    let letter: String?

    /// Rows that differ in the phase alone become one.
    static func merged(_ rows: [Row]) -> [Row] {
        rows.reduce(into: []) { merged, row in
            let same = merged.firstIndex { known in
                (known.event, known.to, known.letter ?? "", known.who)
                    == (row.event, row.to, row.letter ?? "", row.who)
            }
            guard let same else { return merged.append(row) }
            let new = row.from.filter { !merged[same].from.contains($0) }
            merged[same].from += new
        }
    }
}

/// A dossier, and what its vacancy is like.
private struct Sample {
    var state: Casework
    var vacancy: VacancyState

    func row(_ command: CaseCommand) -> Row? {
        let actor: Actor = command.isOfClock ? .clock : Samples.agent
        let setting = CaseSetting(rules: Samples.rules, vacancy: vacancy, now: Samples.now) {
            Day(number: Int32($0.milliseconds / 86_400_000))
        }
        guard let event = try? state.decide(command, as: actor, in: setting) else { return nil }
        var after = state
        after.apply(Samples.event(event, number: state.events + 1))
        let to = after.phase == state.phase ? "as it is" : after.phase.rawValue
        let who = command.role?.rawValue ?? "the program"
        return Row(
            who: command.isOfCandidate ? "\(who), for the candidate" : who,
            from: [state.phase.rawValue],
            event: event.written.kind,
            to: to,
            letter: event.notice?.rawValue
        )
    }
}

/// Dossiers that stand everywhere.
private struct Samples {
    static let day = Day(number: 20_778)
    static let now = Instant(milliseconds: 1_795_262_400_000)
    static let agent = Actor(by: "hr:ab", role: .administrator)
    static let later = now.advanced(seconds: 86_400)

    static var rules: Campaign {
        var rules = Campaign(name: "sample")
        rules.documents = [.init(name: "cv", label: .init("CV"))]
        rules.stages = [.init(name: "first", label: .init("First"))]
        var test = Campaign.Test(name: "test", label: .init("Test"), kind: .written)
        test.skills = [.init(name: "skill", label: .init("Skill"))]
        rules.tests = [test]
        rules.declaration = true
        return rules
    }

    static let commands: [(String, [CaseCommand])] = [
        (
            "`document --accept`",
            [.judge(.init(document: "cv", comment: "", isVisible: false), isAccepted: true)]
        ),
        (
            "`document --refuse`",
            [.judge(.init(document: "cv", comment: "x", isVisible: true), isAccepted: false)]
        ),
        ("`complete`", [.declareComplete]), ("`accept`", [.accept]),
        ("`return`", [.giveBack(text: "x")]),
        ("`reject`", [.reject(reason: "x", text: "", deletes: false)]),
        ("`move`", [.move(stage: "first")]),
        ("`plan`", [.plan(.init(test: "test", place: "x", starts: later))]),
        ("`postpone`", [.postpone(.init(test: "test", place: "y", starts: later))]),
        ("`cancel`", [.cancel(test: "test", text: "")]),
        ("`answer --comes`", [.answer(test: "test", comes: true, slot: nil)]),
        ("`answer --declines`", [.answer(test: "test", comes: false, slot: nil)]),
        ("`mark`", [.mark(test: "test", mark: Mark("14"), isPassed: nil, comment: "")]),
        (
            "`rate`",
            [
                .rate(
                    Rating(
                        test: "test",
                        skills: [.init(name: "skill", value: 3)],
                        recommendation: .yes,
                        comment: ""
                    )
                )
            ]
        ),
        ("`communicate`", [.communicate(test: "test")]), ("`deliberate`", [.deliberate]),
        ("`campaign shortlist --record`", [.shortlist(rank: 1, sha256: "x")]),
        ("`select`", [.select(isCalled: false)]), ("`select --call`", [.select(isCalled: true)]),
        ("`call`", [.logCall(text: "")]), ("`reply --accepts`", [.takeUp]),
        ("`reply --declines`", [.decline]), ("`start`", [.start(day)]),
        ("`absent`", [.reportAbsence(day)]), ("`leave`", [.leave(day)]),
        ("`refuse`, `campaign refuse`", [.refuse(text: "")]),
        ("`close`", [.close(reason: "x")]), ("`reinstate`", [.reinstate(reason: "x")]),
        ("`undo`", (1...12).map { .undo(event: $0) }),
        ("`note`", [.note(text: "x", files: [])]),
        ("`tag`", [.tag(add: ["x"], remove: [])]),
        ("`unavailable`", [.markUnavailable(until: nil, reason: "x")]),
        ("`available`", [.markAvailable]), ("`propose`", [.propose(offer: "other")]),
        ("`join`", [.join(as: "x")]), ("`part`", [.part(as: "y")]),
        ("`retention` (a reminder)", [.remind(before: day)]),
        ("`reminders`", [.remindOfTest("test")]),
    ]

    private(set) var all: [Sample] = []

    init() {
        let cv = CaseEvent.Judgement(document: "cv", comment: "ok", isVisible: false)
        let ready: [CaseEvent] = [.declaredComplete, .documentAccepted(cv)]
        let past = CaseEvent.Sitting(test: "test", place: "x", starts: Self.now)
        let future = CaseEvent.Sitting(test: "test", place: "x", starts: Self.later)
        let marking = CaseEvent.Marking(
            test: "test",
            mark: Mark("15"),
            isPassed: true,
            comment: ""
        )
        let examined = ready + [.accepted]
        let tested = examined + [.testPlanned(past), .testMarked(marking)]
        let listed = tested + [.deliberating, .shortlisted(vacancy: "1", rank: 2, sha256: "y")]
        let selected = listed + [.selected(vacancy: "1", isCalled: false)]
        let hired = selected + [.offerAccepted(vacancy: "1")]
        let started = hired + [.started(vacancy: "1", date: Self.day)]
        let ways: [[CaseEvent]] = [
            [], ready, ready + [.unavailable(until: nil, reason: "")],
            ready + [.returned(text: "x")], examined, examined + [.testPlanned(future)],
            examined + [.testPlanned(past)], tested, tested + [.deliberating], listed, selected,
            listed + [.selected(vacancy: "1", isCalled: true)], hired,
            selected + [.offerDeclined(vacancy: "1")], started,
            hired + [.noShow(vacancy: "1", date: Self.day)],
            started + [.left(vacancy: "1", date: Self.day)], ready + [.setAside(reason: "x")],
            ready + [.refused(vacancy: "1", text: "")],
            ready + [.rejected(reason: "x", text: "", deletes: false)],
            started + [.closed(reason: "x")],
        ]
        for offer in ["1", nil] {
            for way in ways { add(way, offer) }
            add(ready, offer, isWithdrawn: true)
        }
    }

    private mutating func add(_ way: [CaseEvent], _ offer: String?, isWithdrawn: Bool = false) {
        let random = [UInt8](repeating: 7, count: 10)
        var state = Casework(DossierID(time: Self.now, random: random))
        let reference = offer.map { [JSONValue.Member("offer", .string($0))] } ?? []
        let files = JSONValue.array([
            .object([.init("field", .string("cv")), .init("name", .string("cv.pdf"))])
        ])
        let first = JSONValue.object(reference + [.init("files", files)])
        state.apply(Self.event("received", first, number: 1))
        let way = way + [.personJoined(as: "y")]
        for (index, event) in way.enumerated() {
            state.apply(Self.event(event, number: index + 2))
        }
        if isWithdrawn {
            state.apply(Self.event("withdrawn", .object([]), number: way.count + 2))
        }
        var vacancy = VacancyState(positions: 1)
        all.append(Sample(state: state, vacancy: vacancy))
        // The same, once another has the post.
        (vacancy.hired, vacancy.started) = (1, 1)
        all.append(Sample(state: state, vacancy: vacancy))
    }

    static func event(_ event: CaseEvent, number: Int) -> Event {
        let (kind, data) = event.written
        return Self.event(kind, data, number: number)
    }

    private static func event(_ kind: String, _ data: JSONValue, number: Int) -> Event {
        Event(
            number: number,
            time: now,
            kind: kind,
            by: agent.by,
            source: "",
            data: data.bytes,
            hash: []
        )
    }
}
