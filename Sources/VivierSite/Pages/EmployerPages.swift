import VivierMarkup
import VivierModel
import VivierTemplate

extension SiteView {
    /// An employer as templates see it; `text` on its own page only.
    func employer(_ entry: Entry<Employer>, at index: Int, text: RenderedMarkdown?) -> Record {
        let version = entry.version(in: language)
        let employer = version.value
        let places = PlaceResolver(country: configuration.country).resolve(employer.locations)
        let links = employer.links.map { link in
            Record(Shapes.namedLink, [.string(link.name), .string(link.url)])
        }
        return Record(
            Shapes.employer,
            [
                .string(employer.name), .string(employer.slug), link(employerAddress(version)),
                .string(version.language), .text(employer.summary), .text(employer.kind),
                .text(employer.size), .text(employer.website), picture(employer.logo),
                .records(places.map { location($0) }), contact(employer.contact), .records(links),
                .int(catalogue.offersOfEmployer[index].count), .html(text?.html ?? []),
            ]
        )
    }

    /// The list of employers and, for those with a text in this language, their page
    /// with their offers.
    func employerPages(_ products: OfferProducts) -> [PlannedPage] {
        guard configuration.outputs.employers, !catalogue.employers.isEmpty else { return [] }
        var pages: [PlannedPage] = []
        if templates.contains("pages/employers.html") { pages.append(employersPage()) }
        guard templates.contains("pages/employer.html") else { return pages }
        for (index, entry) in catalogue.employers.enumerated() where entry.hasVersion(in: language)
        {
            pages += self.pages(ofEmployer: entry, at: index, products, showing: nil)
        }
        return pages
    }

    private func employersPage() -> PlannedPage {
        let template = "pages/employers.html"
        return PlannedPage(routes.employers, source: "templates/\(template)") { worker in
            var head = PageHead(
                kind: "employers",
                key: "employers",
                address: routes.employers,
                title: edition.texts.text("titles.employers"),
                description: edition.texts.text("descriptions.employers", ["site": siteTitle])
            )
            head.trail = [(edition.texts.text("site.employers"), nil)]
            head.translations = translations { $0.routes.employers }
            let context = Record(Shapes.employers, [page(head), .records(known.employers)])
            return worker.render(template, context, edition: editionIndex)
        }
    }

    /// The pages of an employer, or those of them that show one of some offers.
    func pages(
        ofEmployer entry: Entry<Employer>,
        at index: Int,
        _ products: OfferProducts,
        showing some: [Int]?
    ) -> [PlannedPage] {
        let template = "pages/employer.html"
        let version = entry.version(in: language)
        let address = employerAddress(version)
        let offers = catalogue.offersOfEmployer[index]
        let name = version.value.name
        let list = OfferList(
            kind: "employer",
            address: address,
            heading: name,
            title: name,
            description: version.value.summary ?? name,
            offers: offers,
            trail: [(edition.texts.text("site.employers"), routes.employers), (name, nil)],
            translations: Dictionary(
                entry.versions.map { ($0.language, employerAddress($0)) },
                uniquingKeysWith: { first, _ in first }
            )
        )
        let paging = Paging(total: offers.count, size: configuration.pageSize)
        return paging.numbers(of: some, in: offers).map { number in
            let isNewest = number == paging.count
            let pageAddress = isNewest ? address : routes.numbered(address, number)
            let sum = products.sums?.page(
                number,
                of: list,
                employer: index,
                template: template,
                paging,
                self
            )
            let source = "\(contentName)/\(version.path)"
            return PlannedPage(pageAddress, source: source, sum: sum) { worker in
                let text = worker.text(of: version, edition: editionIndex)
                var head = PageHead(
                    kind: "employer",
                    key: "employers",
                    address: pageAddress,
                    title: name,
                    description: self.description(version.value.summary, text, name)
                )
                head.trail = list.trail
                head.isHidden = version.value.isDraft
                head.translations = isNewest ? list.translations : [:]
                head.image = version.value.logo.map { assetURL($0.source) }
                if isNewest { head.structuredData = [organization(version.value, address)] }
                let context = Record(
                    Shapes.employerPage,
                    [
                        page(head), .record(employer(entry, at: index, text: text)),
                        record(of: list, paging, number),
                        .records(
                            offers[paging.range(of: number)].map { listed($0, products, worker) }
                        ),
                    ]
                )
                return worker.render(template, context, edition: editionIndex)
            }
        }
    }
}
