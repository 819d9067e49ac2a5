package import VivierStore

/// What the other dossiers of a vacancy, and of the same person, mean for one of them.
package struct VacancyState: Sendable, Equatable {
    package var positions: Int
    /// Dossiers that were selected and have not answered.
    package var selected = 0
    /// Dossiers whose candidates took the post, those included who began, or left since.
    package var hired = 0
    package var started = 0
    /// Hours of tests that others have.
    package var takenSlots: Set<Slot> = []
    /// Whether the same person has a post by another dossier.
    package var isHiredElsewhere = false
    /// Whether the team takes candidates of other addresses for the same person.
    package var isJoined = false

    package struct Slot: Sendable, Hashable {
        package let test: String
        package let hour: Instant

        package init(test: String, hour: Instant) {
            self.test = test
            self.hour = hour
        }
    }

    package init(positions: Int) { self.positions = positions }

    /// - Parameters:
    ///   - positions: How many are to be filled.
    ///   - others: The other dossiers of the vacancy.
    package init(positions: Int, others: some Collection<Casework>) {
        self.init(positions: positions, standings: others.lazy.map(\.standing))
        for other in others {
            // Who is out of it needs no place any more.
            for test in other.tests where !test.isCancelled && !other.phase.isOver {
                if let hour = test.answer?.slot {
                    takenSlots.insert(Slot(test: test.name, hour: hour))
                }
            }
        }
    }

    /// Without the hours of tests, which decisions about posts do not look at.
    package init(positions: Int, standings: some Sequence<CaseStanding>) {
        self.positions = positions
        for standing in standings {
            if standing.contains(.selected) { selected += 1 }
            if standing.contains(.placed) { hired += 1 }
            if standing.contains(.started) { started += 1 }
        }
    }

    package var hasRoom: Bool { selected + hired < positions }
    package var isFilled: Bool { hired >= positions }
    package var hasAllStarted: Bool { started >= positions }
}
