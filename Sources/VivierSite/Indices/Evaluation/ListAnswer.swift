/// What a list shows for a query.
package struct ListAnswer: Sendable {
    /// Rows, in the order asked for.
    var hits: [Int] = []
    /// For each facet, the hits that choosing each of its values would give.
    var counts: [[Int]] = []
    /// Hits that close within seven days, whether or not only those are wanted.
    var soon = 0
    /// Words that nothing has, and what was looked for in their place.
    var corrections: [(typed: String, taken: String)] = []
    /// For each row, its score, `nil` where it has not all the words; empty without words.
    var scores: [Int?] = []
    /// For each row, metres to the town, `nil` where it is nowhere; empty without a town.
    var metres: [Int?] = []
}

extension ListIndex {
    /// The answer as JSON, format 1.
    package func json(_ answer: ListAnswer) -> [UInt8] {
        var json = JSONWriter(capacity: answer.hits.count * 16 + 4096)
        json.object { body in
            body.member("format", 1)
            body.member("total", answer.hits.count)
            body.texts("hits", answer.hits.map { names[$0] })
            body.object("counts") { all in
                for (facet, counts) in zip(facets, answer.counts) {
                    all.key(facet.name)
                    all.object { values in
                        for (value, count) in zip(facet.values, counts) {
                            values.key(value.slug)
                            values.int(count)
                        }
                    }
                }
            }
            body.member("soon", answer.soon)
            body.array("corrections") { list in
                for (typed, taken) in answer.corrections {
                    list.object { item in
                        item.member("typed", typed)
                        item.member("taken", taken)
                    }
                }
            }
        }
        return json.bytes + [10]
    }

    /// The answer for a person: how many, then a line for each.
    package func lines(_ answer: ListAnswer) -> String {
        var text = answer.corrections.map { "\($0.typed): nothing; \($0.taken) instead\n" }.joined()
        text += "\(answer.hits.count) of \(count)\n"
        for row in answer.hits {
            let metres = row < answer.metres.count ? answer.metres[row] : nil
            text += names[row] + (metres.map { "  \($0) m" } ?? "") + "\n"
        }
        return text
    }
}
