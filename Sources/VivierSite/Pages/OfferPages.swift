import VivierDiagnostics
import VivierMarkup
import VivierModel
import VivierTemplate

/// What lists and feeds need of each open offer, made with its page.
struct OfferProducts: Sendable {
    /// Edition, then place in the catalogue: the offer as lists have it.
    var listed: [[Record]]
}

/// What making the page of one offer gives back.
struct OfferProduct: Sendable {
    /// Address, source and bytes of each file; the bytes are gone once written.
    var files: [(address: String, source: String, bytes: [UInt8])] = []
    /// The offer in the list of the API, and in the feed for partners.
    var summary: [UInt8] = []
    var jobs: [UInt8] = []
}

extension SiteView {
    static let offerTemplate = "pages/offer.html"
    static let cardTemplate = "partials/card.html"

    /// The page of an offer in one of its languages.
    func offerPage(
        _ entry: OfferEntry,
        _ version: Version<Offer>,
        _ text: RenderedMarkdown,
        similar: [Record],
        _ worker: Worker
    ) -> [UInt8]? {
        let offer = version.value
        let place = edition.label(of: entry.places)
        var head = PageHead(
            kind: "offer",
            key: "offers",
            address: offerAddress(version),
            title: offer.title,
            description: self.description(offer.summary, text, offer.title)
        )
        head.tabTitle = offer.title + (place.map { " \u{2013} " + $0 } ?? "")
        head.tabTitle? += " \u{2013} " + siteTitle
        head.trail = [(edition.texts.text("site.offers"), routes.offers)]
        if let domain = offer.domains.first, catalogue.facets[.domain]?[slug(of: domain)] != nil {
            head.trail.append((label(.domain, domain), routes.facet(.domain, slug(of: domain))))
        }
        head.trail.append((offer.title, nil))
        for other in entry.versions { head.translations[other.language] = offerAddress(other) }
        head.isHidden = entry.status != .open
        head.image = offer.image.map { assetURL($0.source) }
        head.type = "article"
        head.published = offer.published?.iso
        if entry.status == .open, theme.structuredData {
            head.structuredData = [jobPosting(entry, version, description: text.html)]
        }
        let employer = entry.employer.map { known.employers[$0] }
        let context = Record(
            Shapes.offerPage,
            [
                page(head), .record(self.offer(entry, version, content: text)),
                .optional(employer), .records(similar),
            ]
        )
        return worker.render(Self.offerTemplate, context, edition: editionIndex)
    }

    /// The offer's row in the lists of this language.
    func card(_ entry: OfferEntry, _ worker: Worker) -> [UInt8] {
        let record = offer(entry, entry.version(in: language))
        let context = Record(Shapes.card, [.record(record)])
        return worker.render(Self.cardTemplate, context, edition: editionIndex) ?? []
    }

    /// Up to four open offers of the same domain, those of the same town or
    /// department first, then the newest.
    ///
    /// None where the theme does not show them.
    func similarOffers(to entry: OfferEntry, excluding index: Int?) -> [Int] {
        guard theme.similar else { return [] }
        let departments = Set(entry.places.compactMap(\.department?.code))
        let towns = Set(entry.places.map(\.townCode))
        var candidates: [(distance: Int, index: Int)] = []
        for domain in entry.offer.domains.prefix(1) {
            for other in (catalogue.facets[.domain]?[slug(of: domain)]?.offers ?? []).prefix(200)
            where other != index {
                let places = catalogue.open[other].places
                let isSameTown = places.contains { towns.contains($0.townCode) }
                let isNear = places.contains { departments.contains($0.department?.code ?? "-") }
                candidates.append((isSameTown ? 0 : isNear ? 1 : 2, other))
            }
        }
        candidates.sort { ($0.distance, $0.index) < ($1.distance, $1.index) }
        return candidates.prefix(4).map(\.index)
    }
}
