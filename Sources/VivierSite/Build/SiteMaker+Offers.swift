import VivierDiagnostics
import VivierFiles
import VivierModel

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
        var jobs: [OfferJob] = []
        jobs.reserveCapacity(catalogue.open.count + catalogue.closed.count)
        for (index, entry) in catalogue.open.enumerated() {
            jobs.append(job(for: entry, index, into: &report))
        }
        for entry in catalogue.closed { jobs.append(job(for: entry, nil, into: &report)) }
        return try await make(jobs, rows, into: &report).prefix(catalogue.open.count)
    }

    /// The same for some open offers, by their places.
    mutating func makeOffers(
        _ offers: [Int],
        into report: inout BuildReport
    ) async throws(SystemCallError) {
        let open = plan.views[0].catalogue.open
        let jobs = offers.map { job(for: open[$0], $0, into: &report) }
        _ = try await make(jobs, nil, into: &report)
    }

    private mutating func make(
        _ planned: [OfferJob],
        _ rows: OfferProducts?,
        into report: inout BuildReport
    ) async throws(SystemCallError) -> [Made] {
        let plan = plan
        let output = output
        let (work, sums, last) = (planned, sums, last)
        let made = await parallelMap(
            work.count,
            jobs: jobs,
            // As they were read: texts that lie together in memory are given back
            // together, and what is made of the next offers finds room there.
            order: work.indices.sorted { work[$0].entry.number < work[$1].entry.number },
            start: { Worker(plan) },
            do: { worker, index in
                let sum = sums?.page(ofOffer: index)
                let work = OfferWork(
                    job: work[index],
                    rows: rows,
                    similar: sums?.similar(toOffer: index),
                    isKept: sum.map { last.have(work[index].entry.path, $0) } ?? false,
                    plan: plan,
                    output: output,
                    worker: worker
                )
                var made = work.make()
                made.sum = sum
                return made
            }
        )
        report.pages += work.reduce(0) { $0 + $1.versions.count }
        try take(made, into: &report) { work[$0].entry.path }
        return made
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
}
