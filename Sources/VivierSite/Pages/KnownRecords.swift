import VivierModel
import VivierTemplate

/// Records that stand on many pages of one language, made once.
final class KnownRecords: Sendable {
    /// By the order of `FacetKind`, then by the code that offers state.
    let terms: [[String: Record]]
    let departments: [String: Record]
    /// By place in the catalogue, without their texts.
    let employers: [Record]
    /// The same, as an offer shows its employer.
    let offerEmployers: [Record]
    /// The values of each facet, as on a page that is of none of them.
    let facets: [FacetKind: Record]

    /// Nothing: every record is made when it is asked for.
    init() {
        terms = FacetKind.allCases.map { _ in [:] }
        departments = [:]
        employers = []
        offerEmployers = []
        facets = [:]
    }

    init(_ view: SiteView) {
        var terms: [[String: Record]] = FacetKind.allCases.map { _ in [:] }
        func add(_ kind: FacetKind, _ codes: [String]) {
            for code in codes where terms[kind.index][code] == nil {
                terms[kind.index][code] = view.makeTerm(kind, code)
            }
        }
        var departments: [String: Record] = [:]
        for entry in view.catalogue.open {
            for case let department? in entry.places.map(\.department)
            where departments[department.code] == nil {
                departments[department.code] = view.makeTerm(department)
            }
            for version in entry.versions {
                add(.domain, version.value.domains)
                add(.contract, version.value.contracts)
                add(.qualification, version.value.qualifications)
            }
        }
        self.terms = terms
        self.departments = departments
        let entries = view.catalogue.employers
        employers = entries.indices.map { view.employer(entries[$0], at: $0, text: nil) }
        offerEmployers = entries.map { view.offerEmployer($0) }
        facets = view.catalogue.facets.mapValues { view.record(of: $0, current: nil) }
    }
}
