/// A way to hand a mail over to a server.
package protocol Delivery: Sendable {
    func deliver(_ mail: OutboxMail) -> DeliveryOutcome
}

/// What became of an attempt.
///
/// An answer is a code and an enhanced one, `452 4.3.1`: the words that follow may
/// hold the address of a person.
package enum DeliveryOutcome: Sendable, Equatable {
    /// The server has it now.
    case accepted(answer: String)

    /// Not now. `mayHaveArrived`: Whether the server had all of it and did not answer.
    case later(answer: String, mayHaveArrived: Bool)

    /// Never: it would say the same again.
    case refused(answer: String)

    /// No server can be asked anything, for this mail or another.
    case unavailable(reason: String)
}

/// When a mail is tried again (RFC 5321 §4.5.4.1).
enum RetrySchedule {
    /// In minutes, after the first attempt, the second…; the last goes on.
    private static let delays = [5, 15, 60, 180, 360, 720]

    /// After how many days a mail is given up.
    static let days = 5

    /// Seconds to wait after so many attempts.
    static func delay(after attempts: Int) -> Int {
        60 * delays[min(max(attempts, 1), delays.count) - 1]
    }
}
