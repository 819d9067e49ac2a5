extension ListIndex {
    /// The facets whose combinations are counted in advance; those that have values.
    var cubeFacets: [ListFacet] { cube.compactMap { facet($0) } }

    /// The facets that views count: those whose values all stand in the manifest.
    private var counted: [ListFacet] { facets.filter { $0.values.count <= ListFacet.longest } }

    /// Says which numbers values and combinations have; a view or cube that says another is of another manifest.
    var valuesKey: String {
        var json = JSONWriter(capacity: 4096)
        json.array { all in
            for facet in counted { all.json(numbering(facet)) }
            for facet in cubeFacets { all.json(numbering(facet)) }
        }
        return shortHash(json.bytes)
    }

    private func numbering(_ facet: ListFacet) -> [UInt8] {
        var json = JSONWriter(capacity: 1024)
        json.object { body in
            body.member("name", facet.name)
            body.texts("values", facet.values.map(\.slug))
            body.lists("masks", facet.masks)
        }
        return json.bytes
    }

    /// For each value that the manifest lists: what a list of it alone shows.
    func viewFiles(_ key: String) -> [IndexFile] {
        facets.flatMap { facet in
            facet.listed.map { value in
                let rows = rows(of: facet, value)
                var json = JSONWriter(capacity: 8192)
                json.object { file in
                    file.member("v", key)
                    file.member("n", rows.count)
                    file.object("counts") { counts in
                        for other in counted where other.name != facet.name {
                            counts.key(other.name)
                            counts.numbers(other.valueCounts(rows))
                        }
                    }
                    file.array("top") { list in
                        for row in rows.prefix(20) { list.json(cards[row]) }
                    }
                }
                let name = "v/\(facet.name)-\(facet.values[value].slug).json"
                return IndexFile(name: name, bytes: json.bytes)
            }
        }
    }

    private func rows(of facet: ListFacet, _ value: Int) -> [Int] {
        let has = (0..<UInt32(facet.codeCount)).map { facet.values(ofCode: $0).contains(value) }
        return facet.codes.indices.filter { has[Int(facet.codes[$0])] }
    }

    /// The number of rows of each combination of codes; none without such facets.
    func cubeFiles(_ key: String) -> [IndexFile] {
        let facets = cubeFacets
        guard !facets.isEmpty else { return [] }
        var counts: [Int: Int] = [:]
        for row in 0..<count {
            let key = facets.reduce(0) { $0 * $1.codeCount + Int($1.codes[row]) }
            counts[key, default: 0] += 1
        }
        var keys: [UInt8] = []
        var numbers: [UInt8] = []
        var next = 0
        for (key, count) in counts.sorted(by: { $0.key < $1.key }) {
            appendVLQ(key - next, to: &keys)
            appendVLQ(count, to: &numbers)
            next = key + 1
        }
        var json = JSONWriter(capacity: keys.count + numbers.count + 32)
        json.object { file in
            file.member("v", key)
            file.key("k")
            file.string(utf8: keys)
            file.key("c")
            file.string(utf8: numbers)
        }
        return [IndexFile(name: "v/cube.json", bytes: json.bytes)]
    }
}

extension ListFacet {
    /// How many of some rows have each value.
    fileprivate func valueCounts(_ rows: [Int]) -> [Int] {
        var byCode = [Int](repeating: 0, count: codeCount)
        for row in rows { byCode[Int(codes[row])] += 1 }
        return valueCounts(ofCodes: byCode)
    }

    /// Counts of values from counts of codes.
    func valueCounts(ofCodes byCode: [Int]) -> [Int] {
        var counts = [Int](repeating: 0, count: values.count)
        for (code, count) in byCode.enumerated() where count > 0 {
            for value in values(ofCode: UInt32(code)) { counts[value] += count }
        }
        return counts
    }
}
