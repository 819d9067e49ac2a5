extension ListFacet {
    /// More values than this stand in a file of their own.
    static let longest = 64
    /// So many of them stand in the manifest all the same.
    static let shown = 20

    var isLong: Bool { values.count > Self.longest || masks.count > Self.longest }

    /// The numbers of the values that the manifest lists, ascending: all, or those that most rows have.
    var listed: [Int] {
        guard values.count > Self.longest else { return Array(values.indices) }
        let byCount = values.indices.sorted {
            (values[$1].count, values[$0].slug) < (values[$0].count, values[$1].slug)
        }
        return byCount.prefix(Self.shown).sorted()
    }

    /// The facet as it stands in the manifest.
    func writeSummary(into json: inout JSONWriter) {
        let listed = listed.map { values[$0] }
        json.object { facet in
            facet.member("name", name)
            facet.member("key", key)
            facet.member("kind", kind.rawValue)
            facet.texts("values", listed.map(\.slug))
            facet.texts("labels", listed.map(\.label))
            facet.numbers("counts", listed.map(\.count))
            if isLong { facet.member("more", values.count - listed.count) }
            if kind == .many, !isLong { facet.lists("masks", masks) }
        }
    }

    /// All of its values and combinations.
    func writeAll(into json: inout JSONWriter) {
        json.object { facet in
            facet.texts("values", values.map(\.slug))
            facet.texts("labels", values.map(\.label))
            facet.numbers("counts", values.map(\.count))
            if kind == .many { facet.lists("masks", masks) }
        }
    }
}
