package import VivierModel
package import VivierStore

/// What the candidate of a dossier is asked to say, and what they said.
package struct CandidateTurn: Sendable, Equatable {
    package let invitations: [Invitation]
    /// Whether a post waits for their answer.
    package let isOffered: Bool
    /// Whether the dossier waits for them to declare it complete.
    package let isToComplete: Bool

    /// Invitations that nobody has answered yet.
    package var unanswered: [Invitation] {
        invitations.filter { $0.isOpen && $0.answer == nil }
    }
}

/// A test, as far as who is invited to it may know.
package struct Invitation: Sendable, Equatable {
    package let test: String
    /// Number of the event that fixed it last: an answer is to this one.
    package let number: Int
    package let place: String
    package let text: String
    /// The hour that they come at: that of all, or the one that they chose.
    package let hour: Instant?
    /// Hours to come that nobody else has; the one they chose is among them.
    package let slots: [Instant]
    package let answerBy: Day?
    package let answer: CaseEvent.Answer?
    package let isCancelled: Bool
    /// Whether it can be answered, or answered otherwise.
    package let isOpen: Bool
}

extension Casework {
    /// What its candidate can say now.
    ///
    /// - Parameters:
    ///   - setting: With the hours of tests that others have.
    ///   - told: The same dossier, as far as its candidate heard of it.
    /// - Returns: Invitations as they are, once the first to each was told; a post only once it was.
    package func turn(in setting: CaseSetting, told: Casework) -> CandidateTurn {
        let completes = try? decide(.declareComplete, as: .candidate, in: setting)
        let isAwaited = setting.rules.declaration || told.phase == .returned
        return CandidateTurn(
            invitations: tests.filter { told.test($0.name) != nil }
                .map { invitation(to: $0, setting) },
            isOffered: told.phase == .selected && phase == .selected && told.call != .wanted,
            isToComplete: completes != nil && isAwaited
        )
    }

    private func invitation(to test: Test, _ setting: CaseSetting) -> Invitation {
        let slots = test.sitting.slots.filter { slot in
            let place = VacancyState.Slot(test: test.name, hour: slot)
            return setting.now < slot && !setting.vacancy.takenSlots.contains(place)
        }
        let isToCome = test.sitting.starts.map { setting.now < $0 } ?? !slots.isEmpty
        return Invitation(
            test: test.name,
            number: test.number,
            place: test.sitting.place,
            text: test.sitting.text,
            hour: test.hour,
            slots: slots,
            answerBy: test.sitting.answerBy,
            answer: test.answer,
            isCancelled: test.isCancelled,
            isOpen: phase == .examined && !test.isCancelled && test.marking == nil && isToCome
        )
    }
}
