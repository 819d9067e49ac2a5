import VivierModel
import VivierStore
import VivierWorkflow

/// A vacancy with its dossiers, in memory: what a store would hold after each command.
struct CaseWorld {
    static let start = Instant(milliseconds: 1_795_262_400_000)
    static let zone: @Sendable (Instant) -> Day = {
        Day(number: Int32($0.milliseconds / 86_400_000))
    }
    static let decider = Actor(by: "hr:ab", role: .decider)

    var rules: Campaign
    var positions = 1
    var now = CaseWorld.start
    private(set) var states: [Casework]
    private(set) var journals: [[Event]]
    /// Names of letters that were promised, by the number of the dossier in the world.
    private(set) var letters: [[String]]

    var today: Day { Self.zone(now) }

    init(_ count: Int, rules: Campaign = .sample, offer: String? = "2026-1") {
        self.rules = rules
        states = (0..<count).map { number in
            var random = [UInt8](repeating: 7, count: 10)
            random[9] = UInt8(number)
            return Casework(DossierID(time: Self.start, random: random))
        }
        journals = Array(repeating: [], count: count)
        letters = Array(repeating: [], count: count)
        let reference = offer.map { #","offer":"\#($0)""# } ?? ""
        for dossier in 0..<count {
            add(
                dossier,
                "received",
                #"{"form":"apply"\#(reference),"fields":[],"files":"#
                    + #"[{"field":"cv","name":"a.pdf","sha256":"ab","size":3}]}"#,
                by: "form"
            )
        }
    }

    /// Appends an event as a store would: with the next number, through its bytes.
    mutating func add(_ dossier: Int, _ kind: String, _ data: String = "{}", by: String = "hr") {
        let event = Event(
            number: journals[dossier].count + 1,
            time: now,
            kind: kind,
            by: by,
            source: "",
            data: Array(data.utf8),
            hash: []
        )
        journals[dossier].append(event)
        states[dossier].apply(event)
    }

    func setting(for dossier: Int) -> CaseSetting {
        let others = states.indices.filter { $0 != dossier }.map { states[$0] }
        return CaseSetting(
            rules: rules,
            vacancy: VacancyState(positions: positions, others: others),
            now: now,
            day: Self.zone
        )
    }

    @discardableResult
    mutating func run(
        _ command: CaseCommand,
        on dossier: Int = 0,
        as actor: Actor = CaseWorld.decider
    ) throws(CaseRefusal) -> CaseEvent {
        let event = try states[dossier].decide(command, as: actor, in: setting(for: dossier))
        let (kind, data) = event.written
        add(dossier, kind, String(decoding: data.bytes, as: UTF8.self), by: actor.by)
        if let notice = event.notice {
            let name = notice.name(journals[dossier].count)
            letters[dossier].append(name)
            add(dossier, "mail-queued", #"{"mail":"\#(name)"}"#, by: "outbox")
        }
        return event
    }

    func refusal(
        _ command: CaseCommand,
        on dossier: Int = 0,
        as actor: Actor = CaseWorld.decider
    ) -> CaseRefusal? {
        do throws(CaseRefusal) {
            _ = try states[dossier].decide(command, as: actor, in: setting(for: dossier))
            return nil
        } catch { return error }
    }

    /// The fold of a whole journal.
    func folded(_ dossier: Int) -> Casework {
        Casework(
            Dossier(
                id: states[dossier].id,
                events: journals[dossier],
                tail: .whole,
                length: 0
            )
        )
    }

    func hours(_ hours: Int) -> Instant { now.advanced(seconds: hours * 3600) }

    mutating func wait(hours: Int) { now = self.hours(hours) }

    /// Takes a dossier as far as the deliberation.
    mutating func bringToDeliberation(_ dossier: Int) throws {
        try run(.judge(.cv, isAccepted: true), on: dossier)
        try run(.accept, on: dossier)
        for test in rules.tests {
            let hour = hours(24 + dossier)
            try run(
                .plan(
                    .init(
                        test: test.name,
                        place: "Salle 1",
                        starts: test.kind.hasSlots ? nil : hour,
                        slots: test.kind.hasSlots ? [hour] : []
                    )
                ),
                on: dossier
            )
            if test.kind.hasSlots {
                try run(.answer(test: test.name, comes: true, slot: hour), on: dossier)
            }
            wait(hours: 48)
            let mark = Mark(hundredths: 1400)
            try run(
                .mark(test: test.name, mark: mark, isPassed: nil, comment: ""),
                on: dossier
            )
        }
        try run(.deliberate, on: dossier)
    }

    /// Takes a dossier as far as the short-list.
    mutating func bringToShortlist(_ dossier: Int, rank: Int = 1) throws {
        try bringToDeliberation(dossier)
        try run(.shortlist(rank: rank, sha256: "ab"), on: dossier)
    }
}

extension CaseEvent.Judgement {
    static let cv = Self(document: "cv", comment: "", isVisible: false)
}

extension Campaign {
    /// Two tests, three stages, a document.
    static var sample: Campaign {
        var rules = Campaign(name: "hiver")
        rules.vacancies = [.init(offer: "2026-1", positions: 1)]
        rules.documents = [.init(name: "cv", label: .init("CV"))]
        var written = Test(name: "written", label: .init("Écrit"), kind: .written)
        written.weight = 2
        rules.tests = [written, Test(name: "oral", label: .init("Oral"), kind: .oral)]
        var tests = Stage(name: "tests", label: .init("Épreuves"))
        tests.documents = ["cv"]
        var last = Stage(name: "last", label: .init("Entretien"))
        last.tests = ["written"]
        rules.stages = [tests, last]
        return rules
    }
}
