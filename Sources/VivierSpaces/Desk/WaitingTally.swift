import VivierModel
import VivierStore

/// What waits in many dossiers: the most urgent of it in order, and the rest as numbers.
///
/// One look at each: an agent may see a hundred thousand, and every event of any makes the page anew.
struct WaitingTally {
    typealias Line = (order: Order, brief: DossierBrief, work: WaitingWork)
    /// Compared one after another.
    typealias Order = (Int, Int32, Int64, DossierID)

    private let longest: Int
    /// What is late first, then by its day, then by how long it waits; so many at most.
    private(set) var first: [Line] = []
    /// How many dossiers wait.
    private(set) var count = 0
    /// Of how many what comes first is late.
    private(set) var lateCount = 0
    private var kinds: [String: (waiting: Int, late: Int)] = [:]
    private(set) var campaigns: Set<String> = []
    /// All that ever happened to them.
    private(set) var events = 0

    init(_ briefs: [DossierBrief], longest: Int) {
        self.longest = longest
        var campaign: String?
        for brief in briefs {
            events += brief.events
            // One after another are often of one campaign.
            if brief.campaign != campaign {
                campaigns.insert(brief.campaign)
                campaign = brief.campaign
            }
            for work in brief.work {
                kinds[work.kind, default: (0, 0)].waiting += 1
                if work.isLate { kinds[work.kind, default: (0, 0)].late += 1 }
            }
            if let work = brief.work.first { add(brief, work) }
        }
    }

    /// Kinds of work that wait, in the order in which they come up.
    var counts: [(kind: String, waiting: Int, late: Int)] {
        WaitingWork.kinds.compactMap { kind in kinds[kind].map { (kind, $0.waiting, $0.late) } }
    }

    private mutating func add(_ brief: DossierBrief, _ work: WaitingWork) {
        count += 1
        if work.isLate { lateCount += 1 }
        let order = (
            work.isLate ? 0 : 1, work.due?.number ?? .max, work.since.milliseconds, brief.id
        )
        if first.count == longest {
            guard let last = first.last, order < last.order else { return }
            first.removeLast()
        }
        var (low, high) = (0, first.count)
        while low < high {
            let middle = (low + high) / 2
            if first[middle].order < order { low = middle + 1 } else { high = middle }
        }
        first.insert((order, brief, work), at: low)
    }
}
