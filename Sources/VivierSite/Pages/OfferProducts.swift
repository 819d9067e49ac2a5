import Synchronization
import VivierModel
import VivierTemplate

/// What lists need of each open offer.
struct OfferProducts: Sendable {
    /// Edition, then place in the catalogue: the offer's card; `nil` where none was made yet.
    let cards: [[[UInt8]?]]
    /// What pages are made of; `nil` where all are made anyway.
    let sums: PageSums?
    fileprivate let late = LateCards()

    init(cards: [[[UInt8]?]], sums: PageSums? = nil) {
        self.cards = cards
        self.sums = sums
    }
}

/// Cards of offers whose own pages are not made: some page that is made shows them.
private final class LateCards: Sendable {
    private struct Place: Hashable {
        let edition: Int
        let offer: Int
    }

    private let cards = Mutex<[Place: [UInt8]]>([:])

    func card(_ offer: Int, _ view: SiteView, _ worker: Worker) -> [UInt8] {
        let place = Place(edition: view.editionIndex, offer: offer)
        if let card = cards.withLock({ $0[place] }) { return card }
        let card = view.lateCard(view.catalogue.open[offer], worker)
        cards.withLock { $0[place] = card }
        return card
    }
}

extension SiteView {
    /// An open offer as lists have it.
    func listed(_ index: Int, _ products: OfferProducts, _ worker: Worker) -> Record {
        let card = products.cards[editionIndex][index] ?? products.late.card(index, self, worker)
        return listed(catalogue.open[index].version(in: language), card: card)
    }

    /// An offer as lists have it: its card and what a script may want to know.
    ///
    /// Put together for each list: rows of all offers would take twice the memory of their cards.
    func listed(_ version: Version<Offer>, card: [UInt8]) -> Record {
        Record(
            Shapes.listedOffer,
            [
                .string(version.value.title), .string(version.value.reference),
                link(offerAddress(version)), .string(version.language), .html(card),
            ]
        )
    }

    /// A card as it is made with the offer's page, whose text it may see where that page shows
    /// no other offers.
    func lateCard(_ entry: OfferEntry, _ worker: Worker) -> [UInt8] {
        let version = entry.version(in: language)
        guard !theme.similar, theme.rowTexts, templates.contains(Self.offerTemplate),
            edition(of: version.language) === edition
        else { return card(entry, worker) }
        let text = worker.text(of: version, edition: editionIndex)
        return card(offer(entry, version, content: text), worker)
    }
}
