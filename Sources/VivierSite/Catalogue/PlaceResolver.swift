import VivierModel

/// Gives each town the code of its list, and finds its department.
///
/// Two towns of one name get their department's number behind it
/// (`saint-denis-93`), so all places are seen before the first is resolved.
struct PlaceResolver {
    private let country: String
    /// By the slug of their towns.
    private(set) var departmentsOfTown: [String: Set<String>] = [:]

    init(country: String) { self.country = country }

    /// One that has seen all places already.
    init(country: String, departmentsOfTown: [String: Set<String>]) {
        self.country = country
        self.departmentsOfTown = departmentsOfTown
    }

    mutating func see(_ places: [Place]) {
        for place in places {
            guard let code = department(of: place)?.code else { continue }
            departmentsOfTown[slug(of: place.town), default: []].insert(code)
        }
    }

    func resolve(_ places: [Place]) -> [ResolvedPlace] {
        places.map { place in
            let department = department(of: place)
            var code = slug(of: place.town)
            if departmentsOfTown[code, default: []].count > 1, let department {
                code += "-\(department.code)"
            }
            return ResolvedPlace(
                place: place,
                country: place.country ?? country,
                townCode: code,
                department: department
            )
        }
    }

    private func department(of place: Place) -> Department? {
        let country = place.country ?? country
        if let named = place.department { return Department(named: named, country: country) }
        return place.postalCode.flatMap { Department(postalCode: $0, country: country) }
    }
}
