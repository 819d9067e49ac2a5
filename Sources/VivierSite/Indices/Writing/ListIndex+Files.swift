extension ListIndex {
    /// All files of the index, with their paths below its folder.
    ///
    /// `places` is the address of the place table, `nil` if there is none.
    func files(places: String?) -> [IndexFile] {
        let mode = ListMode(rows: count)
        let blocks = mode.blocks(rows: count)
        let cardsInFile = ListMode.cardsInFile(rows: count)
        let days = DayColumn(closes)
        let columns = columns(days)
        let textFiles = text.files(shardSize: mode.shardSize)
        let parts =
            columnFiles(columns, blocks) + cardFiles(cardsInFile) + longFacetFiles + [pointsFile]
        let segment = textFiles + [fuzzyFile] + (mode == .small ? [joined(parts)] : parts)
        let id = contentName(segment)
        let views = mode == .small ? [] : viewFiles() + cubeFiles
        let viewsName = views.isEmpty ? nil : contentName(views)
        var json = JSONWriter(capacity: 4096)
        json.object { file in
            writeRows(mode, closing: days.days, into: &file)
            file.object("seg") { seg in
                seg.member("id", id)
                seg.numbers("blocks", blocks)
                seg.member("card", cardsInFile)
                seg.member("shards", textFiles.count - 1)
                seg.object("planes") { all in
                    for column in columns where column.planeCount > 1 {
                        all.key(column.name)
                        all.int(column.planeCount)
                    }
                }
            }
            file.member("dead", "")
            file.member("views", viewsName)
            if viewsName != nil { file.texts("cube", cubeFacets.map(\.name)) }
            file.member("places", places)
        }
        var files = [IndexFile(name: "m.json", bytes: json.bytes)]
        files += segment.map { IndexFile(name: "s/\(id)/\($0.name)", bytes: $0.bytes) }
        if let viewsName {
            files += views.map { IndexFile(name: "v/\(viewsName)/\($0.name)", bytes: $0.bytes) }
        }
        return files
    }

    /// What the manifest says of the rows.
    private func writeRows(_ mode: ListMode, closing: [Int], into json: inout JSONWriter) {
        json.member("v", 1)
        json.member("n", count)
        json.member("day", today)
        json.member("mode", mode.rawValue)
        json.member("lang", language)
        json.array("facets") { list in for facet in facets { facet.writeSummary(into: &list) } }
        json.numbers("days", publishedRuns)
        json.numbers("closes", closing.indices.map { closing[$0] - ($0 > 0 ? closing[$0 - 1] : 0) })
        json.texts("cells", cells)
    }

    /// The newest day and its rows, then for each day how much earlier it is, and its rows.
    private var publishedRuns: [Int] {
        var runs: [Int] = []
        var last: Int?
        for day in published.lazy.compactMap(\.self) {
            if day == last {
                runs[runs.count - 1] += 1
            } else {
                runs += [last.map { $0 - day } ?? day, 1]
                last = day
            }
        }
        return runs
    }

    private var fuzzyFile: IndexFile {
        var json = JSONWriter(capacity: 4096)
        json.object { $0.member("t", titleWords.joined(separator: " ")) }
        return IndexFile(name: "fuzzy.json", bytes: json.bytes)
    }

    private var pointsFile: IndexFile {
        var json = JSONWriter(capacity: points.points.count * 12 + 64)
        writePoints(into: &json)
        return IndexFile(name: "points.json", bytes: json.bytes)
    }

    private var longFacetFiles: [IndexFile] {
        facets.filter(\.isLong).map { facet in
            var json = JSONWriter(capacity: facet.values.count * 32)
            facet.writeAll(into: &json)
            return IndexFile(name: "f-\(facet.name).json", bytes: json.bytes)
        }
    }
}

/// Mode S: the files of the other modes as members of one, by their names.
private func joined(_ files: [IndexFile]) -> IndexFile {
    var json = JSONWriter(capacity: files.reduce(0) { $0 + $1.bytes.count + 32 })
    json.object { all in
        for file in files {
            all.key(String(file.name.dropLast(".json".count)))
            all.json(file.bytes)
        }
    }
    return IndexFile(name: "all.json", bytes: json.bytes)
}
