package import VivierModel
package import VivierStore

/// What the team's work leaves in the journal of a dossier.
///
/// `VivierStore/FORMAT.md` says how each stands there.
package enum CaseEvent: Sendable, Equatable {
    case documentAccepted(Judgement)
    case documentRejected(Judgement)
    case declaredComplete
    case accepted
    case returned(text: String)
    /// The end of a candidature that is for no vacancy.
    case rejected(reason: String, text: String, deletes: Bool)
    /// The end of one that is for a vacancy; its candidate is told once the post is taken.
    case setAside(reason: String)
    case moved(stage: String)
    case deliberating
    case noted(text: String, files: [Happening.Attachment])
    /// All tags from now on.
    case tagged([String])
    case unavailable(until: Day?, reason: String)
    case available
    case linked(Link)
    /// Its candidate is who candidates of other addresses are that have the same word.
    case personJoined(as: String)
    case personParted(as: String)
    case testPlanned(Sitting)
    case testMoved(Sitting)
    case testCancelled(test: String, text: String)
    case testAnswered(Answer)
    /// Who takes it was reminded of the hour.
    case testReminded(test: String, hour: Instant)
    case testMarked(Marking)
    case testRated(Rating)
    case resultCommunicated(test: String, isPassed: Bool)
    case shortlisted(vacancy: String, rank: Int, sha256: String)
    case selected(vacancy: String, isCalled: Bool)
    case called(text: String)
    case offerAccepted(vacancy: String)
    case offerDeclined(vacancy: String)
    case refused(vacancy: String, text: String)
    case started(vacancy: String, date: Day)
    case noShow(vacancy: String, date: Day)
    case left(vacancy: String, date: Day)
    case closed(reason: String)
    case reinstated(reason: String)
    case reminded(before: Day)
    /// Takes back what an event of that number decided.
    case undone(event: Int)
}

extension CaseEvent {
    /// What somebody found of a document.
    package struct Judgement: Sendable, Equatable {
        package var document: String
        package var comment: String
        /// Whether the comment is for the candidate.
        package var isVisible: Bool

        package init(document: String, comment: String, isVisible: Bool) {
            self.document = document
            self.comment = comment
            self.isVisible = isVisible
        }
    }

    package struct Link: Sendable, Equatable {
        package enum Role: String, Sendable {
            /// A post was proposed to the candidate.
            case proposal
            /// A dossier was opened for another post, of this one.
            case opened
            /// This dossier was opened of another.
            case origin
        }

        package var dossier: String
        package var offer: String
        package var role: Role

        package init(dossier: String, offer: String, role: Role) {
            self.dossier = dossier
            self.offer = offer
            self.role = role
        }
    }

    /// When and where a test is taken.
    package struct Sitting: Sendable, Equatable {
        package var test: String
        package var place: String
        /// The hour of a test that is at one hour for all.
        package var starts: Instant?
        /// The hours that a candidate can choose between.
        package var slots: [Instant]
        package var answerBy: Day?
        package var text: String

        package init(
            test: String,
            place: String,
            starts: Instant? = nil,
            slots: [Instant] = [],
            answerBy: Day? = nil,
            text: String = ""
        ) {
            self.test = test
            self.place = place
            self.starts = starts
            self.slots = slots
            self.answerBy = answerBy
            self.text = text
        }
    }

    package struct Answer: Sendable, Equatable {
        package var test: String
        package var comes: Bool
        package var slot: Instant?
        /// Whether it came after the day it was asked for by.
        package var isLate: Bool

        package init(test: String, comes: Bool, slot: Instant?, isLate: Bool) {
            self.test = test
            self.comes = comes
            self.slot = slot
            self.isLate = isLate
        }
    }

    package struct Marking: Sendable, Equatable {
        package var test: String
        package var mark: Mark?
        package var isPassed: Bool
        package var comment: String

        package init(test: String, mark: Mark?, isPassed: Bool, comment: String) {
            self.test = test
            self.mark = mark
            self.isPassed = isPassed
            self.comment = comment
        }
    }
}
