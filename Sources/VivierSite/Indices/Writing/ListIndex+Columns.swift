extension ListIndex {
    /// A column with what it is called in the files.
    struct Column {
        let name: String
        let codes: [UInt32]
        let planeCount: Int
    }

    /// The facets, then the closing days and the points.
    func columns(_ days: DayColumn) -> [Column] {
        facets.map { facet in
            Column(
                name: facet.name,
                codes: facet.codes,
                planeCount: VivierSite.planeCount(codes: facet.codeCount)
            )
        } + [
            Column(
                name: "closes",
                codes: days.codes,
                planeCount: VivierSite.planeCount(codes: days.days.count + 1)
            ),
            Column(
                name: "lieu",
                codes: points.codes,
                planeCount: VivierSite.planeCount(codes: points.codeCount)
            ),
        ]
    }

    /// One file for each block of each column.
    func columnFiles(_ columns: [Column], _ blocks: [Int]) -> [IndexFile] {
        columns.flatMap { column in
            var start = 0
            return blocks.enumerated().map { number, size in
                let codes = column.codes[start..<start + size]
                start += size
                var json = JSONWriter(capacity: size * column.planeCount + 16)
                json.object { file in
                    file.key("p")
                    file.planes(planes(codes, count: column.planeCount))
                }
                return IndexFile(name: "col-\(column.name)-\(number).json", bytes: json.bytes)
            }
        }
    }

    /// The members of `points.json`.
    func writePoints(into json: inout JSONWriter) {
        json.object { file in
            file.numbers("lat", points.points.map { Int($0.latitude) })
            file.numbers("lon", points.points.map { Int($0.longitude) })
            file.lists("masks", points.masks)
        }
    }

    /// The cards, so many in a file.
    func cardFiles(_ size: Int) -> [IndexFile] {
        stride(from: 0, to: count, by: size).map { start in
            var json = JSONWriter(capacity: size * 300)
            json.array { list in
                for card in cards[start..<min(start + size, count)] { list.json(card) }
            }
            return IndexFile(name: "card-\(start / size).json", bytes: json.bytes)
        }
    }
}
