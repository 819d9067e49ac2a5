import VivierModel
import VivierStore
import VivierWorkflow

/// Until when a dossier is kept, and why.
struct RetentionTerm {
    let reason: String
    let from: Day
    var until: Day
    var isDue: Bool
    /// Whether its candidate was asked if it is to be kept for longer.
    var isAsked = false
    /// Whether that is now; in a dry run, whether it would be.
    var isNewlyAsked = false

    init(reason: String, from: Day, until: Day, isDue: Bool) {
        (self.reason, self.from, self.until, self.isDue) = (reason, from, until, isDue)
    }

    init(_ kept: Retention, on today: Day) {
        self.init(
            reason: kept.reason.rawValue,
            from: kept.from,
            until: kept.until,
            isDue: kept.until < today
        )
    }

    /// The same, kept to a day at least.
    func kept(to day: Day, on today: Day) -> RetentionTerm {
        var term = self
        term.until = max(until, day)
        term.isDue = term.until < today
        return term
    }

    func asked(to day: Day, on today: Day) -> RetentionTerm {
        var term = kept(to: day, on: today)
        term.isAsked = true
        return term
    }

    func line(_ id: DossierID) -> [UInt8] {
        let word = isDue ? "due" : isAsked ? "asked" : "kept"
        return Array("\(word) \(until.iso) \(reason) \(id)\n".utf8)
    }

    func json(_ id: DossierID) -> [UInt8] {
        JSONValue.object([
            .init("format", .int(1)), .init("dossier", .string("\(id)")),
            .init("due", .bool(isDue)), .init("asked", .bool(isAsked)),
            .init("from", .string(from.iso)),
            .init("until", .string(until.iso)), .init("reason", .string(reason)),
        ]).bytes + [10]
    }
}
