/// The columns and cards of rows that stand one after another: nothing in its files
/// depends on other rows, but for the numbers that values have.
struct ListBlock {
    let list: ListIndex
    /// From the oldest block.
    let number: Int
    /// The oldest first.
    let rows: [Int]

    /// The blocks of a list, the oldest first.
    static func all(of list: ListIndex, sizes: [Int]) -> [ListBlock] {
        var next = list.count
        return sizes.enumerated().map { number, size in
            next -= size
            return ListBlock(list: list, number: number, rows: (next..<next + size).reversed())
        }
    }

    /// Each column, under the name that addresses have for it.
    var columns: [(name: String, part: IndexPart)] {
        list.facets.map { facet in
            (facet.name, column(facet.name) { $0.planes(rows.map { row in facet.codes[row] }) })
        } + [("closes", closingDays), ("lieu", points)]
    }

    /// The cards, so many in a file; four files are named together.
    func cards(_ size: Int) -> [[IndexPart]] {
        let files = stride(from: 0, to: rows.count, by: size).enumerated().map { place, start in
            IndexPart("card-\(number)-\(place)", capacity: size * 300) { json in
                json.array { cards in
                    for row in rows[start..<min(start + size, rows.count)] {
                        cards.json(list.cards[row])
                    }
                }
            }
        }
        return stride(from: 0, to: files.count, by: 4).map {
            IndexPart.together(files[$0..<min($0 + 4, files.count)])
        }
    }

    private func column(_ name: String, _ write: (inout JSONWriter) -> Void) -> IndexPart {
        IndexPart("col-\(name)-\(number)", capacity: rows.count * 2) { $0.object(write) }
    }

    /// Closing days, from 1 on for the first of this block.
    private var closingDays: IndexPart {
        let first = rows.compactMap { list.closes[$0] }.min()
        return column("closes") { file in
            file.member("first", first)
            file.planes(
                rows.map { row in
                    list.closes[row].map { day in UInt32(day - (first ?? day) + 1) } ?? 0
                }
            )
        }
    }

    /// Where the rows are, with the points that are met here.
    private var points: IndexPart {
        let points = ListPoints(rows.map { list.points.points(of: $0) })
        return column("lieu") { file in
            file.numbers("lat", points.points.map { Int($0.latitude) })
            file.numbers("lon", points.points.map { Int($0.longitude) })
            if !points.masks.isEmpty { file.lists("masks", points.masks) }
            file.planes(points.codes)
        }
    }
}
