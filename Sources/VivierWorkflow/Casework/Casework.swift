package import VivierModel
package import VivierStore

/// A dossier as the team sees it: the fold of its journal.
///
/// What its candidate may know of it is ``Candidature``, and has other words.
package struct Casework: Sendable, Equatable {
    /// Where it stands.
    package enum Phase: String, Sendable, CaseIterable {
        case received
        case returned
        case examined
        case deliberation
        case shortlisted
        case selected
        /// The candidate took the post.
        case hired
        case declined
        case started
        case absent
        case left
        case setAside = "set-aside"
        case refused
        case rejected
        case withdrawn
        case closed

        /// Whether nothing more is decided about it.
        package var isOver: Bool {
            switch self {
            case .declined, .absent, .left, .refused, .rejected, .withdrawn, .closed: true
            default: false
            }
        }

        /// Whether the candidate took the post, and has it.
        package var isHired: Bool { self == .hired || self == .started }
    }

    package let id: DossierID
    package private(set) var phase = Phase.received
    /// When it came there.
    package private(set) var since = Instant(milliseconds: 0)
    /// The stage of the campaign, once examined.
    package private(set) var stage: String?
    package private(set) var form = ""
    package private(set) var offer: String?
    package private(set) var fields: [Happening.Field] = []
    package private(set) var documents: [Document] = []
    package private(set) var tests: [Test] = []
    package private(set) var tags: [String] = []
    /// Until when, and why; `nil` if the candidate can be called on.
    package private(set) var absence: Absence?
    package private(set) var notes: [Note] = []
    package private(set) var links: [CaseEvent.Link] = []
    /// Words for whom the team takes its candidate; ``JoinedReaders`` knows what they mean.
    package private(set) var persons: [String] = []
    package private(set) var isDeclared = false
    /// Whether the letter of ``CaseEvent/accepted`` was promised: it comes once.
    package private(set) var wasActivated = false
    /// Whether the candidate began at the post; it stays so who leaves it later.
    package private(set) var hasStarted = false
    package private(set) var rank: Int?
    /// SHA-256 of the short-list that was presented.
    package private(set) var presented: String?
    /// Whether the selection is told by telephone before any letter, and was.
    package private(set) var call = Call.none
    /// Whether it is to be deleted once its last letter left.
    package private(set) var isDeleted = false
    /// The day that its reminder named.
    package private(set) var reminded: Day?
    /// Since when a message of the candidate waits for an answer.
    package private(set) var unanswered: Instant?
    package private(set) var decisions: [Decision] = []
    package private(set) var received = Instant(milliseconds: 0)
    /// When the candidate did something last.
    package private(set) var active = Instant(milliseconds: 0)
    /// How many events there are.
    package private(set) var events = 0
    /// Letters that are promised, sent or refused, by their names.
    private var letters: [String: Happening.MailState] = [:]
    private var beforeWithdrawal = Phase.received
    private var journal: [Event] = []

    package enum Call: Sendable, Equatable {
        case none
        case wanted
        case done
    }

    package struct Absence: Sendable, Equatable {
        package let until: Day?
        package let reason: String
    }

    package struct Document: Sendable, Equatable {
        package enum State: String, Sendable {
            case received
            case accepted
            case rejected
        }

        package let name: String
        package internal(set) var files: [Happening.Attachment]
        package internal(set) var state = State.received
        package internal(set) var comment = ""
        package internal(set) var isVisible = false
    }

    package struct Test: Sendable, Equatable {
        /// Number of the event that fixed it last.
        package let number: Int
        package internal(set) var sitting: CaseEvent.Sitting
        package internal(set) var answer: CaseEvent.Answer?
        package internal(set) var marking: CaseEvent.Marking?
        /// What each of the team found, the last word of each.
        package internal(set) var ratings: [Rated] = []
        package internal(set) var isCommunicated = false
        /// The hour that who takes it was reminded of last.
        package internal(set) var reminded: Instant?
        /// How often it was moved: what calendars call a sequence.
        package internal(set) var moves = 0
        package internal(set) var isCancelled = false

        package var name: String { sitting.test }
        /// The hour that this candidate comes at.
        package var hour: Instant? { sitting.starts ?? answer?.slot }
        package var isPassed: Bool { marking?.isPassed ?? false }

        /// Whether somebody of the team still has to say what it is worth: anybody as long as it is
        /// not marked, and whom the campaign names to examine until they have rated it.
        package func isAwaited(from by: String, _ rule: Campaign.Test) -> Bool {
            guard !isCancelled else { return false }
            if marking == nil { return true }
            let isNamed = rule.examiners.contains { "hr:\($0)" == by }
            return isNamed && !rule.skills.isEmpty && !ratings.contains { $0.by == by }
        }
    }

    package struct Rated: Sendable, Equatable {
        package let by: String
        package let rating: Rating
    }

    package struct Note: Sendable, Equatable {
        package let number: Int
        package let time: Instant
        package let by: String
        package let text: String
        package let files: [Happening.Attachment]
    }

    /// What somebody decided, and who.
    package struct Decision: Sendable, Equatable {
        package let number: Int
        package let kind: String
        package let by: String
        package let time: Instant
    }

    package init(_ id: DossierID) { self.id = id }

    /// Folds the journal of a dossier.
    package init(_ dossier: Dossier) {
        self.init(dossier.id)
        for event in dossier.events { apply(event) }
    }

    /// The same of what its candidate heard: a decision that can still be taken back is not in it.
    package init(toldOf dossier: Dossier) {
        self.init(dossier.id)
        let untold = dossier.untold
        for event in dossier.events where !untold.contains(event.number) { apply(event) }
    }

    /// Takes one event into account.
    ///
    /// No event is refused here, since it has already happened. What was undone is as if it had
    /// never been.
    package mutating func apply(_ event: Event) {
        journal.append(event)
        if case .undone(let number) = CaseEvent(event) {
            let whole = journal
            self = Casework(id)
            let taken = Set(
                whole.compactMap { event -> Int? in
                    if case .undone(let number) = CaseEvent(event) { number } else { nil }
                } + [number]
            )
            for event in whole where !taken.contains(event.number) { fold(event) }
            journal = whole
        } else {
            fold(event)
        }
        events = event.number
    }

    private mutating func fold(_ event: Event) {
        if event.number == 1 { (received, since) = (event.time, event.time) }
        if event.by == "candidate" || event.number == 1 { active = event.time }
        if let happening = Happening(event) { apply(happening, event) }
        // What was taken back is owed no more.
        if event.kind == "mail-cancelled" { letters[event.value["mail"]?.string ?? ""] = nil }
        guard let work = CaseEvent(event) else { return }
        let before = phase
        apply(work, event)
        if phase != before { since = event.time }
        if work.isDecision {
            decisions.append(
                Decision(
                    number: event.number,
                    kind: event.kind,
                    by: event.by,
                    time: event.time
                )
            )
        }
    }
}

extension Casework {
    /// What the candidate, or a machine, did.
    private mutating func apply(_ happening: Happening, _ event: Event) {
        switch happening {
        case .received(let first):
            (form, offer, fields) = (first.form, first.offer, first.fields)
            for file in first.files { add([file], to: file.field) }
        case .documentAdded(_, let document, let files): add(files, to: document)
        case .fieldsChanged(let changes), .fieldsEdited(let changes):
            for change in changes {
                fields.removeAll { $0.name == change.field }
                fields.append(Happening.Field(name: change.field, values: change.after))
            }
            comeBack(event)
        case .message(let message):
            if message.sender == .team {
                unanswered = nil
            } else {
                unanswered = unanswered ?? event.time
                active = event.time
            }
        case .mail(let name, _, let state): letters[name] = state
        case .withdrawn:
            if phase != .withdrawn { beforeWithdrawal = phase }
            (phase, since, hasStarted) = (.withdrawn, event.time, false)
        default: break
        }
    }

    private mutating func add(_ files: [Happening.Attachment], to name: String) {
        guard name != Happening.Attachment.originalMessage, !files.isEmpty else { return }
        if let index = documents.firstIndex(where: { $0.name == name }) {
            documents[index].files += files
            documents[index].state = .received
        } else {
            documents.append(Document(name: name, files: files))
        }
    }

    /// What was returned to its candidate comes back with the first correction.
    private mutating func comeBack(_ event: Event) {
        guard phase == .returned, event.by == "candidate" else { return }
        (phase, since) = (.received, event.time)
    }

    private mutating func apply(_ work: CaseEvent, _ event: Event) {
        switch work {
        case .documentAccepted(let found): judge(found, .accepted)
        case .documentRejected(let found): judge(found, .rejected)
        case .declaredComplete:
            isDeclared = true
            if phase == .returned { phase = .received }
        case .accepted: (phase, wasActivated) = (.examined, true)
        case .returned: (phase, isDeclared) = (.returned, false)
        case .rejected(_, _, let deletes): (phase, isDeleted) = (.rejected, deletes)
        case .setAside: phase = .setAside
        case .moved(let name): (stage, since) = (name, event.time)
        case .deliberating: phase = .deliberation
        case .noted(let text, let files):
            notes.append(
                Note(
                    number: event.number,
                    time: event.time,
                    by: event.by,
                    text: text,
                    files: files
                )
            )
        case .tagged(let tags): self.tags = tags
        case .unavailable(let until, let reason): absence = Absence(until: until, reason: reason)
        case .available: absence = nil
        case .linked(let link): links.append(link)
        case .personJoined(let word): persons = Set(persons + [word]).sorted()
        case .personParted(let word): persons.removeAll { $0 == word }
        case .shortlisted(_, let rank, let sha256):
            (phase, self.rank, presented) = (.shortlisted, rank, sha256)
        case .selected(_, let isCalled): (phase, call) = (.selected, isCalled ? .wanted : .none)
        case .called: call = .done
        case .offerAccepted: phase = .hired
        case .offerDeclined: phase = .declined
        case .refused: phase = .refused
        case .started: (phase, hasStarted) = (.started, true)
        case .noShow: (phase, hasStarted) = (.absent, false)
        case .left: phase = .left
        case .closed: phase = .closed
        case .reinstated: reinstate()
        case .reminded(let day): reminded = day
        case .testPlanned, .testMoved, .testCancelled, .testAnswered, .testMarked,
            .testRated, .testReminded, .resultCommunicated:
            applyTest(work, event)
        case .undone: break
        }
    }

    private mutating func judge(_ found: CaseEvent.Judgement, _ state: Document.State) {
        for index in documents.indices where documents[index].name == found.document {
            documents[index].state = state
            documents[index].comment = found.comment
            documents[index].isVisible = found.isVisible
        }
    }

    /// Where it goes on from: a candidature that had not come far is looked at anew.
    private mutating func reinstate() {
        let goesOn: Set<Phase> = [.examined, .deliberation, .shortlisted]
        if phase == .withdrawn {
            phase = goesOn.contains(beforeWithdrawal) ? beforeWithdrawal : .received
        } else {
            phase = rank != nil ? .shortlisted : wasActivated ? .examined : .received
        }
        isDeleted = false
    }

    private mutating func applyTest(_ work: CaseEvent, _ event: Event) {
        func change(_ name: String, _ body: (inout Test) -> Void) {
            guard let index = tests.firstIndex(where: { $0.name == name }) else { return }
            body(&tests[index])
        }
        switch work {
        case .testPlanned(let sitting):
            let moves = test(sitting.test)?.moves ?? -1
            tests.removeAll { $0.name == sitting.test }
            tests.append(Test(number: event.number, sitting: sitting, moves: moves + 1))
        case .testMoved(let sitting):
            change(sitting.test) { test in
                test = Test(number: event.number, sitting: sitting, moves: test.moves + 1)
            }
        case .testCancelled(let name, _):
            change(name) { test in
                test.isCancelled = true
                test.moves += 1
            }
        case .testAnswered(let answer):
            change(answer.test) { test in
                // Another hour is the same appointment, moved.
                if test.answer != nil { test.moves += 1 }
                test.answer = answer
            }
        case .testRated(let rating):
            change(rating.test) { test in
                test.ratings.removeAll { $0.by == event.by }
                test.ratings.append(Rated(by: event.by, rating: rating))
            }
        case .testReminded(let name, let hour): change(name) { $0.reminded = hour }
        case .testMarked(let marking):
            change(marking.test) { test in
                test.marking = marking
                test.isCommunicated = false
            }
        case .resultCommunicated(let name, _): change(name) { $0.isCommunicated = true }
        default: break
        }
    }
}

extension Casework {
    /// What its candidate is called.
    package var name: String { fields.first { $0.name == "name" }?.values.first ?? "" }

    package func test(_ name: String) -> Test? { tests.first { $0.name == name } }

    package func document(_ name: String) -> Document? { documents.first { $0.name == name } }

    /// Whether the candidate took the post, and nobody else is to have it.
    package var isPlaced: Bool { phase.isHired || hasStarted }

    /// Whether a letter of a kind about an event, or one after it, left or was refused for good.
    func isGone(_ notice: Notice, since number: Int) -> Bool {
        letters.contains { name, state in
            guard state != .queued, let known = Notice.named(name) else { return false }
            return known.notice == notice && number <= known.number
        }
    }

    /// Whether every letter that was promised left, or was refused for good.
    package var hasSettledLetters: Bool { letters.values.allSatisfy { $0 != .queued } }

    /// Whether a document is required, by what was answered.
    package func needs(_ document: Campaign.Document) -> Bool {
        document.isRequired
            && document.when.allSatisfy { condition in
                let values = fields.first { $0.name == condition.field }?.values ?? []
                return condition.values.contains(where: values.contains)
            }
    }

    /// Documents that are required and not there, or were refused.
    package func missing(by rules: Campaign) -> [String] {
        rules.documents.filter { rule in
            guard needs(rule) else { return false }
            return document(rule.name).map { $0.state == .rejected } ?? true
        }.map(\.name)
    }

    /// Whether its candidate still has to do something before it can be examined.
    package func isIncomplete(by rules: Campaign) -> Bool {
        guard phase == .received || phase == .returned else { return false }
        return phase == .returned || !missing(by: rules).isEmpty
            || rules.declaration && !isDeclared
    }

    /// The mark of all tests together; `nil` until all are marked.
    package func overall(by rules: Campaign) -> OverallMark? {
        let marks = tests.filter { !$0.isCancelled }.compactMap { test in
            test.marking?.mark.map { (test.name, $0) }
        }
        return OverallMark(rules.tests, Dictionary(marks) { $1 })
    }
}
