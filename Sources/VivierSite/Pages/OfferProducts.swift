import Synchronization
import VivierTemplate

/// What lists need of each open offer.
struct OfferProducts: Sendable {
    /// Edition, then place in the catalogue: the offer's row; `nil` where no row was made yet.
    let listed: [[Record?]]
    /// What pages are made of; `nil` where all are made anyway.
    let sums: PageSums?
    fileprivate let late = LateRows()

    init(listed: [[Record?]], sums: PageSums? = nil) {
        self.listed = listed
        self.sums = sums
    }
}

/// Rows of offers whose own pages are not made: some page that is made shows them.
private final class LateRows: Sendable {
    private struct Place: Hashable {
        let edition: Int
        let offer: Int
    }

    private let rows = Mutex<[Place: Record]>([:])

    func row(_ offer: Int, _ view: SiteView, _ worker: Worker) -> Record {
        let place = Place(edition: view.editionIndex, offer: offer)
        if let row = rows.withLock({ $0[place] }) { return row }
        let row = view.lateRow(view.catalogue.open[offer], worker)
        rows.withLock { $0[place] = row }
        return row
    }
}

extension SiteView {
    /// An offer as lists have it: its card and what a script may want to know.
    func listed(_ index: Int, _ products: OfferProducts, _ worker: Worker) -> Record {
        products.listed[editionIndex][index] ?? products.late.row(index, self, worker)
    }

    /// A row as it is made with the offer's page, whose text the card may see where that page
    /// shows no other offers.
    func lateRow(_ entry: OfferEntry, _ worker: Worker) -> Record {
        let version = entry.version(in: language)
        guard !theme.similar, theme.rowTexts, templates.contains(Self.offerTemplate),
            edition(of: version.language) === edition
        else { return row(entry, worker) }
        let text = worker.text(of: version, edition: editionIndex)
        return row(offer(entry, version, content: text), worker)
    }
}
