import VivierFiles

extension StateWriter {
    mutating func add(_ offers: RememberedOffers) {
        add(offers.paths)
        add(numbers: offers.pathEnds)
        add(numbers: offers.facts)
        add(numbers: offers.employers)
        add(numbers: offers.summaries)
        add(numbers: offers.early)
        add(offers.employerPaths) { $0.add($1) }
        add(FacetKind.allCases.compactMap { offers.facets[$0] }) { writer, facet in
            writer.add(facet.kind.rawValue)
            writer.add(facet.values) { writer, value in
                writer.add(value.code)
                writer.add(value.labels.sorted { $0.key < $1.key }) { writer, label in
                    writer.add(label.key)
                    writer.add(label.value)
                }
                writer.add(numbers: value.offers.map { UInt32($0) })
            }
        }
        add(offers.departmentsOfTown.sorted { $0.key < $1.key }) { writer, town in
            writer.add(town.key)
            writer.add(town.value.sorted()) { $0.add($1) }
        }
        add(offers.hasClosed)
        add(offers.otherFiles) { $0.add($1) }
        add(offers.entangled) { $0.add($1) }
        add(offers.apiList) { $0.add($1) }
    }

    mutating func add(_ state: FileState) {
        var bytes: [UInt8] = []
        state.append(to: &bytes)
        add(bytes)
    }
}

extension StateReader {
    mutating func offers() throws(DamagedState) -> RememberedOffers {
        var offers = RememberedOffers()
        offers.paths = Array(try part())
        offers.pathEnds = try numbers()
        offers.facts = try numbers()
        offers.employers = try numbers()
        offers.summaries = try numbers()
        offers.early = try numbers()
        offers.employerPaths = try texts()
        let count = offers.count
        for facet in try list({ reader throws(DamagedState) in try reader.facet(of: count) }) {
            offers.facets[facet.kind] = facet
        }
        let towns = try list { reader throws(DamagedState) in
            (try reader.text(), try reader.texts())
        }
        for (town, departments) in towns { offers.departmentsOfTown[town] = Set(departments) }
        offers.hasClosed = try isSo()
        offers.otherFiles = try texts()
        offers.entangled = try texts()
        offers.apiList = try optional { reader throws(DamagedState) in try reader.fileState() }
        guard offers.isWhole else { throw DamagedState() }
        return offers
    }

    private mutating func facet(of count: Int) throws(DamagedState) -> Facet {
        guard let kind = FacetKind(rawValue: try text()) else { throw DamagedState() }
        let values = try list { reader throws(DamagedState) in
            let code = try reader.text()
            let labels = try reader.list { reader throws(DamagedState) in
                (try reader.text(), try reader.text())
            }
            return FacetValue(
                code: code,
                labels: Dictionary(labels, uniquingKeysWith: { first, _ in first }),
                offers: try reader.places(below: count)
            )
        }
        // They are in their order already.
        var ranks: [String: Int] = [:]
        for (rank, value) in values.enumerated() { ranks[value.code] = rank }
        return Facet(kind: kind, values: values) { ranks[$0] }
    }

    mutating func texts() throws(DamagedState) -> [String] {
        try list { reader throws(DamagedState) in try reader.text() }
    }

    mutating func fileState() throws(DamagedState) -> FileState {
        guard let state = FileState(try part()) else { throw DamagedState() }
        return state
    }
}

extension RememberedOffers {
    /// Whether every list has as many entries as there are offers, and names what is there.
    fileprivate var isWhole: Bool {
        let ends = pathEnds
        let isAscending = zip(ends, ends.dropFirst()).allSatisfy { $0 <= $1 }
        return [ends.count, employers.count, summaries.count, early.count].allSatisfy {
            $0 == count
        }
            && isAscending && Int(ends.last ?? 0) == paths.count
            && employers.allSatisfy { $0 <= employerPaths.count }
    }
}
