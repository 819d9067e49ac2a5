import VivierModel

extension RememberedOffers {
    /// The offers on the pages and in the feeds that show one of some, ascending.
    func shown(with touched: [Int], _ configuration: SiteConfiguration) -> [Int] {
        let size = configuration.pageSize
        let feed = configuration.feeds.atom ? configuration.feeds.atomLimit : 0
        var shown = Set(touched)
        for list in lists where list.contains(oneOf: touched) {
            let paging = Paging(total: list.count, size: size)
            for number in paging.numbers(of: touched, in: list) {
                shown.formUnion(list[paging.range(of: number)])
            }
            let newest = list.prefix(feed)
            if newest.contains(oneOf: touched) { shown.formUnion(newest) }
        }
        if let first = touched.first, first < configuration.homeOffers {
            shown.formUnion(0..<min(configuration.homeOffers, count))
        }
        return shown.sorted()
    }

    /// All offers, those of each value of each facet, and of each employer.
    private var lists: [[Int]] {
        [Array(0..<count)] + facets.values.flatMap { $0.values.map(\.offers) } + offersOfEmployer
    }

    private var offersOfEmployer: [[Int]] {
        var offers: [[Int]] = Array(repeating: [], count: employerPaths.count)
        for (offer, employer) in employers.enumerated() where employer > 0 {
            offers[Int(employer) - 1].append(offer)
        }
        return offers
    }

    /// The employers of some offers, and those that the home page names.
    func employersShown(with offers: [Int]) -> [Int] {
        Set(offers.compactMap(employer)).union(employerPaths.indices.prefix(12)).sorted()
    }

    /// Puts what is remembered into a catalogue of the other files, with nobody in the places of
    /// offers and employers.
    func blank(_ catalogue: inout Catalogue) {
        let nothing = Version(nowhere(Offer(title: "", slug: "", reference: "")), bytes: nil)
        let blank = OfferEntry(versions: [nothing], status: .open, number: 0)
        catalogue.places = PlaceResolver(
            country: catalogue.configuration.country,
            departmentsOfTown: departmentsOfTown
        )
        catalogue.open = Array(repeating: blank, count: count)
        catalogue.closed = hasClosed ? [blank] : []
        catalogue.facets = facets
        let nobody = Entry(
            versions: [Version(nowhere(Employer(name: "", slug: "")), bytes: nil)]
        )
        catalogue.employers = Array(repeating: nobody, count: employerPaths.count)
        catalogue.offersOfEmployer = offersOfEmployer
    }

    /// Puts offers and employers into their places.
    func fill(
        _ catalogue: inout Catalogue,
        offers: [(place: Int, version: Version<Offer>)],
        employers: [(place: Int, version: Version<Employer>)]
    ) {
        for (place, version) in offers {
            var entry = OfferEntry(versions: [version], status: .open, number: place)
            entry.early = early[place] == 1 ? .day : nil
            entry.employer = employer(of: place)
            entry.places = catalogue.places.resolve(version.value.locations)
            catalogue.open[place] = entry
        }
        for (place, version) in employers {
            catalogue.employers[place] = Entry(versions: [version])
        }
    }

    private func nowhere<Value: Sendable>(_ value: Value) -> ContentFile<Value> {
        ContentFile(value: value, path: "", language: "", stem: "", bodyRange: 0..<0)
    }
}

extension SiteView {
    /// The pages and feeds that show one of some offers, but for their own.
    func pages(showing some: [Int], _ products: OfferProducts) -> [PlannedPage] {
        let lists = lists { $0.offers.contains(oneOf: some) }
        var pages: [PlannedPage] = []
        if let first = some.first, first < configuration.homeOffers {
            pages += pagesOfLatest(products)
        }
        let template = "pages/offers.html"
        if templates.contains(template) {
            for list in lists {
                pages += self.pages(
                    of: list,
                    template: template,
                    products: products,
                    showing: some
                )
            }
        }
        if configuration.feeds.atom {
            let limit = configuration.feeds.atomLimit
            pages += feeds(of: lists.filter { $0.offers.prefix(limit).contains(oneOf: some) })
        }
        guard configuration.outputs.employers, templates.contains("pages/employer.html") else {
            return pages
        }
        for employer in Set(some.compactMap { catalogue.open[$0].employer }).sorted() {
            let entry = catalogue.employers[employer]
            guard entry.hasVersion(in: language) else { continue }
            pages += self.pages(ofEmployer: entry, at: employer, products, showing: some)
        }
        return pages
    }
}
