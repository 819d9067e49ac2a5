package import VivierModel
package import VivierStore

/// What somebody of the team wants to happen to a dossier.
package enum CaseCommand: Sendable, Equatable {
    case judge(CaseEvent.Judgement, isAccepted: Bool)
    case declareComplete
    case accept
    case giveBack(text: String)
    case reject(reason: String, text: String, deletes: Bool)
    case move(stage: String)
    case deliberate
    case note(text: String, files: [Happening.Attachment])
    case tag(add: [String], remove: [String])
    case markUnavailable(until: Day?, reason: String)
    case markAvailable
    case propose(offer: String)
    case link(CaseEvent.Link)
    /// Says by a word of whom the candidate is.
    case join(as: String)
    case part(as: String)
    case plan(CaseEvent.Sitting)
    case postpone(CaseEvent.Sitting)
    case cancel(test: String, text: String)
    case answer(test: String, comes: Bool, slot: Instant?)
    case mark(test: String, mark: Mark?, isPassed: Bool?, comment: String)
    case rate(Rating)
    case communicate(test: String)
    case shortlist(rank: Int, sha256: String)
    case select(isCalled: Bool)
    case logCall(text: String)
    case takeUp
    case decline
    case start(Day)
    case reportAbsence(Day)
    case leave(Day)
    case refuse(text: String)
    case close(reason: String)
    case reinstate(reason: String)
    case remind(before: Day)
    case remindOfTest(String)
    case undo(event: Int)
}

/// Who does something.
package struct Actor: Sendable, Equatable {
    package enum Role: String, Sendable, CaseIterable, Comparable {
        /// Reads, and writes nothing.
        case reader
        /// Judges documents, plans and marks tests, takes notes.
        case reviewer
        /// Decides about candidatures.
        case decider
        /// All of that, everywhere.
        case administrator

        package static func < (one: Role, other: Role) -> Bool { one.level < other.level }

        private var level: Int { Role.allCases.firstIndex(of: self) ?? 0 }
    }

    /// What the journal calls them: `hr:ab`.
    package let by: String
    /// `nil` for somebody without a name among the team: a program, or whoever has the shell.
    package let role: Role?

    package init(by: String, role: Role?) {
        self.by = by
        self.role = role
    }

    /// The candidate, for what only they can say.
    package static let candidate = Actor(by: "candidate", role: nil)
    /// The program, at its hour.
    package static let clock = Actor(by: "clock", role: nil)
}

/// Why nothing happens; the raw value is the word that messages are found by.
package enum CaseRefusal: String, Error, CaseIterable, Sendable {
    case notNow = "not-now"
    case noAgent = "no-agent"
    case noRight = "no-right"
    case unchanged
    case nothingSaid = "nothing-said"
    case noSuchDocument = "no-such-document"
    case documentsNotValid = "documents-not-valid"
    case incomplete
    case noSuchStage = "no-such-stage"
    case stageSkipped = "stage-skipped"
    case noSuchTest = "no-such-test"
    case testsNotPassed = "tests-not-passed"
    case wrongSitting = "wrong-sitting"
    case sittingOver = "sitting-over"
    case noSuchSlot = "no-such-slot"
    case slotTaken = "slot-taken"
    case wrongMark = "wrong-mark"
    case wrongRating = "wrong-rating"
    case notTakenYet = "not-taken-yet"
    case notExaminer = "not-examiner"
    case noSuchDossier = "no-such-dossier"
    case samePerson = "same-person"
    case noVacancy = "no-vacancy"
    case noPosition = "no-position"
    case hiredElsewhere = "hired-elsewhere"
    case tooEarly = "too-early"
    case callFirst = "call-first"
    case postNotTaken = "post-not-taken"
    case dayToCome = "day-to-come"
    case nothingToUndo = "nothing-to-undo"
    case letterGone = "letter-gone"

    /// What it means, and what to do.
    package var words: String {
        switch self {
        case .notNow: "this cannot be done where the dossier stands now"
        case .noAgent: "a decision needs a named agent: give --by with one of 'agents list'"
        case .noRight: "this agent has no right to do that"
        case .unchanged: "it is so already"
        case .nothingSaid: "say why: a text is missing"
        case .noSuchDocument: "the dossier has no such document"
        case .documentsNotValid: "documents that it needs are not there, or not accepted"
        case .incomplete: "the candidate has not completed the dossier"
        case .noSuchStage: "the campaign has no such stage"
        case .stageSkipped: "stages are entered one after another"
        case .noSuchTest: "the campaign has no such test, or it is not planned for this dossier"
        case .testsNotPassed: "tests that come before are not passed"
        case .wrongSitting:
            "a written test has one hour for all; an oral or practical one has slots to choose from"
        case .sittingOver: "that hour is over"
        case .noSuchSlot: "that hour is not one of the slots"
        case .slotTaken: "somebody else has that slot"
        case .wrongMark: "the mark is missing, or beyond what the test is marked out of"
        case .wrongRating: "rate each skill of the test from 1 to 5, and say what you recommend"
        case .notTakenYet: "the hour of the test has not come"
        case .notExaminer: "the campaign names others who mark this test"
        case .noSuchDossier: "there is no dossier of that number which this agent may see"
        case .samePerson: "both dossiers are of one address: they are of one person already"
        case .noVacancy: "the dossier is for no vacancy"
        case .noPosition: "every position of the vacancy is taken"
        case .hiredElsewhere: "this person has a post already, by another dossier"
        case .tooEarly: "the delay before a selection is not over"
        case .callFirst: "the announcement is to be made by telephone: log the call first"
        case .postNotTaken: "no refusal leaves before the post is taken up by another"
        case .dayToCome: "that day is to come"
        case .nothingToUndo: "there is no such decision, or another was made after it"
        case .letterGone: "its letter has left: it cannot be undone"
        }
    }
}
