import VivierDiagnostics
import VivierFiles
import VivierModel
import VivierTemplate

/// Makes a site anew from what is remembered of it: nothing, if nothing has changed, or what
/// shows some offers whose words have.
///
/// - Returns: `nil` for any other change: then the whole site is made and compared.
/// - Throws: ``SystemCallError``; what was not replaced yet is as it was.
func retouchSite(
    _ options: BuildOptions,
    _ memory: BuildMemory,
    _ last: BuildState,
    in folder: OutputFolder,
    timer: inout PhaseTimer
) async throws(SystemCallError) -> BuildReport? {
    guard let changed = memory.changes(since: last) else { return nil }
    var report = last.report
    if changed.isEmpty {
        guard options.isWelcome(report.diagnostics) else { return nil }
        (report.isPublished, report.isUnchanged) = (true, true)
        timer.end("look", in: &report)
        return report
    }
    guard !options.atOnce, changed.count <= Retouch.mostOffers, let offers = last.offers,
        let touched = offers.places(of: changed),
        Set(changed).isDisjoint(with: offers.entangled)
    else { return nil }
    timer.end("look", in: &report)
    var retouch = Retouch(options: options, offers: offers, touched: touched)
    guard let kept = try await retouch.plan(into: &report, timer: &timer) else { return nil }
    let plan = kept.plan
    let output = TouchedOutput(folder)
    do throws(SystemCallError) {
        guard try await retouch.make(plan, in: output, folder, into: &report, timer: &timer),
            options.isWelcome(report.diagnostics)
        else {
            try output.discard()
            return nil
        }
        memory.forget()
        report.written = try output.publish()
    } catch {
        // Nothing depends on it: the next build clears what is left.
        try? output.discard()
        throw error
    }
    report.isPublished = true
    report.sources = plan
    retouch.offers.apiList = folder.state(of: outputFile(for: plan.views[0].routes.api))
    let outputs = OutputLook.bytes(as: last.outputs, in: folder)
    var pages = last.pages
    pages.remove(report.written + changed)
    memory.keep(report, outputs: outputs, offers: retouch.offers, pages: pages)
    options.live?.keep(kept)
    timer.end("publish", in: &report)
    return report
}

/// The work on some offers whose words have changed, and nothing that lists go by.
///
/// Of the other offers, those are read that stand on the same pages.
struct Retouch {
    /// Beyond that, the pages that show them are most of a site.
    static let mostOffers = 200

    let options: BuildOptions
    var offers: RememberedOffers
    /// The offers that have changed, ascending.
    let touched: [Int]
    /// These and those on the same pages, ascending.
    private var shown: [Int] = []
    /// What reading the changed files found.
    private var found = Diagnostics()

    init(options: BuildOptions, offers: RememberedOffers, touched: [Int]) {
        self.options = options
        self.offers = offers
        self.touched = touched
    }

    /// Reads what the pages to be made are made of.
    ///
    /// - Returns: A plan whose catalogue has the offers and employers of these pages, and
    ///   nobody in the places of those that were never read; `nil` if more than words has changed.
    mutating func plan(
        into report: inout BuildReport,
        timer: inout PhaseTimer
    ) async throws(SystemCallError) -> KeptPlan? {
        // What is said of files that have not changed was said before.
        var known = Diagnostics()
        let kept = options.live?.plan
        guard let (today, _) = report.day,
            let sources = if let kept { kept.sources } else { try read(into: &known) }
        else { return nil }
        timer.end("settings", in: &report)
        let loader = contentLoader(sources, today, options)
        let words = try await loader.load(touched.map(offers.path), into: &found)
        guard words.offers.count == touched.count,
            zip(words.offers, touched).allSatisfy({ isAsListed($0, $1, today, sources) })
        else { return nil }
        shown = offers.shown(with: touched, sources.configuration)
        var catalogue: Catalogue
        if let plan = kept?.plan {
            catalogue = plan.views[0].catalogue
        } else {
            let texts = try await loader.load(textFiles(sources), into: &known)
            var builder = catalogueBuilder(sources, today, options)
            catalogue = builder.build(texts, into: &known)
            offers.blank(&catalogue)
        }
        let isTouched = Set(touched)
        let rest = shown.filter { !isTouched.contains($0) && catalogue.open[$0].path.isEmpty }
        let others = try await loader.load(rest.map(offers.path), into: &known)
        let people = offers.employersShown(with: shown)
            .filter { catalogue.employers[$0].path.isEmpty }
        let read = try await loader.load(people.map { offers.employerPaths[$0] }, into: &known)
        guard others.offers.count == rest.count, read.employers.count == people.count else {
            return nil
        }
        offers.fill(
            &catalogue,
            offers: Array(zip(touched + rest, words.offers + others.offers)),
            employers: Array(zip(people, read.employers))
        )
        timer.end("read", in: &report)
        let plan =
            kept.map { SitePlan($0.plan, with: catalogue) }
            ?? SitePlan(
                sources: sources,
                catalogue: catalogue,
                contentFolder: options.content,
                into: &known
            )
        timer.end("templates", in: &report)
        return plan.map { KeptPlan(sources: sources, plan: $0) }
    }

    private func read(into known: inout Diagnostics) throws(SystemCallError) -> SiteSources? {
        try SiteSources.read(
            options,
            known: FolderListing(files: offers.otherFiles),
            into: &known
        )
    }

    /// Whether an offer belongs into the same lists as before, at the same places.
    private func isAsListed(
        _ version: Version<Offer>,
        _ place: Int,
        _ today: Day,
        _ sources: SiteSources
    ) -> Bool {
        let facts = RememberedOffers.facts(of: version.file)
        guard facts != 0, facts == offers.facts[place] else { return false }
        let policies = sources.configuration.policies
        switch status(of: version.value, on: today, policies: policies) {
        case .open: return offers.early[place] == 0
        case .future: return options.preview.future && offers.early[place] == 1
        default: return false
        }
    }

    /// The questions and pages, whose titles are in the menus.
    private func textFiles(_ sources: SiteSources) -> [String] {
        let matcher = CollectionMatcher(configuration: sources.configuration)
        return offers.otherFiles.filter { path in
            guard case .content(let collection) = matcher.match(path) else { return false }
            return collection.kind == .faq || collection.kind == .pages
        }
    }

    /// Makes and writes the pages that show the changed offers, beside the site.
    ///
    /// - Returns: `false` if one could not be made.
    mutating func make(
        _ plan: SitePlan,
        in output: TouchedOutput,
        _ folder: OutputFolder,
        into report: inout BuildReport,
        timer: inout PhaseTimer
    ) async throws(SystemCallError) -> Bool {
        var work = BuildReport()
        var maker = SiteMaker(plan: plan, output: output, jobs: options.jobs)
        try await maker.makeOffers(touched, into: &work)
        timer.end("offers", in: &report)
        let products = await cards(plan)
        try await maker.make(plan.views[0].pages(showing: touched, products), into: &work)
        guard !maker.hasFailed,
            try replaceSummaries(plan.views[0], in: output, folder)
        else { return false }
        timer.end("pages", in: &report)
        let name = shownName(options.content)
        let paths = Set(touched.map { "\(name)/\(offers.path(of: $0))" })
        var diagnostics = Diagnostics()
        for old in report.diagnostics.all where !paths.contains(old.path) { diagnostics.emit(old) }
        diagnostics.merge(found, below: name)
        for new in work.diagnostics.all where paths.contains(new.path) { diagnostics.emit(new) }
        diagnostics.removeDuplicates()
        report.diagnostics = diagnostics
        return true
    }

    /// The cards of the offers on these pages, made as with their own page.
    private func cards(_ plan: SitePlan) async -> OfferProducts {
        let view = plan.views[0]
        let shown = shown
        let made = await parallelMap(
            shown.count,
            jobs: options.jobs,
            start: { Worker(plan) },
            do: { worker, number in view.lateCard(view.catalogue.open[shown[number]], worker) }
        )
        var cards = [[UInt8]?](repeating: nil, count: offers.count)
        for (place, card) in zip(shown, made) { cards[place] = card }
        return OfferProducts(cards: [cards])
    }

    /// Puts new entries into the list of the API, if they are others than before.
    ///
    /// - Returns: `false` if the list is not as it was written.
    private mutating func replaceSummaries(
        _ view: SiteView,
        in output: TouchedOutput,
        _ folder: OutputFolder
    ) throws(SystemCallError) -> Bool {
        guard view.configuration.feeds.api else { return true }
        let path = outputFile(for: view.routes.api)
        guard let written = offers.apiList, let now = folder.state(of: path),
            now.hasBytes(of: written)
        else { return false }
        let listed = offers.summaries.count { $0 > 0 }
        let (head, end) = view.apiFrame(count: listed)
        var start = head.count
        var parts: [FilePart] = []
        var kept = 0
        var isSame = true
        var next = 0
        for offer in offers.summaries.indices where offers.summaries[offer] > 0 {
            let old = start..<start + Int(offers.summaries[offer])
            // A comma behind each but the last.
            start = old.upperBound + 1
            guard next < touched.count, touched[next] == offer else { continue }
            let summary = view.apiSummary(view.catalogue.open[offer])
            if isSame, try folder.read(path, old) != summary { isSame = false }
            parts += [.old(kept..<old.lowerBound), .bytes(summary)]
            kept = old.upperBound
            offers.summaries[offer] = UInt32(summary.count)
            next += 1
        }
        let size = start - (listed > 0 ? 1 : 0) + end.count
        guard next == touched.count, size == now.size else { return false }
        if !isSame { try output.write(view.routes.api, parts + [.old(kept..<size)]) }
        return true
    }
}
