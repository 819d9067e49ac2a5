import VivierModel

/// Gathers, for each facet, which open offers have which value.
struct FacetLists {
    private let catalogue: Catalogue
    private(set) var facets: [FacetKind: Facet] = [:]

    init(catalogue: Catalogue) { self.catalogue = catalogue }

    /// A facet whose values are terms of a taxonomy.
    struct Terms {
        let kind: FacetKind
        let taxonomy: Taxonomy
        /// Of an entry, since an offer by value is sixty references to count.
        let codes: (OfferEntry) -> [String]
    }

    /// Adds several facets at once: going from offer to offer costs more than counting.
    mutating func add(_ facets: [Terms]) {
        var values = facets.map { _ in Values() }
        for index in catalogue.open.indices {
            for (number, facet) in facets.enumerated() {
                for code in facet.codes(catalogue.open[index]) {
                    values[number].add(index, to: slug(of: code)) {
                        let labels = facet.taxonomy[code]?.labels ?? [:]
                        return labels.merging(["": code]) { stated, _ in stated }
                    }
                }
            }
        }
        for (facet, values) in zip(facets, values) {
            // Lists are called by the slug of a code: `CDI` stands at `cdi`.
            var ranks: [String: Int] = [:]
            for (rank, term) in facet.taxonomy.terms.enumerated().reversed() {
                ranks[slug(of: term.code)] = rank
            }
            self.facets[facet.kind] = Facet(kind: facet.kind, values: values.all) { ranks[$0] }
        }
    }

    mutating func addTowns() {
        var values = Values()
        for (index, entry) in catalogue.open.enumerated() {
            for place in entry.places where !place.townCode.isEmpty {
                values.add(index, to: place.townCode) { ["": place.place.town] }
            }
        }
        facets[.town] = Facet(kind: .town, values: values.all) { _ in nil }
    }

    mutating func addDepartments() {
        var values = Values()
        for (index, entry) in catalogue.open.enumerated() {
            for department in entry.places.compactMap(\.department) where !department.code.isEmpty {
                values.add(index, to: department.code) { ["": department.name] }
            }
        }
        facets[.department] = Facet(kind: .department, values: values.all) { _ in nil }
    }

    mutating func addEmployers() {
        var values = Values()
        for (employer, offers) in zip(catalogue.employers, catalogue.offersOfEmployer) {
            for index in offers {
                values.add(index, to: employer.value.slug) { ["": employer.value.name] }
            }
        }
        for (index, entry) in catalogue.open.enumerated() where entry.employer == nil {
            guard let name = entry.offer.employer else { continue }
            values.add(index, to: slug(of: name)) { ["": name] }
        }
        facets[.employer] = Facet(kind: .employer, values: values.all) { _ in nil }
    }

    /// Values by code; an offer is in each at most once.
    private struct Values {
        private var positions: [String: Int] = [:]
        private(set) var all: [FacetValue] = []

        mutating func add(_ offer: Int, to code: String, labels: () -> [String: String]) {
            guard !code.isEmpty else { return }
            if let position = positions[code] {
                if all[position].offers.last != offer { all[position].offers.append(offer) }
            } else {
                positions[code] = all.count
                all.append(FacetValue(code: code, labels: labels(), offers: [offer]))
            }
        }
    }
}
