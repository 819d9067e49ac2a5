import VivierDiagnostics
import VivierFiles
import VivierModel

extension SiteMaker {
    /// The theme's assets under their fingerprinted names, and the pictures of
    /// `content/assets` under the names that the texts use.
    func assetPages() -> [PlannedPage] {
        let theme = plan.assets.published.map { asset in
            PlannedPage(asset.address, source: asset.source, isPage: false) { worker in
                worker.asset(asset)
            }
        }
        let own = plan.ownAssets.map { path in
            let name = "\(plan.contentName)/\(path)"
            let whole = "\(plan.contentFolder)/\(path)"
            return PlannedPage("/\(path)", source: name, isPage: false) { worker in
                worker.file(whole, shownAs: name)
            }
        }
        return theme + own
    }
}

extension SiteView {
    /// Every page and feed of this language, but those of single offers.
    func allPages(_ products: OfferProducts) -> [PlannedPage] {
        var pages = homePages(products)
        if templates.contains("pages/offers.html") {
            for list in lists() {
                pages += self.pages(of: list, template: "pages/offers.html", products: products)
            }
        }
        pages += termPages()
        pages += employerPages(products)
        pages += faqPages()
        pages += freePages()
        pages += gonePages(products)
        pages += formPages(products.sums)
        pages += feeds(products.sums)
        return pages
    }

    /// The list of the API and the feed for partners.
    func dataPages(_ lengths: SummaryLengths, _ jobs: [[UInt8]]) -> [PlannedPage] {
        var pages: [PlannedPage] = []
        if configuration.feeds.api {
            pages.append(PlannedPage(routes.api) { apiList(lengths) })
        }
        if configuration.feeds.partners {
            pages.append(PlannedPage(routes.partners) { FilePieces(pieces: partnerFeed(jobs)) })
        }
        return pages
    }
}
