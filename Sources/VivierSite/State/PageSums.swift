import VivierCrypto
import VivierDiagnostics
import VivierModel
import VivierTemplate

/// What the pages of a site are made of, each in one number: a page that had the same in the
/// last build need not be made again.
///
/// Numbers of a last build count only where settings, forms, assets and the day are as they were
/// (``BuildMemory/pages(of:isContent:)``). What is left to tell apart: which offers a page shows,
/// what their files and those of their employers say, what the site has to link to, and the
/// templates.
final class PageSums: Sendable {
    /// What some offer's row, feed entry and data are made of; open ones by place, then closed
    /// ones, then those that are gone.
    private let rows: [UInt64]
    /// The same of its page.
    private let pages: [UInt64]
    /// Of each of them, the open offers that its page shows.
    private let similar: [[Int]]
    private let openCount: Int
    private let closedCount: Int
    private let frames: [Frame]
    private let templates: TemplateSums

    /// Of a language, what stands on every page, beside every list, and on the pages of each
    /// employer and of its offers.
    fileprivate struct Frame {
        var site: UInt64
        var panel: UInt64
        var employers: [UInt64]
    }

    init(_ plan: SitePlan, jobs: Int) async {
        let view = plan.views[0]
        let catalogue = view.catalogue
        let entries = catalogue.open + catalogue.closed + catalogue.gone
        (openCount, closedCount) = (catalogue.open.count, catalogue.closed.count)
        let open = openCount
        let templates = TemplateSums(plan)
        self.templates = templates
        let card = templates.sum(of: SiteView.cardTemplate)
        let people = catalogue.employers.map(PageSum.of)
        let made = await parallelMap(
            entries.count,
            jobs: jobs,
            start: {},
            do: { _, number in
                (
                    row: view.sum(
                        of: entries[number],
                        card: card,
                        employer: entries[number].employer.map { people[$0] } ?? 0
                    ),
                    similar: view.similarOffers(
                        to: entries[number],
                        excluding: number < open ? number : nil
                    )
                )
            }
        )
        rows = made.map(\.row)
        similar = made.map(\.similar)
        let frames = zip(plan.views, plan.siteRecords).map { Frame($0, site: $1, people) }
        self.frames = frames
        let everywhere = PageSum.of(frames.map(\.site))
        let last = openCount + closedCount
        let (offer, gone) = (
            templates.sum(of: SiteView.offerTemplate), templates.sum(of: SiteView.goneTemplate)
        )
        let employers = catalogue.employers.indices.map { employer in
            PageSum.of(frames.map { $0.employers[employer] })
        }
        pages = made.indices.map { number in
            var sum = PageSum(everywhere)
            sum.add(number < last ? offer : gone)
            sum.add(made[number].row)
            sum.add(entries[number].employer.map { employers[$0] } ?? 0)
            for other in made[number].similar { sum.add(made[other].row) }
            return sum.value
        }
    }

    /// The page of an open offer, or of a closed one behind them.
    func page(ofOffer number: Int) -> UInt64 { pages[number] }

    /// The page of an offer that is gone.
    func page(ofGone number: Int) -> UInt64 { pages[openCount + closedCount + number] }

    /// The open offers that such a page shows.
    func similar(toOffer number: Int) -> [Int] { similar[number] }

    /// A page of a list, or of an employer with its offers, by a template.
    func page(
        _ number: Int,
        of list: OfferList,
        employer: Int? = nil,
        template: String,
        _ paging: Paging,
        _ view: SiteView
    ) -> UInt64 {
        let frame = frames[view.editionIndex]
        var sum = PageSum(frame.site)
        sum.add(templates.sum(of: template))
        sum.add(frame.panel)
        sum.add(employer.map { frame.employers[$0] } ?? 0)
        for text in [list.kind, list.label, list.heading, list.address] { sum.add(text) }
        for number in [number, paging.count] { sum.add(number) }
        // What else is said of a list follows from these two and from how many offers it has.
        if view.theme.counts { sum.add(list.offers.count) }
        for offer in list.offers[paging.range(of: number)] { sum.add(rows[offer]) }
        return sum.value
    }

    /// A feed of some open offers.
    func feed(of list: OfferList, _ offers: [Int], _ view: SiteView) -> UInt64 {
        var sum = PageSum(frames[view.editionIndex].site)
        for text in [list.kind, list.label, list.address] { sum.add(text) }
        for offer in offers { sum.add(rows[offer]) }
        return sum.value
    }

    /// The form of an open offer.
    func form(ofOffer number: Int, _ view: SiteView) -> UInt64 {
        var sum = PageSum(frames[view.editionIndex].site)
        sum.add(templates.sum(of: SiteView.formTemplate))
        sum.add(rows[number])
        return sum.value
    }
}

extension PageSums.Frame {
    fileprivate init(_ view: SiteView, site record: Record, _ people: [UInt64]) {
        // The kinds of page that there are, and what is made for them.
        let names = view.templates.sorted().map { Value.string($0) }
        let made = view.theme.all.map { Value.bool($0) }
        site = PageSum.of(.list([.record(record), .list(names), .list(made)]))
        panel = PageSum.of(.records(view.facetRecords(current: nil)))
        employers = zip(view.known.employers, people).map { record, person in
            PageSum.of([person, PageSum.of(.record(record))])
        }
    }
}

/// What the templates of a site are, each with all that it is put together from.
private struct TemplateSums {
    private var sums: [String: UInt64] = [:]

    init(_ plan: SitePlan) {
        let own = Dictionary(
            plan.templates.map { ($0.path, fingerprint($0.bytes)) },
            uniquingKeysWith: { first, _ in first }
        )
        for (name, sum) in own {
            let others = plan.libraries[0].dependencies(of: name).subtracting([name]).sorted()
            sums[name] = PageSum.of([sum] + others.map { own[$0] ?? 0 })
        }
    }

    func sum(of name: String) -> UInt64 { sums[name] ?? 0 }
}

extension SiteView {
    /// What the row of an offer, its feed entry and its data are made of.
    fileprivate func sum(of entry: OfferEntry, card: UInt64, employer: UInt64) -> UInt64 {
        var sum = PageSum(card)
        sum.add(employer)
        for (number, version) in entry.versions.enumerated() {
            sum.add(version.fingerprint)
            // What other files have a say in, where a tree is adopted.
            sum.add(version.path)
            sum.add(version.file.value.slug)
            sum.add(version.file.value.reference)
            // The terms of an open offer have lists because of it.
            if entry.status != .open || number > 0 { addLists(of: version.value, to: &sum) }
        }
        switch entry.status {
        case .open: sum.add(0)
        case .filled: sum.add(1)
        default: sum.add(2)
        }
        sum.add(entry.early.map { $0 == .day ? 1 : 2 } ?? 0)
        for place in entry.places {
            // Another one where another offer has a town of that name elsewhere.
            sum.add(place.townCode)
            guard entry.status != .open else { continue }
            sum.add(catalogue.facets[.town]?[place.townCode] != nil)
            guard let department = place.department else { continue }
            sum.add(catalogue.facets[.department]?[department.code] != nil)
        }
        return sum.value
    }

    /// Which of its terms have a list to link to.
    private func addLists(of offer: Offer, to sum: inout PageSum) {
        for (kind, codes) in [
            (FacetKind.domain, offer.domains), (.contract, offer.contracts),
            (.qualification, offer.qualifications),
        ] {
            for code in codes { sum.add(catalogue.facets[kind]?[slug(of: code)] != nil) }
        }
    }
}

extension PageSum {
    /// What the files of an employer say.
    fileprivate static func of(_ employer: Entry<Employer>) -> UInt64 {
        var sum = PageSum()
        for version in employer.versions {
            sum.add(version.fingerprint)
            for text in [version.path, version.value.slug] { sum.add(text) }
        }
        return sum.value
    }

    fileprivate static func of(_ numbers: [UInt64]) -> UInt64 {
        var sum = PageSum()
        for number in numbers { sum.add(number) }
        return sum.value
    }

    fileprivate static func of(_ value: Value) -> UInt64 {
        var sum = PageSum()
        sum.add(value)
        return sum.value
    }

    /// A value as templates see it.
    private mutating func add(_ value: Value) {
        switch value {
        case .none, .undefined, .object, .runtime: add(0)
        case .bool(let isSo): add(isSo)
        case .int(let number): add(number)
        case .double(let number): add(number.bitPattern)
        case .string(let text): add(text)
        case .safe(let html): add(String(decoding: html.bytes, as: UTF8.self))
        case .list(let values), .tuple(let values): add(all: values)
        case .record(let record): add(all: record.values)
        case .map(let map): add(all: map.keys + map.values)
        }
    }

    private mutating func add(all values: [Value]) {
        add(values.count)
        for value in values { add(value) }
    }
}
