import VivierDiagnostics
import VivierFiles
import VivierModel
import VivierTemplate

/// Makes every file of a planned site, on several threads.
struct SiteMaker {
    let plan: SitePlan
    let output: any SiteSink
    let jobs: Int

    /// Whether some file of the site could not be made: then nothing is published.
    var hasFailed = false

    /// For each open offer, how many bytes it has in the list of the API.
    let summaryLengths: SummaryLengths

    /// What the pages are made of; `nil` for a check, or where nothing is remembered.
    let sums: PageSums?
    /// Those of the last build that may be kept.
    let last: RememberedPages
    /// Those of this build that the next may keep.
    private(set) var pages = PageNotes()

    init(
        plan: SitePlan,
        output: any SiteSink,
        jobs: Int,
        sums: PageSums? = nil,
        last: RememberedPages = RememberedPages()
    ) {
        self.plan = plan
        self.output = output
        self.jobs = jobs
        self.sums = sums
        self.last = last
        summaryLengths = SummaryLengths(offers: plan.views[0].catalogue.open.count)
    }

    /// What making one file, or the files of one offer, gave.
    struct Made: Sendable {
        var isMade = true
        /// What it was made of, where that is remembered.
        var sum: UInt64?
        /// How many pages and feeds are kept as they are.
        var kept = 0
        var failure: SystemCallError?
        var diagnostics = Diagnostics()
        /// Of an open offer: its card in the lists of each language, and its part in the feed
        /// for partners.
        var cards: [[UInt8]] = []
        var jobs: [UInt8] = []
        /// Its terms in the list of each language; none where lists have no index.
        var terms: [[RowTerm]] = []
    }

    mutating func makeAll(
        into report: inout BuildReport,
        timer: inout PhaseTimer
    ) async throws(SystemCallError) {
        let catalogue = plan.views[0].catalogue
        // Only pages that show other offers need the cards of all before the first is made.
        let cards = plan.views[0].theme.similar ? await makeCards(catalogue, into: &report) : nil
        timer.end("cards", in: &report)
        let made = try await makeOffers(catalogue, cards, into: &report)
        timer.end("offers", in: &report)
        let products = cards ?? offerProducts(made.lazy.map(\.cards))
        // First what takes one thread longest.
        var pages = plan.views[0].dataPages(
            summaryLengths,
            made.map(\.jobs).filter { !$0.isEmpty }
        )
        for view in plan.views { pages += view.allPages(products) }
        pages += sitemapPages(plan.views) + assetPages()
        if let indexing = plan.indexing {
            pages += await indexing.pages(plan.views, terms: made.map(\.terms), jobs: jobs)
        }
        let wanted = plan.views.flatMap { $0.redirects() }
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

    /// The card of each open offer, in each language.
    private mutating func makeCards(
        _ catalogue: Catalogue,
        into report: inout BuildReport
    ) async -> OfferProducts {
        let plan = plan
        let (sums, last) = (sums, last)
        let made = await parallelMap(
            catalogue.open.count,
            jobs: jobs,
            start: { Worker(plan) },
            do: { worker, index -> ([[UInt8]], Diagnostics) in
                if let sum = sums?.page(ofOffer: index),
                    last.have(catalogue.open[index].path, sum)
                {
                    return ([], Diagnostics())
                }
                let cards = plan.views.map { $0.card(catalogue.open[index], worker) }
                return (cards, worker.takeDiagnostics())
            }
        )
        for (_, diagnostics) in made where !diagnostics.all.isEmpty {
            report.diagnostics.merge(diagnostics)
            hasFailed = hasFailed || diagnostics.hasErrors
        }
        return offerProducts(made.lazy.map(\.0))
    }

    /// Cards by offer, none of those whose page is kept, as cards by language.
    private func offerProducts(_ cards: some Sequence<[[UInt8]]>) -> OfferProducts {
        OfferProducts(
            cards: plan.views.indices.map { edition in
                cards.map { $0.isEmpty ? nil : $0[edition] }
            },
            sums: sums
        )
    }

    /// Makes and writes the pages whose address is free.
    mutating func make(
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
        let (work, last) = (claimed, last)
        let made = await parallelMap(
            work.count,
            jobs: jobs,
            start: { Worker(plan) },
            do: {
                worker,
                index in
                var made = Made()
                made.sum = work[index].sum
                if let sum = made.sum, last.have(outputFile(for: work[index].address), sum) {
                    made.kept = 1
                    return made
                }
                if let pieces = work[index].make(worker) {
                    do throws(SystemCallError) {
                        try output.write(work[index].address, pieces)
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
        try take(made, into: &report) { outputFile(for: work[$0].address) }
    }

    /// `path` says what a piece of work is remembered by.
    mutating func take(
        _ made: Results<Made>,
        into report: inout BuildReport,
        path: (Int) -> String
    ) throws(SystemCallError) {
        // By number: an element in a loop of its own would be copied, with all its parts.
        for index in made.indices {
            if let failure = made[index].failure { throw failure }
            let found = made[index].diagnostics
            if !found.all.isEmpty { report.diagnostics.merge(found) }
            if !made[index].isMade { hasFailed = true }
            report.kept += made[index].kept
            // What was said of a page is said again only if it is made again.
            if let sum = made[index].sum, found.all.isEmpty { pages.add(path(index), sum) }
        }
    }
}
