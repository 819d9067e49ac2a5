import VivierDiagnostics
import VivierFiles
import VivierMarkup
import VivierModel
import VivierTemplate

/// One offer, and what is to be made of it; sixteen bytes, since all of them are planned first.
struct OfferJob: Sendable {
    /// Among the open offers, or among those that are closed.
    let place: Int32
    let isOpen: Bool
    /// Whether it has a file of data of its own.
    var hasDetail = false
    /// Those whose address is its own, where that is not all of them.
    var versions: [Version<Offer>]?

    func entry(in catalogue: Catalogue) -> OfferEntry {
        isOpen ? catalogue.open[Int(place)] : catalogue.closed[Int(place)]
    }
}

/// The making of what one offer gives, on one thread.
struct OfferWork {
    let job: OfferJob
    let entry: OfferEntry
    /// Those of all offers, where pages show other offers; then no card is made here.
    let cards: OfferProducts?
    /// The offers like it, where they were looked for already.
    let similar: [Int]?
    /// Whether its own pages stand there as they would be made: only what lists, feeds and
    /// indices are put together from is made then.
    let isKept: Bool
    let plan: SitePlan
    let output: any SiteSink
    let worker: Worker

    private var first: SiteView { plan.views[0] }
    private var isListed: Bool { job.isOpen && !entry.isDraft }
    private var versions: [Version<Offer>] { job.versions ?? entry.versions }

    func make() -> SiteMaker.Made {
        var made = SiteMaker.Made()
        made.kept = isKept ? versions.count : 0
        var ownCards: [[UInt8]?] = Array(repeating: nil, count: plan.views.count)
        let near = cards == nil || isKept ? [] : similar ?? similarOffers()
        do throws(SystemCallError) {
            for version in versions {
                let view = plan.views.first { $0.language == version.language } ?? first
                let isFirst = version.path == entry.version(in: first.language).path
                let text = wantsText(isFirst) ? text(of: version, view) : RenderedMarkdown()
                version.dropBytes()
                let words = view.words(of: version)
                if job.isOpen {
                    plan.addTerms(of: version, entry, html: text.html, to: &made.terms, worker)
                }
                if !isKept {
                    let record = view.offer(entry, version, words, content: text)
                    guard let page = page(of: version, record, words, text, near, view) else {
                        made.isMade = false
                        continue
                    }
                    try output.write(words.address, page)
                    if cards == nil, version.path == entry.version(in: view.language).path {
                        ownCards[view.editionIndex] = view.card(record, worker)
                    }
                }
                guard isFirst else { continue }
                let own = view.editionIndex == first.editionIndex ? words : nil
                if job.hasDetail, !isKept {
                    try output.write(
                        first.apiAddress(of: entry),
                        first.apiDetail(entry, own, html: text.html)
                    )
                }
                if isListed, first.configuration.feeds.partners {
                    made.jobs = first.partnerJobs(entry, description: text.html)
                }
            }
        } catch {
            made.failure = error
        }
        if cards == nil, job.isOpen, !isKept {
            made.cards = plan.views.map { view in
                ownCards[view.editionIndex] ?? view.card(entry, worker)
            }
        }
        made.diagnostics = worker.takeDiagnostics()
        return made
    }

    private func similarOffers() -> [Int] {
        first.similarOffers(to: entry, excluding: job.isOpen ? Int(job.place) : nil)
    }

    /// Whether the text of a version is needed, that of the API or another.
    private func wantsText(_ isFirst: Bool) -> Bool {
        if !isKept { return true }
        if job.isOpen, plan.indexing != nil { return true }
        return isFirst && isListed && first.configuration.feeds.partners
    }

    private func text(of version: Version<Offer>, _ view: SiteView) -> RenderedMarkdown {
        worker.text(of: version, edition: view.editionIndex)
    }

    private func page(
        of version: Version<Offer>,
        _ record: Record,
        _ words: OfferWords,
        _ text: RenderedMarkdown,
        _ similar: [Int],
        _ view: SiteView
    ) -> [UInt8]? {
        let near = cards.map { cards in similar.map { view.listed($0, cards, worker) } } ?? []
        let head = view.offerHead(entry, version, words, text)
        return view.offerPage(head, record, entry, similar: near, worker)
    }
}
