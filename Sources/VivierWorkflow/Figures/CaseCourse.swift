package import VivierStore

/// How far one dossier came, and how long it was where: what figures are made of.
package struct CaseCourse: Sendable, Equatable {
    /// The way of a candidature that comes to its end, in order.
    package enum Step: String, Sendable, CaseIterable {
        case received
        case examined
        case deliberation
        case shortlisted
        case selected
        case hired
        case started
    }

    /// A time in one phase, or in one stage of the campaign while it is examined.
    package struct Stay: Sendable, Equatable {
        package let phase: Casework.Phase
        package let stage: String?
        package let milliseconds: Int64
    }

    package let offer: String?
    /// By which way it came in, as `http` or `mail`.
    package let source: String
    package let received: Instant
    /// The farthest step; what stands before it counts as reached.
    package let farthest: Step
    /// Those that are over.
    package let stays: [Stay]

    init(offer: String?, source: String, received: Instant, farthest: Step, stays: [Stay]) {
        (self.offer, self.source, self.received) = (offer, source, received)
        (self.farthest, self.stays) = (farthest, stays)
    }

    package init(_ dossier: Dossier) {
        var state = Casework(dossier.id)
        var farthest = Step.received
        var stays: [Stay] = []
        var since = dossier.events.first?.time ?? Instant(milliseconds: 0)
        for event in dossier.events.withoutUndone {
            let before = state
            state.apply(event)
            guard before.phase != state.phase || before.stage != state.stage else { continue }
            stays.append(
                Stay(
                    phase: before.phase,
                    stage: before.phase == .examined ? before.stage : nil,
                    milliseconds: max(0, event.time.milliseconds - since.milliseconds)
                )
            )
            since = event.time
            if let step = Step(rawValue: state.phase.rawValue), farthest < step { farthest = step }
        }
        let summary = dossier.summary
        (offer, source, received) = (state.offer, summary.source, summary.received)
        (self.farthest, self.stays) = (farthest, stays)
    }
}

extension CaseCourse.Step: Comparable {
    package static func < (one: Self, other: Self) -> Bool { one.place < other.place }

    private var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension [Event] {
    /// Without decisions that were taken back, and the events that took them back.
    fileprivate var withoutUndone: [Event] {
        let taken = compactMap { event -> (Int, Int)? in
            guard case .undone(let number) = CaseEvent(event) else { return nil }
            return (number, event.number)
        }
        let gone = Set(taken.flatMap { [$0.0, $0.1] })
        return filter { !gone.contains($0.number) }
    }
}
