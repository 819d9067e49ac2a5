import VivierMarkup
package import VivierModel
package import VivierWorkflow

/// Somebody on a short-list.
package struct ShortlistRow: Sendable {
    package let rank: Int
    /// `nil` where names are not to be seen.
    package let name: String?
    package let number: String
    package let marks: [(mark: String, outOf: Int)]
    package let overall: String
    package let formula: String

    package init(
        rank: Int,
        name: String?,
        number: String,
        marks: [(mark: String, outOf: Int)],
        overall: String,
        formula: String
    ) {
        self.rank = rank
        self.name = name
        self.number = number
        self.marks = marks
        self.overall = overall
        self.formula = formula
    }
}

extension IntakeForms {
    /// A short-list to be printed, in the first language of the site; it loads nothing.
    package func shortlistPage(
        offer: String,
        day: Day,
        rows: [ShortlistRow],
        tests: [Campaign.Test]
    ) -> [UInt8] {
        let language = self.language("")
        let words = edition(of: language).texts
        func text(_ key: String) -> String { escaped(words["desk.shortlist.\(key)"] ?? key) }
        let title = self.title(form: "", offer: offer, language: language)
        let heads = tests.map { test in
            let label = test.label.text(in: language, fallback: language) ?? test.name
            return "<th scope=\"col\">\(escaped(label))</th>"
        }
        var html = """
            <h1>\(text("title"))</h1>
            <p>\(escaped(title)) (\(escaped(offer))), \(escaped(self.words(for: day, language: language)))</p>
            <table>
            <thead><tr><th scope="col">\(text("rank"))</th><th scope="col">\(text("who"))</th>\(heads.joined())<th scope="col">\(text("overall"))</th></tr></thead>
            <tbody>

            """
        for row in rows {
            let marks = row.marks.map { mark in
                "<td class=\"n\">\(escaped(mark.mark))\(mark.mark.isEmpty ? "" : "/\(mark.outOf)")</td>"
            }
            let who =
                row.name.map { "\(escaped($0))<br><small>\(row.number)</small>" } ?? row.number
            html += """
                <tr><td class="n">\(row.rank)</td><td>\(who)</td>\(marks.joined())\
                <td class="n">\(escaped(row.overall))<br><small>\(escaped(row.formula))</small></td></tr>

                """
        }
        html += "</tbody>\n</table>\n"
        return standalonePage(
            language: language,
            title: "\(words["desk.shortlist.title"] ?? "title"), \(title)",
            style: shortlistStyle,
            body: html
        )
    }
}

private let shortlistStyle = """
    body { font: 1rem/1.5 sans-serif; margin: 2rem; color: #111; background: #fff; }
    table { border-collapse: collapse; width: 100%; }
    th, td { border: 1px solid #767676; padding: .35rem .5rem; text-align: left; vertical-align: top; }
    td.n { text-align: right; font-variant-numeric: tabular-nums; }
    small { overflow-wrap: anywhere; }
    tr { break-inside: avoid; }
    """
