import VivierMarkup
import VivierModel
import VivierTemplate

extension SiteView {
    /// The pages of `pages/` that have a text in this language.
    func freePages() -> [PlannedPage] {
        guard configuration.outputs.pages else { return [] }
        return catalogue.pages.compactMap { entry in
            guard entry.hasVersion(in: language) else { return nil }
            return freePage(entry.version(in: language), entry)
        }
    }

    private func freePage(_ version: Version<FreePage>, _ entry: Entry<FreePage>) -> PlannedPage? {
        let value = version.value
        let template = value.layout.map { "pages/\($0).html" } ?? "pages/page.html"
        guard templates.contains(template) else { return nil }
        let address = routes.page(value.slug)
        return PlannedPage(address, source: "\(contentName)/\(version.path)") { worker in
            let text = worker.text(of: version, edition: editionIndex)
            var head = PageHead(
                kind: "page",
                key: value.slug,
                address: address,
                title: value.title,
                description: self.description(value.summary, text, value.title)
            )
            head.summary = value.summary
            head.trail = [(value.title, nil)]
            head.isHidden = value.isHiddenFromSearch || value.isDraft
            for other in entry.versions {
                let routes = edition(of: other.language).routes
                head.translations[other.language] = routes.page(other.value.slug)
            }
            let contents = value.hasContents ? text.headings : []
            let toc = contents.map { heading in
                Record(
                    Shapes.heading,
                    [.int(heading.level), .string(heading.anchor), .string(heading.text)]
                )
            }
            let context = Record(
                Shapes.freePage,
                [page(head), .html(text.html), .records(toc)]
            )
            return worker.render(template, context, edition: editionIndex)
        }
    }
}
