import VivierMarkup
import VivierModel
import VivierTemplate

extension SiteView {
    /// The list of question files and a page for each that has a text in this language.
    func faqPages() -> [PlannedPage] {
        let entries = catalogue.faqs.filter { $0.hasVersion(in: language) }
        guard configuration.outputs.faq, !entries.isEmpty else { return [] }
        var pages: [PlannedPage] = []
        if templates.contains("pages/faqs.html") { pages.append(faqIndex(entries)) }
        if templates.contains("pages/faq.html") {
            pages += entries.map { faqPage($0.version(in: language), $0, among: entries) }
        }
        return pages
    }

    private func faqIndex(_ entries: [Entry<FAQ>]) -> PlannedPage {
        let template = "pages/faqs.html"
        return PlannedPage(routes.faq, source: "templates/\(template)") { worker in
            var head = PageHead(
                kind: "faqs",
                key: "faq",
                address: routes.faq,
                title: edition.texts.text("titles.faq"),
                description: edition.texts.text("descriptions.faq", ["site": siteTitle])
            )
            head.trail = [(edition.texts.text("site.faq"), nil)]
            head.translations = translations { $0.routes.faq }
            let context = Record(Shapes.faqs, [page(head), .records(entries.map(faqLink))])
            return worker.render(template, context, edition: editionIndex)
        }
    }

    private func faqPage(
        _ version: Version<FAQ>,
        _ entry: Entry<FAQ>,
        among entries: [Entry<FAQ>]
    ) -> PlannedPage {
        let template = "pages/faq.html"
        let faq = version.value
        let address = routes.faq(faq.slug)
        return PlannedPage(address, source: "\(contentName)/\(version.path)") { worker in
            let text = worker.questions(of: version, edition: editionIndex)
            var head = PageHead(
                kind: "faq",
                key: "faq",
                address: address,
                title: faq.title,
                description: self.description(faq.summary, text.introduction, faq.title)
            )
            head.trail = [(edition.texts.text("site.faq"), routes.faq), (faq.title, nil)]
            head.isHidden = faq.isDraft
            for other in entry.versions {
                let routes = edition(of: other.language).routes
                head.translations[other.language] = routes.faq(other.value.slug)
            }
            if !text.entries.isEmpty {
                let address = routes.faq(faq.slug)
                let questions = text.entries.map {
                    ($0.plainQuestion, absoluteLinks($0.answer, on: address))
                }
                head.structuredData = [faqPage(questions)]
            }
            let groups = text.groups.map { group in
                let entries = group.entries.map { entry in
                    Record(
                        Shapes.faqEntry,
                        [
                            .string(entry.id), .html(entry.question), .html(entry.answer),
                            .string("#\(entry.id)"),
                        ]
                    )
                }
                return Record(
                    Shapes.faqGroup,
                    [.text(group.title), .text(group.id), .records(entries)]
                )
            }
            let record = Record(
                Shapes.faq,
                [
                    .string(faq.title), link(address), .text(faq.summary),
                    .text(faq.version?.iso), .int(text.entries.count),
                    text.introduction.html.isEmpty ? .none : .html(text.introduction.html),
                    .records(groups),
                ]
            )
            let context = Record(
                Shapes.faqPage,
                [page(head), .record(record), .records(entries.map(faqLink))]
            )
            return worker.render(template, context, edition: editionIndex)
        }
    }

    /// A file of questions in a list of them.
    func faqLink(_ entry: Entry<FAQ>) -> Record {
        let version = entry.version(in: language)
        let faq = version.value
        return Record(
            Shapes.faq,
            [
                .string(faq.title), link(edition(of: version.language).routes.faq(faq.slug)),
                .text(faq.summary), .text(faq.version?.iso),
                .int(questionCount(in: version.bytes ?? [], version.bodyRange)), .none,
                .list([]),
            ]
        )
    }
}
