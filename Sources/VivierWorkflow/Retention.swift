package import VivierModel
package import VivierStore

/// How long candidatures may be kept, by the law that applies.
package struct RetentionProfile: Sendable, Equatable {
    package let name: String
    /// Months after its end.
    package var ended: Int
    /// Months after its end, of one whose candidate agreed to be kept for other offers.
    package var agreed: Int
    /// Months after the last thing that happened, of one that nobody ended.
    package var idle: Int

    /// The profiles that the program knows.
    ///
    /// | name | ended | with agreement | not ended | source |
    /// |---|---|---|---|---|
    /// | `fr` | 3 | 24 | 24 | CNIL, guide du recrutement: two years after the last contact |
    /// | `ch-federal` | 3 | 3 | 24 | RS 172.220.111.4: three months after the end |
    package static let all = [
        RetentionProfile(name: "fr", ended: 3, agreed: 24, idle: 24),
        RetentionProfile(name: "ch-federal", ended: 3, agreed: 3, idle: 24),
    ]

    package init(name: String, ended: Int, agreed: Int, idle: Int) {
        self.name = name
        self.ended = ended
        self.agreed = agreed
        self.idle = idle
    }
}

/// Until when a candidature may be kept, and why.
package struct Retention: Sendable, Equatable {
    package enum Reason: String, Sendable {
        case ended
        case agreed
        case idle
        /// The agreement that a sheet rests on was taken back.
        case takenBack = "taken-back"
    }

    /// Days in which somebody can say that a dossier is to be kept, before it is erased.
    package static let daysToAnswer = 30

    package let reason: Reason
    /// The day that counts from.
    package let from: Day
    /// The last day on which it may be kept.
    package private(set) var until: Day

    /// `day`: The day of a moment, on the clocks of the site.
    package init(
        _ state: Candidature,
        by profile: RetentionProfile,
        day: (Instant) -> Day
    ) {
        let term: (reason: Reason, from: Instant, months: Int) =
            if state.isTakenBack {
                (.takenBack, state.active, 0)
            } else if !state.stage.isOver {
                (.idle, state.active, profile.idle)
            } else if state.isKeptByAgreement {
                (.agreed, max(state.over, state.kept ?? state.over), profile.agreed)
            } else {
                (.ended, state.over, profile.ended)
            }
        reason = term.reason
        from = day(term.from)
        until = from.adding(months: term.months)
    }

    /// The same, to a day at least; what was taken back goes whatever else is kept.
    package func lasting(to day: Day?) -> Retention {
        var term = self
        if reason != .takenBack, let day { term.until = max(until, day) }
        return term
    }

    /// Whether its reader is to be asked on a day if it may be kept for longer.
    ///
    /// What ended is kept for a fixed time; only what rests on an agreement, or on somebody's silence, can be
    /// kept for longer.
    package func asks(on today: Day) -> Bool {
        (reason == .agreed || reason == .idle) && until.adding(days: -Self.daysToAnswer) <= today
    }
}

extension Candidature {
    /// Whether who withdrew agreed to be kept for other offers.
    var isKeptByAgreement: Bool {
        history.contains { entry in
            guard case .withdrawn(let withdrawal) = entry.happening else { return false }
            return withdrawal.scope == .pool
        }
    }

    /// When its reader agreed last that it is kept for longer.
    fileprivate var kept: Instant? { consent(to: Self.keepingPurpose) }

    /// When it ended; when something happened last, if it did not.
    fileprivate var over: Instant {
        let ends = history.filter { entry in
            switch entry.happening {
            case .withdrawn, .ended: true
            default: false
            }
        }
        return ends.last?.time ?? changed
    }
}

extension Day {
    /// The same day some months later, or the last of that month if it is shorter.
    fileprivate func adding(months: Int) -> Day {
        let start = parts
        let month = start.year * 12 + start.month - 1 + months
        let days = (0...3).lazy.compactMap { shorter in
            Day(year: month / 12, month: month % 12 + 1, day: start.day - shorter)
        }
        return days.first ?? self
    }
}
