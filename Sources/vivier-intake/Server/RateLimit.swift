import Synchronization

/// How many submissions may come from one address in a minute.
///
/// Who has been quiet may send a minute's worth at once. Addresses are kept in memory only.
final class RateLimit: Sendable {
    private struct Allowance {
        var left: Double
        var time: ContinuousClock.Instant
    }

    /// Beyond, those whose allowance is whole again are forgotten.
    private static let manyAddresses = 10_000

    private let perMinute: Double
    private let allowances = Mutex<[String: Allowance]>([:])

    init(perMinute: Int) { self.perMinute = Double(perMinute) }

    /// Counts a submission.
    ///
    /// - Returns: Whether it may be taken in.
    func admits(_ address: String, at now: ContinuousClock.Instant = .now) -> Bool {
        let sender = Self.sender(address)
        return allowances.withLock { allowances in
            if allowances.count >= Self.manyAddresses {
                allowances = allowances.filter { refilled($0.value, now) < perMinute }
                // An attack from everywhere: what is known of it is of no use any more.
                if allowances.count >= Self.manyAddresses { allowances = [:] }
            }
            let left = allowances[sender].map { refilled($0, now) } ?? perMinute
            allowances[sender] = Allowance(left: max(0, left - 1), time: now)
            return left >= 1
        }
    }

    private func refilled(_ allowance: Allowance, _ now: ContinuousClock.Instant) -> Double {
        let seconds = (now - allowance.time) / Duration.seconds(1)
        return min(perMinute, allowance.left + seconds * perMinute / 60)
    }

    /// An IPv4 address, or the network of 64 bits that one IPv6 customer has.
    static func sender(_ address: String) -> String {
        guard address.contains(":") else { return address }
        if address.lowercased().hasPrefix("::ffff:") { return String(address.dropFirst(7)) }
        return address.split(separator: ":", omittingEmptySubsequences: false).prefix(4)
            .joined(separator: ":")
    }
}
