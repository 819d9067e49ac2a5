package import VivierModel
package import VivierStore
package import VivierWorkflow

/// Something that waits for the team.
package struct WaitingWork: Sendable, Equatable {
    /// `review`, `document`, `message`, `stage`, `mark`, `answer`, `call`, `reply`.
    package let kind: String
    package let since: Instant
    /// The last day on time; `nil` if none was named.
    package let due: Day?
    package let isLate: Bool

    package init(kind: String, since: Instant, due: Day?, isLate: Bool) {
        self.kind = kind
        self.since = since
        self.due = due
        self.isLate = isLate
    }
}

/// A dossier as lists of the team have it, as it was when it was read last.
///
/// A class, since lists of thousands are sorted and kept: what was not read again is the same.
package final class DossierBrief: Sendable, Equatable {
    package static func == (one: DossierBrief, other: DossierBrief) -> Bool { one === other }

    package let id: DossierID
    /// Its candidate.
    package let reader: ReaderID
    package let name: String
    package let form: String
    package let offer: String?
    package let campaign: String
    package let phase: Casework.Phase
    package let stage: String?
    package let received: Instant
    package let since: Instant
    package let tags: [String]
    /// Words for whom the team takes its candidate.
    package let persons: [String]
    /// What is late first.
    package let work: [WaitingWork]
    package let isPlaced: Bool
    package let hasStarted: Bool
    package let events: Int
    /// The next hour at which something begins to wait without anybody's doing.
    package let wakes: Instant?

    /// - Parameters:
    ///   - state: The dossier.
    ///   - reader: Its candidate.
    ///   - campaign: The name of the campaign whose rules hold for it.
    ///   - work: What waits in it.
    ///   - now: The moment.
    package init(
        _ state: Casework,
        of reader: ReaderID,
        campaign: String,
        work: [WaitingWork],
        at now: Instant
    ) {
        id = state.id
        self.reader = reader
        name = state.name
        form = state.form
        offer = state.offer
        self.campaign = campaign
        phase = state.phase
        stage = state.stage
        received = state.received
        since = state.since
        tags = state.tags
        persons = state.persons
        self.work = work
        isPlaced = state.isPlaced
        hasStarted = state.hasStarted
        events = state.events
        wakes = state.tests.compactMap(\.hour).filter { now < $0 }.min()
    }

    /// Whether it was received before another; numbers decide about one moment.
    package func isBefore(_ other: DossierBrief) -> Bool {
        received == other.received ? id < other.id : received < other.received
    }
}
