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
        _ cards: OfferProducts?,
        into report: inout BuildReport
    ) async throws(SystemCallError) -> Slice<Results<Made>> {
        var jobs: [OfferJob] = []
        jobs.reserveCapacity(catalogue.open.count + catalogue.closed.count)
        for place in catalogue.open.indices { jobs.append(job(place, into: &report)) }
        for place in catalogue.closed.indices {
            jobs.append(job(place, isOpen: false, into: &report))
        }
        return try await make(jobs, cards, into: &report).prefix(catalogue.open.count)
    }

    /// The same for some open offers, by their places.
    mutating func makeOffers(
        _ offers: [Int],
        into report: inout BuildReport
    ) async throws(SystemCallError) {
        let jobs = offers.map { job($0, into: &report) }
        _ = try await make(jobs, nil, into: &report)
    }

    private mutating func make(
        _ planned: [OfferJob],
        _ cards: OfferProducts?,
        into report: inout BuildReport
    ) async throws(SystemCallError) -> Results<Made> {
        let plan = plan
        let output = output
        let (work, sums, last) = (planned, sums, last)
        let catalogue = plan.views[0].catalogue
        let numbers = work.map { $0.entry(in: catalogue).number }
        let made = await parallelMap(
            work.count,
            jobs: jobs,
            // As they were read: texts that lie together in memory are given back
            // together, and what is made of the next offers finds room there.
            order: work.indices.sorted { numbers[$0] < numbers[$1] },
            start: { Worker(plan) },
            do: { worker, index in
                let sum = sums?.page(ofOffer: index)
                let entry = work[index].entry(in: catalogue)
                let work = OfferWork(
                    job: work[index],
                    entry: entry,
                    cards: cards,
                    similar: sums?.similar(toOffer: index),
                    isKept: sum.map { last.have(entry.path, $0) } ?? false,
                    plan: plan,
                    output: output,
                    worker: worker
                )
                var made = work.make()
                made.sum = sum
                return made
            }
        )
        report.pages += work.reduce(0) { count, job in
            count + (job.versions ?? job.entry(in: catalogue).versions).count
        }
        try take(made, into: &report) { work[$0].entry(in: catalogue).path }
        return made
    }

    private mutating func job(
        _ place: Int,
        isOpen: Bool = true,
        into report: inout BuildReport
    ) -> OfferJob {
        let view = plan.views[0]
        var job = OfferJob(place: Int32(place), isOpen: isOpen)
        let entry = job.entry(in: view.catalogue)
        var versions: [Version<Offer>] = []
        if view.templates.contains(SiteView.offerTemplate) {
            versions = entry.versions.filter { version in
                claim(view.offerAddress(version), version.path, into: &report)
            }
        }
        if versions.count < entry.versions.count { job.versions = versions }
        let feeds = view.configuration.feeds
        if feeds.api, feeds.apiOffers, isOpen, !entry.isDraft {
            job.hasDetail = claim(view.apiAddress(of: entry), entry.path, into: &report)
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
}
