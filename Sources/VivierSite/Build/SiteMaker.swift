import VivierCrypto
import VivierDiagnostics
import VivierFiles
import VivierMarkup
import VivierModel
import VivierTemplate

/// Makes every file of a planned site, on several threads.
struct SiteMaker {
    let plan: SitePlan
    let output: any SiteSink
    let jobs: Int

    /// Whether some file of the site could not be made: then nothing is published.
    private(set) var hasFailed = false

    init(plan: SitePlan, output: any SiteSink, jobs: Int) {
        self.plan = plan
        self.output = output
        self.jobs = jobs
    }

    /// What making one file, or the files of one offer, gave.
    private struct Made: Sendable {
        var isMade = true
        var failure: SystemCallError?
        var diagnostics = Diagnostics()
        /// Of an open offer: its row in the lists of each language, and its part in
        /// the API and in the feed for partners.
        var rows: [Record] = []
        var summary: [UInt8] = []
        var jobs: [UInt8] = []
        /// Its terms in the list of each language; none where lists have no index.
        var terms: [[RowTerm]] = []
    }

    mutating func makeAll(
        into report: inout BuildReport,
        timer: inout PhaseTimer
    ) async throws(SystemCallError) {
        let catalogue = plan.views[0].catalogue
        // Only pages that show other offers need the rows of all before the first is made.
        let rows = plan.views[0].theme.similar ? await makeRows(catalogue, into: &report) : nil
        timer.end("cards", in: &report)
        // While the bytes are there in which they stand.
        let wanted = plan.views.flatMap { $0.redirects() }
        let made = try await makeOffers(catalogue, rows, into: &report)
        timer.end("offers", in: &report)
        let products = rows ?? offerProducts(made.map(\.rows))
        var pages: [PlannedPage] = []
        for view in plan.views { pages += view.allPages(products) }
        pages += plan.views[0].dataPages(
            made.map(\.summary).filter { !$0.isEmpty },
            made.map(\.jobs).filter { !$0.isEmpty }
        )
        pages += sitemapPages(plan.views) + assetPages()
        if let indexing = plan.indexing {
            pages += await indexing.pages(plan.views, terms: made.map(\.terms), jobs: jobs)
        }
        let addresses =
            wanted.isEmpty ? [] : Set(pages.map(\.address)).union(offerAddresses)
        let redirects = checkedRedirects(
            wanted,
            below: plan.contentName,
            isTaken: { addresses.contains($0) || addresses.contains($0 + "/") },
            into: &report.diagnostics
        )
        pages += hostingPages(
            plan.views,
            policy: plan.policy,
            redirects: redirects,
            immutable: plan.assets.published.map(\.address) + indexFolders
        )
        try await make(pages, into: &report)
        timer.end("pages", in: &report)
    }

    /// Where offers stand, open and closed.
    private var offerAddresses: [String] {
        let catalogue = plan.views[0].catalogue
        return (catalogue.open + catalogue.closed).flatMap { entry in
            entry.versions.map { plan.views[0].offerAddress($0) }
        }
    }

    /// The row of each open offer, in each language.
    private mutating func makeRows(
        _ catalogue: Catalogue,
        into report: inout BuildReport
    ) async -> OfferProducts {
        let plan = plan
        let made = await parallelMap(
            catalogue.open.count,
            jobs: jobs,
            start: { Worker(plan) },
            do: { worker, index in
                let rows = plan.views.map { $0.row(catalogue.open[index], worker) }
                return (rows, worker.takeDiagnostics())
            }
        )
        for (_, diagnostics) in made where !diagnostics.all.isEmpty {
            report.diagnostics.merge(diagnostics)
            hasFailed = hasFailed || diagnostics.hasErrors
        }
        return offerProducts(made.map(\.0))
    }

    /// Rows by offer, as rows by language.
    private func offerProducts(_ rows: [[Record]]) -> OfferProducts {
        OfferProducts(listed: plan.views.indices.map { edition in rows.map { $0[edition] } })
    }

    /// The page of each open or closed offer in each of its languages, and its part
    /// in lists and in the feeds of data.
    ///
    /// - Returns: What was made for each open offer, in their order.
    private mutating func makeOffers(
        _ catalogue: Catalogue,
        _ rows: OfferProducts?,
        into report: inout BuildReport
    ) async throws(SystemCallError) -> ArraySlice<Made> {
        let plan = plan
        let output = output
        let entries = catalogue.open + catalogue.closed
        let openCount = catalogue.open.count
        var planned: [OfferJob] = []
        planned.reserveCapacity(entries.count)
        for (index, entry) in entries.enumerated() {
            planned.append(job(for: entry, index < openCount ? index : nil, into: &report))
        }
        let work = planned
        let made = await parallelMap(
            work.count,
            jobs: jobs,
            // As they were read: texts that lie together in memory are given back
            // together, and what is made of the next offers finds room there.
            order: work.indices.sorted { work[$0].entry.path < work[$1].entry.path },
            start: { Worker(plan) },
            do: { worker, index in
                Self.make(work[index], rows, plan: plan, output: output, worker)
            }
        )
        report.pages += work.reduce(0) { $0 + $1.versions.count }
        try take(made, into: &report)
        return made.prefix(openCount)
    }

    /// One offer, with the versions whose address is its own.
    private struct OfferJob: Sendable {
        var entry: OfferEntry
        /// Its place among the open offers; `nil` if it is closed.
        var index: Int?
        var versions: [Version<Offer>]
        var detail: String?
    }

    private mutating func job(
        for entry: OfferEntry,
        _ index: Int?,
        into report: inout BuildReport
    ) -> OfferJob {
        let view = plan.views[0]
        var job = OfferJob(entry: entry, index: index, versions: [])
        if view.templates.contains(SiteView.offerTemplate) {
            job.versions = entry.versions.filter { version in
                claim(view.offerAddress(version), version.path, into: &report)
            }
        }
        let feeds = view.configuration.feeds
        if feeds.api, feeds.apiOffers, index != nil, !entry.isDraft {
            let address = view.routes.api(fileName(of: entry.offer.reference))
            if claim(address, entry.path, into: &report) { job.detail = address }
        }
        return job
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

    /// Makes and writes the pages whose address is free.
    private mutating func make(
        _ pages: [PlannedPage],
        into report: inout BuildReport
    ) async throws(SystemCallError) {
        let plan = plan
        let output = output
        var claimed: [PlannedPage] = []
        for page in pages {
            if output.claim(page.address, for: page.source, into: &report.diagnostics) {
                claimed.append(page)
            } else {
                hasFailed = true
            }
        }
        let work = claimed
        let made = await parallelMap(
            work.count,
            jobs: jobs,
            start: { Worker(plan) },
            do: {
                worker,
                index in
                var made = Made()
                if let bytes = work[index].make(worker) {
                    do throws(SystemCallError) {
                        try output.write(work[index].address, bytes)
                    } catch {
                        made.failure = error
                    }
                } else {
                    made.isMade = false
                }
                made.diagnostics = worker.takeDiagnostics()
                return made
            }
        )
        report.pages += work.count { $0.isPage }
        try take(made, into: &report)
    }

    private mutating func take(
        _ made: [Made],
        into report: inout BuildReport
    ) throws(SystemCallError) {
        for item in made {
            if let failure = item.failure { throw failure }
            if !item.diagnostics.all.isEmpty { report.diagnostics.merge(item.diagnostics) }
            if !item.isMade { hasFailed = true }
        }
    }
}

/// A reference as the name of a file: what a path cannot hold becomes `-`.
///
/// A very long one is cut and ends with a code computed from it: a name may have
/// 255 bytes, its extension included.
func fileName(of reference: String) -> String {
    let safe = reference.unicodeScalars.map { scalar in
        scalar.value < 0x20 || scalar == "/" || scalar == "\\" || scalar.value == 0x7F
            ? "-" : String(scalar)
    }.joined()
    let name = safe.isEmpty ? "-" : safe.hasPrefix(".") ? "-" + safe.dropFirst() : safe
    guard name.utf8.count > 200 else { return name }
    var cut = name
    while cut.utf8.count > 200 { cut.removeLast() }
    return cut + "-" + hexadecimal(SHA256.hash(Array(reference.utf8)).prefix(4))
}
