package import VivierDiagnostics
package import VivierFiles
import VivierMarkup
import VivierModel

/// The open offers of a site, ready to be asked.
package struct OfferQuery: Sendable {
    package let index: ListIndex
    private let places: PlaceTable
    private let today: Day
    /// For each row of the index.
    private let offers: [Found]

    /// An offer that a query finds.
    package struct Found: Sendable, Equatable {
        package let reference: String
        package let title: String
        /// With the host, where the site says which.
        package let url: String
    }

    init(index: ListIndex, places: PlaceTable, today: Day, offers: [Found]) {
        self.index = index
        self.places = places
        self.today = today
        self.offers = offers
    }

    /// The offers that the list shows at an address, in its order.
    ///
    /// A town may be named as people write it: the largest of that name is meant. There is nothing around one that
    /// nobody knows, or that no offer is near to.
    package func offers(at address: String) -> [Found] {
        var query = ListQuery(address)
        if let town = query.town {
            query.town = places.key(of: town)
            if query.town == nil, query.kilometres != nil { return [] }
        }
        return index.answer(query, places: places, day: Int(today.number)).hits.map { offers[$0] }
    }

    /// The offers that the list shows at an address: `domaine=sante&q=soin`.
    package func answer(_ address: String) -> ListAnswer {
        index.answer(ListQuery(address), places: places, day: Int(today.number))
    }
}

/// Reads a site and makes the index of its open offers, without a page.
///
/// `language` is that of the list; the first of the site if `nil`.
///
/// - Returns: `nil` when the settings cannot be read, or the site has no such language;
///   the diagnostics say why. What is said of single files is for `vivier check`.
/// - Throws: ``SystemCallError`` for a folder or file that cannot be read.
package func queryOffers(
    _ options: BuildOptions,
    language: String?,
    into diagnostics: inout Diagnostics
) async throws(SystemCallError) -> OfferQuery? {
    var report = BuildReport()
    var timer = PhaseTimer(nil)
    guard let plan = try await planSite(options, into: &report, timer: &timer) else {
        diagnostics.merge(report.diagnostics)
        return nil
    }
    let wanted = language ?? plan.views[0].language
    guard let view = plan.views.first(where: { $0.language == wanted }) else {
        diagnostics.emit(.noSuchLanguage(wanted, plan.views.map(\.language)))
        return nil
    }
    let catalogue = view.catalogue
    let indexing = plan.indexing ?? SiteIndexing(plan.views, gazetteer: Gazetteer())
    let vocabulary = indexing.vocabularies[view.editionIndex]
    let terms = await parallelMap(
        catalogue.open.count,
        jobs: options.jobs,
        start: { (Worker(plan), TermReader(vocabulary)) },
        do: { state, number in
            let entry = catalogue.open[number]
            let version = entry.version(in: view.language)
            let edition = plan.views.first { $0.language == version.language }?.editionIndex
            let text = state.0.text(of: version, edition: edition ?? 0)
            return view.terms(of: version, entry, html: text.html, state.1)
        }
    )
    let places = indexing.places(catalogue)
    return OfferQuery(
        index: await view.listIndex(Array(terms), vocabulary, places, jobs: options.jobs),
        places: places.table,
        today: catalogue.today,
        offers: catalogue.open.map { entry in
            let version = entry.version(in: view.language)
            return OfferQuery.Found(
                reference: entry.offer.reference,
                title: version.value.title,
                url: view.address.absolute(view.offerAddress(version))
            )
        }
    )
}

extension Diagnostic {
    fileprivate static func noSuchLanguage(_ language: String, _ known: [String]) -> Diagnostic {
        Diagnostic(
            .error,
            code: "unknown-language",
            "the site has no language '\(language)'",
            path: "site.yml",
            hint: "use \(listed(known))"
        )
    }
}
