import VivierDiagnostics
import VivierMarkup
import VivierModel
import VivierTemplate

extension SiteView {
    static let offerTemplate = "pages/offer.html"
    static let cardTemplate = "partials/card.html"

    /// What the head of an offer's page says, in one of its languages.
    func offerHead(
        _ entry: OfferEntry,
        _ version: Version<Offer>,
        _ words: OfferWords,
        _ text: RenderedMarkdown
    ) -> PageHead {
        let offer = version.value
        let place = edition.label(of: entry.places)
        var head = PageHead(
            kind: "offer",
            key: "offers",
            address: words.address,
            title: offer.title,
            description: self.description(offer.summary, text, offer.title)
        )
        head.tabTitle = [offer.title, place, siteTitle].compactMap { $0 }
            .joined(separator: " \u{2013} ")
        head.trail = [(edition.texts.text("site.offers"), routes.offers)]
        if let domain = offer.domains.first, catalogue.facets[.domain]?[slug(of: domain)] != nil {
            head.trail.append((label(.domain, domain), routes.facet(.domain, slug(of: domain))))
        }
        head.trail.append((offer.title, nil))
        if entry.versions.count > 1 {
            for other in entry.versions { head.translations[other.language] = offerAddress(other) }
        }
        head.isHidden = entry.status != .open || entry.early != nil || offer.isDraft
        head.image = offer.image.map { assetURL($0.source) }
        head.type = "article"
        head.published = offer.published?.iso
        if entry.status == .open, !entry.isDraft, !offer.isDraft, theme.structuredData {
            head.structuredData = [jobPosting(entry, version, words, description: text.html)]
        }
        return head
    }

    /// The page of an offer, given as templates see it with its text.
    func offerPage(
        _ head: PageHead,
        _ offer: Record,
        _ entry: OfferEntry,
        similar: [Record],
        _ worker: Worker
    ) -> [UInt8]? {
        let employer = entry.employer.map { known.employers[$0] }
        let context = Record(
            Shapes.offerPage,
            [page(head), .record(offer), .optional(employer), .records(similar)]
        )
        return worker.render(Self.offerTemplate, context, edition: editionIndex)
    }

    /// The offer's card in the lists of this language.
    func card(_ entry: OfferEntry, _ worker: Worker) -> [UInt8] {
        card(offer(entry, entry.version(in: language)), worker)
    }

    /// The card of an offer that templates have seen already; empty for a theme without cards.
    func card(_ offer: Record, _ worker: Worker) -> [UInt8] {
        guard templates.contains(Self.cardTemplate) else { return [] }
        let context = Record(Shapes.card, [.record(offer)])
        return worker.render(Self.cardTemplate, context, edition: editionIndex) ?? []
    }

    /// Up to four open offers of the same domain, those of the same town or
    /// department first, then the newest; without any of its domain, those nearby.
    ///
    /// None where the theme does not show them.
    func similarOffers(to entry: OfferEntry, excluding index: Int?) -> [Int] {
        guard theme.similar else { return [] }
        let departments = Set(entry.places.compactMap(\.department?.code))
        let towns = Set(entry.places.map(\.townCode))
        var candidates: [(distance: Int, index: Int)] = []
        func offers(_ kind: FacetKind, _ code: String) -> ArraySlice<Int> {
            (catalogue.facets[kind]?[code]?.offers ?? []).prefix(200)
        }
        func add(_ offers: some Sequence<Int>) {
            for other in offers where other != index {
                let places = catalogue.open[other].places
                let isSameTown = places.contains { towns.contains($0.townCode) }
                let isNear = places.contains { departments.contains($0.department?.code ?? "-") }
                candidates.append((isSameTown ? 0 : isNear ? 1 : 2, other))
            }
        }
        for domain in entry.offer.domains.prefix(1) { add(offers(.domain, slug(of: domain))) }
        if candidates.isEmpty {
            let near = towns.flatMap { offers(.town, $0) }
            add(Set(near + departments.flatMap { offers(.department, $0) }))
        }
        candidates.sort { ($0.distance, $0.index) < ($1.distance, $1.index) }
        return candidates.prefix(4).map(\.index)
    }
}
