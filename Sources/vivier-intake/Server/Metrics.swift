import Synchronization
import VivierReception

/// Counts since the start, in the text format of Prometheus.
///
/// Nothing personal is in them.
final class Metrics: Sendable {
    private struct Counts {
        var states: [String: Int] = [:]
        var statuses: [Int: Int] = [:]
        var bytes = 0
        var open = 0
    }

    private let counts = Mutex(Counts())

    func opened() { counts.withLock { $0.open += 1 } }

    func answered(_ status: Int) {
        counts.withLock {
            $0.open -= 1
            $0.statuses[status, default: 0] += 1
        }
    }

    func received(_ bytes: Int) { counts.withLock { $0.bytes += bytes } }

    func ended(_ outcome: Outcome) {
        counts.withLock { $0.states[outcome.state, default: 0] += 1 }
    }

    var text: String {
        let counts = counts.withLock { $0 }
        var text = ""
        func write(_ name: String, _ type: String, _ help: String, _ values: [(String, Int)]) {
            text += "# HELP vivier_intake_\(name) \(help)\n# TYPE vivier_intake_\(name) \(type)\n"
            for (labels, value) in values { text += "vivier_intake_\(name)\(labels) \(value)\n" }
        }
        write(
            "submissions_total",
            "counter",
            "Submissions by what became of them.",
            counts.states.sorted { $0.key < $1.key }.map { ("{state=\"\($0.key)\"}", $0.value) }
        )
        write(
            "responses_total",
            "counter",
            "Answers by status.",
            counts.statuses.sorted { $0.key < $1.key }.map { ("{status=\"\($0.key)\"}", $0.value) }
        )
        write("received_bytes_total", "counter", "Bytes of bodies.", [("", counts.bytes)])
        write("open_requests", "gauge", "Requests being answered.", [("", counts.open)])
        return text
    }
}

extension Outcome {
    /// As in the report of `ingest`.
    fileprivate var state: String {
        switch self {
        case .accepted: "accepted"
        case .duplicate: "duplicate"
        case .replied: "replied"
        case .quarantined: "quarantined"
        case .refused, .misdirected, .tooLarge, .erased: "refused"
        }
    }
}
