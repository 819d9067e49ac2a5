package import VivierModel
package import VivierStore

/// A dossier as an alert: mails about new offers, which its reader asked for and confirmed.
extension Candidature {
    package enum Frequency: String, Sendable {
        case day
        case week

        /// Days from one mail to the next.
        package var days: Int { self == .day ? 1 : 7 }
    }

    /// What is agreed to.
    static let alertPurpose = "alert"

    /// Days after which an alert that nobody confirmed is erased.
    package static let daysToConfirm = 7

    /// When it was confirmed; `nil` if it was not: nothing is sent then.
    package var confirmed: Instant? {
        history.first { $0.happening == .consentGiven(Self.alertPurpose) }?.time
    }

    /// The offers that it told of.
    package var toldOffers: Set<String> {
        history.reduce(into: []) { told, entry in
            guard case .alertSent(let offers) = entry.happening else { return }
            told.formUnion(offers.map(\.reference))
        }
    }

    package var frequency: Frequency {
        let chosen = fields.first { $0.name == "frequency" }?.values.first
        return chosen.flatMap { Frequency(rawValue: $0) } ?? .day
    }

    /// Whether a mail may go out on a day.
    package func isAlertDue(on today: Day, day: (Instant) -> Day) -> Bool {
        guard !stage.isOver, confirmed != nil else { return false }
        let last = history.last { entry in
            if case .alertSent = entry.happening { true } else { false }
        }
        guard let last else { return true }
        return day(last.time).number + Int32(frequency.days) <= today.number
    }

    /// Whether it waited too long for somebody to confirm it.
    package func isUnconfirmed(on today: Day, day: (Instant) -> Day) -> Bool {
        confirmed == nil && !stage.isOver
            && day(received).number + Int32(Self.daysToConfirm) < today.number
    }
}
