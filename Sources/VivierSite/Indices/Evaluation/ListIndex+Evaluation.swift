extension ListIndex {
    /// Evaluates a query on a day, as the browser does.
    ///
    /// - Complexity: O(*rows* × *facets*), and what the words cost.
    func answer(_ query: ListQuery, places: PlaceTable, day: Int) -> ListAnswer {
        var answer = ListAnswer()
        let matches = matches(query.words)
        if let matches {
            answer.scores = matches.scores
            answer.corrections = matches.corrections
        }
        let town = query.town.flatMap { places.town($0) }
        if let town { answer.metres = metres(from: town.point) }
        let farthest = query.kilometres.map { $0 * 1000 }
        let chosen = facets.map { facet in query.values[facet.name].map { facet.codes(of: $0) } }
        var counts = facets.map { [Int](repeating: 0, count: $0.codeCount) }
        for row in 0..<count {
            if let last = closes[row], last < day { continue }
            if matches != nil, answer.scores[row] == nil { continue }
            if town != nil, let farthest {
                guard let metres = answer.metres[row], metres <= farthest else { continue }
            }
            if let since = query.since, (published[row] ?? .min) < since { continue }
            let isSoon = closes[row].map { $0 <= day + 7 } ?? false
            var failed = 0
            var only = 0
            for facet in facets.indices {
                guard let codes = chosen[facet], !codes[Int(facets[facet].codes[row])] else {
                    continue
                }
                failed += 1
                only = facet
            }
            if failed == 0, isSoon { answer.soon += 1 }
            if query.closesSoon, !isSoon { continue }
            if failed == 0 {
                answer.hits.append(row)
                for facet in facets.indices { counts[facet][Int(facets[facet].codes[row])] += 1 }
            } else if failed == 1 {
                counts[only][Int(facets[only].codes[row])] += 1
            }
        }
        answer.counts = zip(facets, counts).map { $0.valueCounts(ofCodes: $1) }
        sort(&answer, by: query.order, hasWords: matches != nil, hasTown: town != nil)
        return answer
    }

    /// For each row, metres from a point to the nearest of its own.
    private func metres(from point: MapPoint) -> [Int?] {
        let distance = DistanceFrom(point)
        let all = points.points.map { distance.metres(to: $0) }
        let byCode = (0..<UInt32(points.codeCount)).map { code in
            points.points(ofCode: code).map { all[$0] }.min()
        }
        return points.codes.map { byCode[Int($0)] }
    }

    private func sort(
        _ answer: inout ListAnswer,
        by order: ListQuery.Order?,
        hasWords: Bool,
        hasTown: Bool
    ) {
        let usual: ListQuery.Order = hasWords ? .relevance : .date
        var order = order ?? usual
        if order == .relevance && !hasWords || order == .distance && !hasTown { order = usual }
        let key: (Int) -> Int
        switch order {
        case .date: return
        case .relevance:
            let scores = answer.scores
            key = { -(scores[$0] ?? 0) }
        case .closing: key = { closes[$0] ?? .max }
        case .distance:
            let metres = answer.metres
            key = { metres[$0] ?? .max }
        }
        answer.hits = answer.hits.map { (key($0), $0) }.sorted { $0 < $1 }.map(\.1)
    }
}

extension ListFacet {
    /// For each code, whether a row that has it has one of some values.
    fileprivate func codes(of slugs: [String]) -> [Bool] {
        let wanted = Set(slugs)
        let numbers = Set(values.indices.filter { wanted.contains(values[$0].slug) })
        return (0..<UInt32(codeCount)).map { code in
            values(ofCode: code).contains { numbers.contains($0) }
        }
    }
}
