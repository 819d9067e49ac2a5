import VivierDiagnostics
import VivierFiles
import VivierMarkup
import VivierModel
import VivierTemplate

extension SiteMaker {
    /// The page of each open or closed offer in each of its languages, and its part
    /// in lists and in the feeds of data.
    ///
    /// - Returns: What was made for each open offer, in their order.
    mutating func makeOffers(
        _ catalogue: Catalogue,
        _ rows: OfferProducts?,
        into report: inout BuildReport
    ) async throws(SystemCallError) -> ArraySlice<Made> {
        let open = catalogue.open.enumerated().map { (entry: $1, index: Optional($0)) }
        let closed = catalogue.closed.map { (entry: $0, index: Int?.none) }
        return try await make(open + closed, rows, into: &report).prefix(open.count)
    }

    /// The same for some offers, with their places among the open ones.
    mutating func make(
        _ entries: [(entry: OfferEntry, index: Int?)],
        _ rows: OfferProducts?,
        into report: inout BuildReport
    ) async throws(SystemCallError) -> [Made] {
        let plan = plan
        let output = output
        var planned: [OfferJob] = []
        planned.reserveCapacity(entries.count)
        for (entry, index) in entries { planned.append(job(for: entry, index, into: &report)) }
        let work = planned
        let made = await parallelMap(
            work.count,
            jobs: jobs,
            // As they were read: texts that lie together in memory are given back
            // together, and what is made of the next offers finds room there.
            order: work.indices.sorted { work[$0].entry.number < work[$1].entry.number },
            start: { Worker(plan) },
            do: { worker, index in
                Self.make(work[index], rows, plan: plan, output: output, worker)
            }
        )
        report.pages += work.reduce(0) { $0 + $1.versions.count }
        try take(made, into: &report)
        return made
    }

    /// One offer, with the versions whose address is its own; a class, since every
    /// thread looks into the same ones.
    private final class OfferJob: Sendable {
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

    private mutating func job(
        for entry: OfferEntry,
        _ index: Int?,
        into report: inout BuildReport
    ) -> OfferJob {
        let view = plan.views[0]
        var versions: [Version<Offer>] = []
        var detail: String?
        if view.templates.contains(SiteView.offerTemplate) {
            versions = entry.versions.filter { version in
                claim(view.offerAddress(version), version.path, into: &report)
            }
        }
        let feeds = view.configuration.feeds
        if feeds.api, feeds.apiOffers, index != nil, !entry.isDraft {
            let address = view.routes.api(fileName(of: entry.offer.reference))
            if claim(address, entry.path, into: &report) { detail = address }
        }
        return OfferJob(entry, index, versions, detail: detail)
    }

    private mutating func claim(
        _ address: String,
        _ path: String,
        into report: inout BuildReport
    ) -> Bool {
        let isFree = output.claim(
            address,
            for: "\(plan.contentName)/\(path)",
            into: &report.diagnostics
        )
        if !isFree { hasFailed = true }
        return isFree
    }

    /// Makes what one offer gives; its rows too where there are none yet.
    private static func make(
        _ job: OfferJob,
        _ rows: OfferProducts?,
        plan: SitePlan,
        output: any SiteSink,
        _ worker: Worker
    ) -> Made {
        var made = Made()
        var ownRows: [Record?] = Array(repeating: nil, count: plan.views.count)
        let first = plan.views[0]
        let isListed = job.index != nil && !job.entry.isDraft
        let similar = rows == nil ? [] : first.similarOffers(to: job.entry, excluding: job.index)
        do throws(SystemCallError) {
            for version in job.versions {
                let view = plan.views.first { $0.language == version.language } ?? first
                let text = worker.text(of: version, edition: view.editionIndex)
                version.dropBytes()
                let words = view.words(of: version)
                if job.index != nil {
                    plan.addTerms(of: version, job.entry, html: text.html, to: &made.terms, worker)
                }
                let record = view.offer(job.entry, version, words, content: text)
                let near = rows.map { rows in similar.map { view.listed($0, rows) } } ?? []
                let head = view.offerHead(job.entry, version, words, text)
                guard let page = view.offerPage(head, record, job.entry, similar: near, worker)
                else {
                    made.isMade = false
                    continue
                }
                try output.write(words.address, page)
                if version.path == job.entry.version(in: view.language).path {
                    ownRows[view.editionIndex] = rows == nil ? view.row(record, worker) : nil
                }
                guard version.path == job.entry.version(in: first.language).path else {
                    continue
                }
                let own = view.editionIndex == first.editionIndex ? words : nil
                if let detail = job.detail {
                    try output.write(detail, first.apiDetail(job.entry, own, html: text.html))
                }
                if isListed, first.configuration.feeds.api {
                    made.summary = first.apiSummary(job.entry, own)
                }
                if isListed, first.configuration.feeds.partners {
                    made.jobs = first.partnerJobs(job.entry, description: text.html)
                }
            }
        } catch {
            made.failure = error
        }
        if rows == nil, job.index != nil {
            made.rows = plan.views.map { view in
                ownRows[view.editionIndex] ?? view.row(job.entry, worker)
            }
        }
        made.diagnostics = worker.takeDiagnostics()
        return made
    }
}
