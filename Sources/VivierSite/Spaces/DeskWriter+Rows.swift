import VivierModel
import VivierSpaces
import VivierStore
import VivierTemplate
import VivierWorkflow

/// The list of dossiers, and the pages of its rows (`docs/sealed-pages.md`, "Rows").
extension DeskWriter {
    /// The newest dossiers in words, and the way to all rows.
    ///
    /// `versions`: Of the pages of rows, the oldest first.
    func list(_ list: AgentListView, versions: [String]) -> Record {
        let parts = list.parts.indices.reversed().map { number in
            let briefs = list.parts[number]
            return Record(
                Shapes.deskRows,
                [
                    .string("#\(list.page(ofPart: number).fragment)"), .string(versions[number]),
                    .text(briefs.last.map { forms.day(at: $0.received).iso }),
                    .text(briefs.first.map { forms.day(at: $0.received).iso }),
                ]
            )
        }
        return Record(
            Shapes.deskList,
            [
                .string("#\(list.home.fragment)"),
                .records(list.shown.map { line($0, list.page(of: $0.id), $0.work.first) }),
                .int(list.total), .records(parts),
            ]
        )
    }

    /// Dossiers as data: what several have in common is said once, and stands in rows as its place.
    func rows(_ number: Int, of list: AgentListView) -> JSONValue {
        var words = RowWords()
        let rows = list.parts[number].map { brief -> JSONValue in
            .array(cells(of: brief, list.page(of: brief.id), &words))
        }
        return .object([
            .init("list", .string(list.secret.fragment)), .init("words", words.value),
            .init("rows", .array(rows)),
        ])
    }

    private func cells(
        of brief: DossierBrief,
        _ page: PageSecret,
        _ words: inout RowWords
    ) -> [JSONValue] {
        let day = forms.day(at: brief.received)
        let phase = brief.phase.rawValue
        let title = title(form: brief.form, offer: brief.offer)
        var cells: [JSONValue] = [
            .string(page.code), .string(brief.name.isEmpty ? "\(brief.id)" : brief.name),
            words.place("day", [day.iso, view.edition.dates.text(day, .short)]),
            words.place("post", [brief.offer ?? "", title]),
            words.place("campaign", [brief.campaign, campaign(brief.campaign)]),
            words.place("phase", [phase, word("phase", phase)]),
        ]
        if let name = brief.stage {
            let rules = forms.campaigns.rules(form: brief.form, offer: brief.offer)
            let label = stage(name, rules)
            cells.append(words.place("stage", [label, label]))
        } else {
            cells.append(.int(-1))
        }
        if let work = brief.work.first {
            let late = work.isLate ? "late" : ""
            cells.append(words.place("work", [work.kind, word("work", work.kind), late]))
        } else {
            cells.append(.int(-1))
        }
        cells.append(.array(brief.tags.map { words.place("tag", [$0, $0]) }))
        return cells
    }

    /// Rows in words, the newest first, for browsers that run no scripts.
    func part(_ rows: JSONValue) -> Record {
        let lines = (rows["rows"]?.array ?? []).reversed().compactMap {
            line($0.array ?? [], rows["words"])
        }
        return Record(
            Shapes.deskPart,
            [.string("#\(rows["list"]?.string ?? "")"), .records(lines)]
        )
    }

    private func line(_ cells: [JSONValue], _ words: JSONValue?) -> Record? {
        guard cells.count == 9 else { return nil }
        func said(_ kind: String, _ cell: JSONValue) -> [String]? {
            guard let all = words?[kind]?.array, let place = cell.int, all.indices.contains(place)
            else { return nil }
            return all[place].array?.compactMap(\.string)
        }
        let post = said("post", cells[3])
        let work = said("work", cells[7])
        return Record(
            Shapes.deskLine,
            [
                .string("#v1.\(cells[0].string ?? "")"), .string(""),
                .string(cells[1].string ?? ""), .string(post?.last ?? ""), .none,
                .bool(work?.last == "late"), .none, .text(work?.first),
                .string(said("phase", cells[5])?.first ?? ""),
                .text(said("stage", cells[6])?.last),
                .string(said("campaign", cells[4])?.first ?? ""), .string(post?.first ?? ""),
                .string(said("day", cells[2])?.first ?? ""),
                .list(
                    (cells[8].array ?? []).compactMap { said("tag", $0)?.last }.map { .string($0) }
                ),
                .string(""),
            ]
        )
    }
}

/// What rows of one page have in common, in the order in which it came up.
private struct RowWords {
    private var kinds = ["day", "post", "campaign", "phase", "stage", "work", "tag"].map {
        (name: $0, said: [[String]](), places: [[String]: Int]())
    }

    mutating func place(_ kind: String, _ words: [String]) -> JSONValue {
        guard let at = kinds.firstIndex(where: { $0.name == kind }) else { return .int(-1) }
        if let place = kinds[at].places[words] { return .int(place) }
        kinds[at].places[words] = kinds[at].said.count
        kinds[at].said.append(words)
        return .int(kinds[at].said.count - 1)
    }

    var value: JSONValue {
        .object(
            kinds.map { kind in
                .init(kind.name, .array(kind.said.map { .array($0.map { .string($0) }) }))
            }
        )
    }
}
