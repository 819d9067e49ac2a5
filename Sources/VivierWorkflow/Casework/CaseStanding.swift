package import VivierStore

/// What a dossier means for the others of its vacancy and of its candidate, as an index keeps it.
package struct CaseStanding: OptionSet, Sendable, Equatable {
    /// Selected, and not answered yet.
    package static let selected = CaseStanding(rawValue: 1)
    /// The candidate took the post: also who began, or left since.
    package static let placed = CaseStanding(rawValue: 2)
    package static let started = CaseStanding(rawValue: 4)
    /// The candidate took the post, and has it.
    package static let hired = CaseStanding(rawValue: 8)

    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    /// - Complexity: that of folding the journal.
    package init(_ dossier: Dossier) { self = Casework(dossier).standing }
}

extension Casework {
    /// Empty for a dossier that is in nobody's way.
    package var standing: CaseStanding {
        var standing: CaseStanding = []
        if phase == .selected { standing.insert(.selected) }
        if isPlaced { standing.insert(.placed) }
        if hasStarted { standing.insert(.started) }
        if phase.isHired { standing.insert(.hired) }
        return standing
    }
}
