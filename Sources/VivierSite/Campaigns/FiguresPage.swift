import VivierMarkup
package import VivierModel
package import VivierWorkflow

/// One figure of a campaign: a picture, and the table that says the same.
package struct CampaignFigure: Sendable, Equatable {
    package let title: String
    /// An `svg` element, and a `table` behind it; neither loads or styles anything.
    package let html: String
}

extension IntakeForms {
    /// The figures of a campaign in a language of the site, for a page of its agents.
    package func figures(
        _ figures: CampaignFigures,
        _ rules: Campaign,
        language: String
    ) -> [CampaignFigure] {
        let words = FigureWords(forms: self, rules: rules, language: self.language(language))
        let weeks = words.figure(
            "weeks",
            figures.weeks.map {
                words.row(edition(of: language).dates.text($0.key, .short), $0.count)
            }
        )
        let stays = words.figure(
            "stays",
            figures.stays.map { stay in
                BarChart.Row(
                    label: words.place(stay.phase, stay.stage),
                    value: Double(stay.median),
                    text: words.days(stay.median)
                )
            }
        )
        let sources = words.figure(
            "sources",
            figures.sources.map { words.row(words["source.\($0.key)"] ?? $0.key, $0.count) }
        )
        let funnels = figures.funnels.map { funnel in
            words.figure(
                "funnel",
                funnel.steps.map {
                    words.row(words["phase.\($0.key.rawValue)"] ?? $0.key.rawValue, $0.count)
                },
                about: funnel.offer.isEmpty ? words["no_offer"] ?? "" : words.offer(funnel.offer)
            )
        }
        return funnels + [stays, sources, weeks].filter { !$0.html.isEmpty }
    }

    /// The same as a page that needs nothing beside itself, in the first language of the site.
    package func figuresPage(
        _ figures: CampaignFigures,
        _ rules: Campaign,
        day: Day
    ) -> [UInt8] {
        let language = self.language("")
        let words = FigureWords(forms: self, rules: rules, language: language)
        let title = rules.title.isEmpty ? rules.name : rules.title
        var html = """
            <h1>\(escaped(title))</h1>
            <p>\(escaped(self.words(for: day, language: language))). \(escaped(words["few"] ?? ""))</p>

            """
        for figure in self.figures(figures, rules, language: language) {
            html += "<section>\n<h2>\(escaped(figure.title))</h2>\n<div>\n\(figure.html)</div>\n"
            html += "</section>\n"
        }
        return standalonePage(
            language: language,
            title: "\(words["title"] ?? ""), \(title)",
            style: figuresStyle,
            body: html
        )
    }
}

/// The words of figures in one language.
private struct FigureWords {
    let forms: IntakeForms
    let rules: Campaign
    let language: String

    subscript(key: String) -> String? { forms.edition(of: language).texts["desk.figures.\(key)"] }

    /// Without rows there is nothing to see.
    func figure(_ key: String, _ rows: [BarChart.Row], about: String = "") -> CampaignFigure {
        let title = (self[key] ?? key) + (about.isEmpty ? "" : (self["colon"] ?? ": ") + about)
        guard !rows.isEmpty else { return CampaignFigure(title: title, html: "") }
        let lines = rows.map { row in
            "<tr><th scope=\"row\">\(escaped(row.label))</th>"
                + "<td>\(escaped(row.text))</td></tr>\n"
        }
        let heads =
            "<tr><th scope=\"col\">\(escaped(self["\(key)_of"] ?? ""))</th>"
            + "<th scope=\"col\">\(escaped(self["\(key)_count"] ?? ""))</th></tr>"
        return CampaignFigure(
            title: title,
            html: BarChart(rows: rows).svg()
                + "<table>\n<thead>\(heads)</thead>\n<tbody>\n\(lines.joined())</tbody>\n</table>\n"
        )
    }

    func row(_ label: String, _ count: Int?) -> BarChart.Row {
        BarChart.Row(
            label: label,
            value: count.map(Double.init),
            text: count.map(String.init) ?? self["unsaid"] ?? ""
        )
    }

    func place(_ phase: Casework.Phase, _ stage: String?) -> String {
        let label = stage.flatMap { rules.stage($0) }
            .flatMap { $0.label.text(in: language, fallback: language) }
        return label ?? stage ?? self["phase.\(phase.key)"] ?? phase.rawValue
    }

    /// In days, with one digit behind the comma.
    func days(_ milliseconds: Int64) -> String {
        let tenths = (milliseconds + 4_320_000) / 8_640_000
        return "\(tenths / 10)\(self["decimal"] ?? ".")\(tenths % 10) \(self["days"] ?? "")"
    }

    /// The title of an offer, else its reference.
    func offer(_ reference: String) -> String {
        forms.title(form: "", offer: reference, language: language)
    }
}

extension Casework.Phase {
    /// As keys of words are written.
    fileprivate var key: String { rawValue.replacing("-", with: "_") }
}

private let figuresStyle = """
    :root { color-scheme: light dark; }
    body { font: 1rem/1.5 sans-serif; margin: 2rem auto; max-width: 62rem; padding: 0 1rem; }
    section { border-top: 2px solid; margin-top: 2rem; break-inside: avoid; }
    section > div { display: flex; flex-wrap: wrap; gap: 2rem; align-items: start; }
    svg { max-width: 100%; height: auto; }
    table { border-collapse: collapse; }
    th, td { border-bottom: 1px solid #767676; padding: .2rem .75rem .2rem 0; text-align: left; }
    td { text-align: right; font-variant-numeric: tabular-nums; }
    """
