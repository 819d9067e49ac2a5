import VivierModel

/// Values that many offers have alike, in memory once: a site of a hundred thousand offers has
/// some dozens of terms, and some thousands of places and employers.
struct SharedValues {
    private var terms: [[String]: [String]] = [:]
    private var places: [[Place]: [Place]] = [:]
    private var names: [String: String] = [:]
    private var occupations: [Occupation: Apart<Occupation>] = [:]
    private var remotes: [Remote: Apart<Remote>] = [:]
    private var workloads: [Workload: Apart<Workload>] = [:]
    private var contacts: [Contact: Apart<Contact>] = [:]

    /// Lets an offer have what an earlier one has.
    mutating func share(_ offer: inout Offer) {
        Self.share(&offer.domains, among: &terms)
        Self.share(&offer.contracts, among: &terms)
        Self.share(&offer.qualifications, among: &terms)
        Self.share(&offer.locations, among: &places)
        share(&offer.employer)
        share(&offer.unit)
        Self.share(&offer.$occupation, among: &occupations)
        Self.share(&offer.$remote, among: &remotes)
        Self.share(&offer.$workload, among: &workloads)
        Self.share(&offer.$contact, among: &contacts)
    }

    private mutating func share(_ name: inout String?) {
        // Shorter ones have no memory of their own.
        guard let own = name, own.utf8.count > 15 else { return }
        if let known = names[own] { name = known } else { names[own] = own }
    }

    private static func share<Value>(
        _ own: inout Apart<Value>,
        among known: inout [Value: Apart<Value>]
    ) {
        guard let value = own.wrappedValue else { return }
        if let same = known[value] { own = same } else { known[value] = own }
    }

    private static func share<Value: Hashable>(
        _ values: inout [Value],
        among known: inout [[Value]: [Value]]
    ) {
        if values.isEmpty { return }
        if let same = known[values] { values = same } else { known[values] = values }
    }
}
