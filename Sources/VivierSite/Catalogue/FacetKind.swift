/// What offers can be listed by.
enum FacetKind: String, CaseIterable, Sendable {
    case domain
    case contract
    case qualification
    case town
    case department
    case employer

    var segment: Routes.Segment {
        switch self {
        case .domain: .domain
        case .contract: .contract
        case .qualification: .qualification
        case .town: .town
        case .department: .department
        case .employer: .employer
        }
    }
}

extension FacetKind {
    /// Its place in `allCases`.
    var index: Int {
        switch self {
        case .domain: 0
        case .contract: 1
        case .qualification: 2
        case .town: 3
        case .department: 4
        case .employer: 5
        }
    }
}
