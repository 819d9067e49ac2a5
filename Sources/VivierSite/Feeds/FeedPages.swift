import VivierMarkup
import VivierModel

extension SiteView {
    /// The feed of all offers with their texts, and one of titles for each list.
    func feeds(_ sums: PageSums? = nil) -> [PlannedPage] {
        configuration.feeds.atom ? feeds(of: lists(), sums) : []
    }

    func feeds(of lists: [OfferList], _ sums: PageSums? = nil) -> [PlannedPage] {
        lists.compactMap { list -> PlannedPage? in
            guard let feed = list.feed else { return nil }
            let offers = Array(
                list.offers.lazy.filter { !catalogue.open[$0].isDraft }
                    .prefix(configuration.feeds.atomLimit)
            )
            let sum = sums?.feed(of: list, offers, self)
            return PlannedPage(feed, source: list.address, isPage: false, sum: sum) { worker in
                let entries = offers.map { offer in
                    let entry = catalogue.open[offer]
                    guard list.kind == "all" else { return feedEntry(entry, content: nil) }
                    let text = worker.text(of: entry.version(in: language), edition: editionIndex)
                    return feedEntry(entry, content: text.html)
                }
                let title =
                    list.label.map {
                        edition.texts.text("feeds.facet", ["site": siteTitle, "label": $0])
                    } ?? edition.texts.text("feeds.site", ["site": siteTitle])
                return atomFeed(title: title, list: list.address, feed: feed, entries: entries)
            }
        }
    }

    /// Addresses that search engines should know, those of offers apart.
    var sitemapEntries: [SitemapEntry] {
        var pages = [SitemapEntry(address: routes.home), SitemapEntry(address: routes.offers)]
        if catalogue.configuration.outputs.employers, !catalogue.employers.isEmpty,
            templates.contains("pages/employers.html")
        {
            pages.append(SitemapEntry(address: routes.employers))
        }
        if configuration.outputs.faq, templates.contains("pages/faqs.html"),
            catalogue.faqs.contains(where: { $0.hasVersion(in: language) })
        {
            pages.append(SitemapEntry(address: routes.faq))
        }
        for kind in FacetKind.allCases where catalogue.facets[kind] != nil {
            if let address = terms(kind) { pages.append(SitemapEntry(address: address)) }
        }
        for list in lists() where list.facet != nil {
            pages.append(SitemapEntry(address: list.address))
        }
        if configuration.outputs.employers, templates.contains("pages/employer.html") {
            for employer in catalogue.employers where employer.hasVersion(in: language) {
                let version = employer.version(in: language)
                if !version.value.isDraft {
                    pages.append(SitemapEntry(address: employerAddress(version)))
                }
            }
        }
        if configuration.outputs.faq, templates.contains("pages/faq.html") {
            for faq in catalogue.faqs where faq.hasVersion(in: language) {
                let value = faq.version(in: language).value
                if value.isDraft { continue }
                pages.append(
                    SitemapEntry(address: routes.faq(value.slug), changed: value.version?.iso)
                )
            }
        }
        if configuration.outputs.pages {
            for page in catalogue.pages where page.hasVersion(in: language) {
                let value = page.version(in: language).value
                if !value.isHiddenFromSearch, !value.isDraft {
                    pages.append(SitemapEntry(address: routes.page(value.slug)))
                }
            }
        }
        pages += publicForms.map { SitemapEntry(address: $0) }
        return pages
    }

    /// The offers that search engines should know, by their places, oldest first.
    var sitemapOffers: [Int] {
        catalogue.open.indices.reversed().filter { place in
            let entry = catalogue.open[place]
            return entry.hasVersion(in: language) && !entry.isDraft
                && !entry.version(in: language).value.isDraft
        }
    }

    func sitemapEntry(of entry: OfferEntry) -> SitemapEntry {
        SitemapEntry(
            address: offerAddress(entry.version(in: language)),
            changed: entry.offer.published?.iso,
            translations: entry.versions.filter { !$0.value.isDraft }.map {
                ($0.language, offerAddress($0))
            }
        )
    }
}

/// The sitemap of all languages.
func sitemapPages(_ views: [SiteView]) -> [PlannedPage] {
    guard let first = views.first, first.configuration.feeds.sitemap, !first.address.origin.isEmpty
    else { return [] }
    let sitemap = Sitemap(address: first.address)
    var pages: [PlannedPage] = []
    for view in views {
        let language = view.language
        let shards =
            sitemap.shards(named: "pages-\(language)", view.sitemapEntries) { $0 }
            + sitemap.shards(named: "offers-\(language)", view.sitemapOffers) {
                view.sitemapEntry(of: view.catalogue.open[$0])
            }
        pages += shards.map { shard in
            PlannedPage(shard.path, source: "sitemap", isPage: false) { _ in shard.bytes() }
        }
    }
    let paths = pages.map(\.address)
    pages.append(
        PlannedPage("/sitemap.xml", source: "sitemap", isPage: false) { _ in sitemap.index(paths) }
    )
    return pages
}
