import VivierModel
import VivierTemplate

extension SiteView {
    /// The home page, the archive, the page for addresses that do not exist.
    func homePages(_ products: OfferProducts) -> [PlannedPage] {
        var pages: [PlannedPage] = []
        if configuration.outputs.home, templates.contains("pages/home.html") {
            pages.append(homePage(products))
        }
        if hasArchive { pages.append(archivePage()) }
        if hasSaved { pages.append(savedPage()) }
        pages += spacePages()
        return pages + notFoundPages(products)
    }

    /// Those of them that show the newest offers.
    func pagesOfLatest(_ products: OfferProducts) -> [PlannedPage] {
        let hasHome = configuration.outputs.home && templates.contains("pages/home.html")
        return (hasHome ? [homePage(products)] : []) + notFoundPages(products)
    }

    private func notFoundPages(_ products: OfferProducts) -> [PlannedPage] {
        guard editionIndex == 0, templates.contains("pages/404.html") else { return [] }
        return [notFoundPage(products)]
    }

    var hasArchive: Bool {
        configuration.outputs.archive && templates.contains("pages/archive.html")
            && !catalogue.closed.isEmpty
    }

    /// Whether the theme has a page for what readers keep on their device.
    var hasSaved: Bool { templates.contains("pages/saved.html") }

    private func latest(_ products: OfferProducts, _ worker: Worker) -> Value {
        let offers = catalogue.open.indices.prefix(configuration.homeOffers)
        return .records(offers.map { listed($0, products, worker) })
    }

    private func homePage(_ products: OfferProducts) -> PlannedPage {
        let template = "pages/home.html"
        return PlannedPage(routes.home, source: "templates/\(template)") { worker in
            var head = PageHead(
                kind: "home",
                key: "home",
                address: routes.home,
                title: words(configuration.headline) ?? configuration.title,
                description: words(configuration.description) ?? siteTitle
            )
            head.tabTitle = siteTitle
            head.translations = translations { $0.routes.home }
            head.feed = configuration.feeds.atom ? routes.feed(routes.offers) : nil
            let employers = Array(known.employers.prefix(12))
            let faqs = catalogue.faqs.filter { $0.hasVersion(in: language) }.map { entry in
                let faq = entry.version(in: language).value
                return Record(Shapes.link, [.string(faq.title), link(routes.faq(faq.slug))])
            }
            let context = Record(
                Shapes.home,
                [
                    page(head), latest(products, worker),
                    .int(catalogue.open.count),
                    .records(facetRecords(current: nil)),
                    .records(employers), .records(faqs),
                ]
            )
            return worker.render(template, context, edition: editionIndex)
        }
    }

    private func archivePage() -> PlannedPage {
        let template = "pages/archive.html"
        return PlannedPage(routes.archive, source: "templates/\(template)") { worker in
            var head = PageHead(
                kind: "archive",
                key: "offers",
                address: routes.archive,
                title: edition.texts.text("titles.archive"),
                description: edition.texts.text("descriptions.archive", ["site": siteTitle])
            )
            head.trail = [
                (edition.texts.text("site.offers"), routes.offers),
                (edition.texts.text("titles.archive"), nil),
            ]
            head.isHidden = true
            head.translations = translations { $0.routes.archive }
            let offers = catalogue.closed.map { entry in
                listed(entry.version(in: language), card: card(entry, worker))
            }
            let context = Record(Shapes.archive, [page(head), .records(offers)])
            return worker.render(template, context, edition: editionIndex)
        }
    }

    /// The page that a script fills with what the reader kept; it holds no offer.
    private func savedPage() -> PlannedPage {
        let template = "pages/saved.html"
        return PlannedPage(routes.saved, source: "templates/\(template)") { worker in
            let title = edition.texts.text("titles.saved")
            var head = PageHead(
                kind: "saved",
                key: "saved",
                address: routes.saved,
                title: title,
                description: title
            )
            head.trail = [(edition.texts.text("site.offers"), routes.offers), (title, nil)]
            head.isHidden = true
            head.translations = translations { $0.routes.saved }
            return worker.render(
                template,
                Record(Shapes.saved, [page(head)]),
                edition: editionIndex
            )
        }
    }

    private func notFoundPage(_ products: OfferProducts) -> PlannedPage {
        let template = "pages/404.html"
        return PlannedPage("/404.html", source: "templates/\(template)") { worker in
            var head = PageHead(
                kind: "404",
                key: "",
                address: "/404.html",
                title: edition.texts.text("titles.not_found"),
                description: edition.texts.text("titles.not_found")
            )
            head.isHidden = true
            let facets = facetRecords(current: nil)
            let context = Record(
                Shapes.notFound,
                [page(head), .records(facets), latest(products, worker)]
            )
            return worker.render(template, context, edition: editionIndex)
        }
    }

    static let goneTemplate = "pages/gone.html"

    /// For each offer that is gone, a page that says so and shows what is like it.
    func gonePages(_ products: OfferProducts) -> [PlannedPage] {
        let template = Self.goneTemplate
        guard configuration.outputs.gone, templates.contains(template) else { return [] }
        return catalogue.gone.enumerated().compactMap { number, entry in
            guard entry.hasVersion(in: language) else { return nil }
            let version = entry.version(in: language)
            let source = "\(contentName)/\(version.path)"
            let sum = products.sums?.page(ofGone: number)
            return PlannedPage(offerAddress(version), source: source, sum: sum) { worker in
                var head = PageHead(
                    kind: "gone",
                    key: "offers",
                    address: offerAddress(version),
                    title: version.value.title,
                    description: edition.texts.text("titles.gone")
                )
                head.trail = [
                    (edition.texts.text("site.offers"), routes.offers), (version.value.title, nil),
                ]
                head.isHidden = true
                let similar = similarOffers(to: entry, excluding: nil).map {
                    listed($0, products, worker)
                }
                let context = Record(
                    Shapes.gone,
                    [page(head), .record(offer(entry, version)), .records(similar)]
                )
                return worker.render(template, context, edition: editionIndex)
            }
        }
    }
}
