import VivierDiagnostics
import VivierFiles
import VivierMarkup
import VivierModel
import VivierTemplate

/// One offer, with the versions whose address is its own; a class, since every
/// thread looks into the same ones.
final class OfferJob: Sendable {
    let entry: OfferEntry
    /// Its place among the open offers; `nil` if it is closed.
    let index: Int?
    let versions: [Version<Offer>]
    /// Where its data stands, if it has any.
    let detail: String?

    init(_ entry: OfferEntry, _ index: Int?, _ versions: [Version<Offer>], detail: String?) {
        self.entry = entry
        self.index = index
        self.versions = versions
        self.detail = detail
    }
}

/// The making of what one offer gives, on one thread.
struct OfferWork {
    let job: OfferJob
    /// Those of all offers, where pages show other offers; then no row is made here.
    let rows: OfferProducts?
    /// The offers like it, where they were looked for already.
    let similar: [Int]?
    /// Whether its own pages stand there as they would be made: only what lists, feeds and
    /// indices are put together from is made then.
    let isKept: Bool
    let plan: SitePlan
    let output: any SiteSink
    let worker: Worker

    private var entry: OfferEntry { job.entry }
    private var first: SiteView { plan.views[0] }
    private var isListed: Bool { job.index != nil && !entry.isDraft }

    func make() -> SiteMaker.Made {
        var made = SiteMaker.Made()
        made.kept = isKept ? job.versions.count : 0
        var ownRows: [Record?] = Array(repeating: nil, count: plan.views.count)
        let near = rows == nil || isKept ? [] : similar ?? similarOffers()
        do throws(SystemCallError) {
            for version in job.versions {
                let view = plan.views.first { $0.language == version.language } ?? first
                let isFirst = version.path == entry.version(in: first.language).path
                let text = wantsText(isFirst) ? text(of: version, view) : RenderedMarkdown()
                version.dropBytes()
                let words = view.words(of: version)
                if job.index != nil {
                    plan.addTerms(of: version, entry, html: text.html, to: &made.terms, worker)
                }
                if !isKept {
                    let record = view.offer(entry, version, words, content: text)
                    guard let page = page(of: version, record, words, text, near, view) else {
                        made.isMade = false
                        continue
                    }
                    try output.write(words.address, page)
                    if rows == nil, version.path == entry.version(in: view.language).path {
                        ownRows[view.editionIndex] = view.row(record, worker)
                    }
                }
                guard isFirst else { continue }
                let own = view.editionIndex == first.editionIndex ? words : nil
                if let detail = job.detail, !isKept {
                    try output.write(detail, first.apiDetail(entry, own, html: text.html))
                }
                if isListed, first.configuration.feeds.partners {
                    made.jobs = first.partnerJobs(entry, description: text.html)
                }
            }
        } catch {
            made.failure = error
        }
        if rows == nil, job.index != nil, !isKept {
            made.rows = plan.views.map { view in
                ownRows[view.editionIndex] ?? view.row(entry, worker)
            }
        }
        made.diagnostics = worker.takeDiagnostics()
        return made
    }

    private func similarOffers() -> [Int] {
        first.similarOffers(to: entry, excluding: job.index)
    }

    /// Whether the text of a version is needed, that of the API or another.
    private func wantsText(_ isFirst: Bool) -> Bool {
        if !isKept { return true }
        if job.index != nil, plan.indexing != nil { return true }
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
        let near = rows.map { rows in similar.map { view.listed($0, rows, worker) } } ?? []
        let head = view.offerHead(entry, version, words, text)
        return view.offerPage(head, record, entry, similar: near, worker)
    }
}
