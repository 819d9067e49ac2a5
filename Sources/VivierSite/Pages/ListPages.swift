import VivierModel
import VivierTemplate

/// A list of offers, before it is cut into pages.
struct OfferList: Sendable {
    var kind: String
    /// Its facet and value; `nil` for the list of all.
    var facet: (kind: FacetKind, code: String)?
    var label: String?
    var address: String
    var heading: String
    var title: String
    var description: String
    var feed: String?
    /// Places in the catalogue's open offers, newest first.
    var offers: [Int]
    var trail: [(label: String, address: String?)]
    var translations: [String: String]
}

extension SiteView {
    /// Every list of offers of this language: of all, and of each value of each facet that is
    /// wanted.
    func lists(where isWanted: (FacetValue) -> Bool = { _ in true }) -> [OfferList] {
        let all = OfferList(
            kind: "all",
            address: routes.offers,
            heading: edition.texts.text("titles.offers"),
            title: edition.texts.text("titles.offers"),
            description: description("descriptions.offers", catalogue.open.count, nil),
            feed: configuration.feeds.atom ? routes.feed(routes.offers) : nil,
            offers: Array(catalogue.open.indices),
            trail: [(edition.texts.text("site.offers"), nil)],
            translations: translations { $0.routes.offers }
        )
        let facets = FacetKind.allCases.compactMap { catalogue.facets[$0] }
        return [all]
            + facets.flatMap { facet in
                facet.values.filter(isWanted).map { list(facet.kind, $0) }
            }
    }

    private func list(_ kind: FacetKind, _ value: FacetValue) -> OfferList {
        let label = value.label(in: language, fallback: configuration.defaultLanguage)
        let address = routes.facet(kind, value.code)
        let hasFeed = configuration.feeds.atom && configuration.feeds.perFacet
        let key = "titles.\(kind.rawValue)"
        let heading = edition.texts[key] == nil ? label : edition.texts.text(key, ["label": label])
        return OfferList(
            kind: kind.rawValue,
            facet: (kind, value.code),
            label: label,
            address: address,
            heading: heading,
            title: heading,
            description: description("descriptions.facet", value.offers.count, label),
            feed: hasFeed ? routes.feed(address) : nil,
            offers: value.offers,
            trail: [
                (edition.texts.text("site.offers"), routes.offers),
                (facetLabel(kind), terms(kind)), (label, nil),
            ],
            translations: translations { $0.routes.facet(kind, value.code) }
        )
    }

    private func description(_ key: String, _ count: Int, _ label: String?) -> String {
        edition.texts.plural(
            key,
            count: count,
            ["n": edition.numbers.text(Double(count)), "label": label ?? "", "site": siteTitle]
        ) ?? siteTitle
    }

    /// Where all values of a facet are listed; `nil` if it has none, or the theme no such page.
    func terms(_ kind: FacetKind) -> String? {
        guard templates.contains("pages/terms.html"),
            catalogue.facets[kind]?.values.isEmpty == false
        else { return nil }
        return routes.terms(kind)
    }

    func facetLabel(_ kind: FacetKind) -> String { edition.texts.text("facets.\(kind.rawValue)") }

    /// The address of the same page in each language of the site.
    func translations(_ address: (Edition) -> String) -> [String: String] {
        var result: [String: String] = [:]
        for edition in editions { result[edition.language] = address(edition) }
        return result
    }

    /// The pages of a list, or those of them that show one of some offers.
    func pages(
        of list: OfferList,
        template: String,
        products: OfferProducts,
        showing some: [Int]? = nil
    ) -> [PlannedPage] {
        let paging = Paging(total: list.offers.count, size: configuration.pageSize)
        return paging.numbers(of: some, in: list.offers).map { number in
            let isNewest = number == paging.count
            let address = isNewest ? list.address : routes.numbered(list.address, number)
            let sum = products.sums?.page(number, of: list, template: template, paging, self)
            return PlannedPage(address, source: "templates/\(template)", sum: sum) { worker in
                let offers = list.offers[paging.range(of: number)].map {
                    listed($0, products, worker)
                }
                var head = PageHead(
                    kind: "offers",
                    key: "offers",
                    address: address,
                    title: list.title,
                    description: list.description
                )
                head.translations = isNewest ? list.translations : [:]
                head.trail = list.trail
                head.feed = list.feed
                if !isNewest {
                    head.tabTitle = edition.texts.text(
                        "titles.tag_page",
                        ["title": list.title, "n": String(number), "site": siteTitle]
                    )
                }
                let context = Record(
                    Shapes.offers,
                    [
                        page(head), record(of: list, paging, number), .records(offers),
                        .records(facetRecords(current: list.facet)),
                    ]
                )
                return worker.render(template, context, edition: editionIndex)
            }
        }
    }

    func record(of list: OfferList, _ paging: Paging, _ number: Int) -> Value {
        let range = paging.range(of: number)
        func address(_ page: Int) -> Value {
            guard (1...paging.count).contains(page) else { return .none }
            return link(page == paging.count ? list.address : routes.numbered(list.address, page))
        }
        return .record(
            Record(
                Shapes.list,
                [
                    .string(list.heading), .int(list.offers.count), .string(list.kind),
                    .text(list.label), address(number + 1), address(number - 1),
                    address(paging.count), address(1), .int(number), .int(paging.count),
                    .int(list.offers.isEmpty ? 0 : range.lowerBound + 1), .int(range.upperBound),
                ]
            )
        )
    }
}
