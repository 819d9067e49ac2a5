extension ListIndex {
    /// All files of the index, with their paths below its folder.
    ///
    /// Every one follows from the rows of today alone: a build that makes only some of them anew makes
    /// the same as one that makes all. `places` is the address of the place table, `nil` if there is none.
    func files(places: String?) -> [IndexFile] {
        let mode = ListMode(rows: count)
        let blocks = ListBlock.all(of: self, sizes: mode.blocks(rows: count))
        let text = text.parts(shardSize: mode.shardSize, recent: mode.recentRows(of: count))
        var named = text.named + [("fuzzy", fuzzyWords)]
        var parts = text.shards
        if mode == .small {
            named.append(("all", whole(blocks)))
        } else {
            for block in blocks {
                let columns = block.columns
                let cards = block.cards(cardsInFile)
                named.append(("block-\(block.number)", directory(of: block, columns, cards)))
                parts += columns.map(\.part) + cards.joined()
            }
            named += longFacets
        }
        let views = mode == .small ? nil : valuesKey
        let manifest = IndexFile(
            name: "m.json",
            bytes: manifest(mode, blocks, named, views: views, places: places)
        )
        return [manifest] + (named.map(\.part) + parts).map(\.file)
            + (views.map { viewFiles($0) + cubeFiles($0) } ?? [])
    }

    private var cardsInFile: Int { ListMode.cardsInFile(rows: count) }

    private func manifest(
        _ mode: ListMode,
        _ blocks: [ListBlock],
        _ named: [(name: String, part: IndexPart)],
        views: String?,
        places: String?
    ) -> [UInt8] {
        var json = JSONWriter(capacity: 8192)
        json.object { file in
            file.member("v", 3)
            file.member("n", count)
            file.member("day", today)
            file.member("mode", mode.rawValue)
            file.member("lang", language)
            file.array("facets") { all in for facet in facets { facet.writeSummary(into: &all) } }
            file.numbers("days", publishedRuns)
            file.member("closes", closes.lazy.compactMap(\.self).min())
            file.texts("cells", cells)
            file.numbers("blocks", blocks.reversed().map(\.rows.count))
            file.member("card", cardsInFile)
            file.names("parts", named)
            file.member("views", views)
            if views != nil { file.texts("cube", cubeFacets.map(\.name)) }
            file.member("places", places)
        }
        return json.bytes
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

    private var fuzzyWords: IndexPart {
        IndexPart("fuzzy") { json in
            json.object { $0.member("t", titleWords.joined(separator: " ")) }
        }
    }

    private var longFacets: [(name: String, part: IndexPart)] {
        facets.filter(\.isLong).map { facet in
            let name = "f-\(facet.name)"
            return (
                name,
                IndexPart(name, capacity: facet.values.count * 32) { facet.writeAll(into: &$0) }
            )
        }
    }

    /// What the files of a block are called.
    private func directory(
        of block: ListBlock,
        _ columns: [(name: String, part: IndexPart)],
        _ cards: [[IndexPart]]
    ) -> IndexPart {
        IndexPart("block-\(block.number)", capacity: cards.count * 6 + 512) { json in
            json.object { file in
                file.names("cols", columns)
                file.hashes("cards", cards.compactMap(\.first))
            }
        }
    }

    /// Mode S: the parts of the other modes as members of one, by their names.
    private func whole(_ blocks: [ListBlock]) -> IndexPart {
        IndexPart("all", capacity: 65_536) { json in
            json.object { all in
                for block in blocks {
                    let columns = block.columns
                    all.key("block-\(block.number)")
                    all.json(directory(of: block, [], []).bytes)
                    for part in columns.map(\.part) + block.cards(cardsInFile).joined() {
                        all.key(part.name)
                        all.json(part.bytes)
                    }
                }
                for (name, part) in longFacets {
                    all.key(name)
                    all.json(part.bytes)
                }
            }
        }
    }
}
