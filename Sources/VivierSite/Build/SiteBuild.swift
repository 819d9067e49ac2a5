import VivierDiagnostics
package import VivierFiles
import VivierModel

/// Builds a site: reads the content, makes every page, publishes.
///
/// Nothing of the old site changes before all of the new one stands beside it.
/// A file of content with mistakes is left out and named; a mistake in settings
/// or templates leaves the old site as it is.
///
/// - Throws: ``SystemCallError`` for what the disk refused; the old site is as it was.
package func buildSite(_ options: BuildOptions) async throws(SystemCallError) -> BuildReport {
    var report = BuildReport()
    var timer = PhaseTimer(options.progress)
    var register: RegisterKeeping?
    if let wanted = options.register {
        register = try RegisterKeeping(wanted, at: options.now, into: &report.diagnostics)
        if register == nil { return report }
    }
    let memory = BuildMemory(options)
    let folder = try memory.folder()
    let last = folder.flatMap { memory.lastBuild(in: $0) }
    if let folder, let last,
        let known = try await retouchSite(options, memory, last, in: folder, timer: &timer)
    {
        return known
    }
    timer.end("look", in: &report)
    guard let plan = try await planSite(options, into: &report, timer: &timer) else {
        return report
    }
    report.sources = plan
    let output = try SiteOutput(folder, of: options) { plan.decidingPlace(of: $0) }
    let pages = register.map { _ in RegisteredPages(of: plan, in: output) }
    let sink = counted(pages ?? output, options)
    let matcher = CollectionMatcher(configuration: plan.views[0].configuration)
    var maker = SiteMaker(
        plan: plan,
        output: sink,
        jobs: options.jobs,
        sums: memory.isKept ? await PageSums(plan, jobs: options.jobs) : nil,
        last: last.flatMap { memory.pages(of: $0, isContent: matcher.isContent) }
            ?? RememberedPages()
    )
    do throws(SystemCallError) {
        try await maker.makeAll(into: &report, timer: &timer)
        report.diagnostics.removeDuplicates()
        guard !maker.hasFailed, options.isWelcome(report.diagnostics) else {
            output.discard()
            return report
        }
        memory.forget()
        let published = try output.publish(atOnce: options.atOnce)
        (report.written, report.deleted) = (published.written, published.deleted)
        report.isPublished = true
        // Only what stands there is written down: a build that is killed in between
        // leaves it to the next.
        if let pages {
            try register?.record(pages.all, day: plan.views[0].catalogue.today.iso)
        }
    } catch {
        output.discard()
        throw error
    }
    var offers = RememberedOffers(
        plan,
        maker.summaryLengths.all,
        entangled: report.entangled,
        options.preview
    )
    let apiList = outputFile(for: plan.views[0].routes.api)
    offers?.apiList = output.published.state(of: apiList)
    let outputs = OutputLook.bytes(of: output)
    memory.keep(report, outputs: outputs, offers: offers, pages: maker.pages)
    timer.end("publish", in: &report)
    return report
}

/// Makes every page of a site, looks at all of them, and writes nothing.
///
/// Beyond what a build says: links and anchors that lead nowhere, HTML and XML
/// that is not well-formed, templates and texts that nothing uses or that miss.
package func checkSite(_ options: BuildOptions) async throws(SystemCallError) -> BuildReport {
    var report = BuildReport()
    var timer = PhaseTimer(options.progress)
    guard let plan = try await planSite(options, into: &report, timer: &timer) else {
        return report
    }
    let check = SiteCheck(plan)
    var maker = SiteMaker(plan: plan, output: counted(check, options), jobs: options.jobs)
    try await maker.makeAll(into: &report, timer: &timer)
    check.finish(into: &report.diagnostics)
    checkTheme(plan, into: &report.diagnostics)
    report.diagnostics.removeDuplicates()
    timer.end("check", in: &report)
    return report
}

/// Reads settings, content and templates: all that is needed to make the pages.
///
/// - Returns: `nil` when a mistake would be on every page.
func planSite(
    _ options: BuildOptions,
    into report: inout BuildReport,
    timer: inout PhaseTimer
) async throws(SystemCallError) -> SitePlan? {
    guard let sources = try SiteSources.read(options, into: &report.diagnostics) else { return nil }
    if sources.contentFiles.count > largeSite { avoidLargePages() }
    let today = options.day ?? sources.clock.day(at: options.now)
    report.day = (today, sources.clock)
    timer.end("settings", in: &report)

    let loader = contentLoader(sources, today, options)
    var found = Diagnostics()
    let content = try await loader.load(sources.contentFiles, into: &found)
    timer.end("read", in: &report)

    var builder = catalogueBuilder(sources, today, options)
    var joined = Diagnostics()
    let catalogue = builder.build(content, into: &joined)
    report.entangled = joined.all.flatMap { [$0.path] + $0.notes.map(\.path) }
    found.merge(joined)
    report.diagnostics.merge(found, below: shownName(options.content))
    catalogue.checkMenus(sources.settings, into: &report.diagnostics)
    report.leftOut = (sources.leftOut + catalogue.leftOut).sorted {
        ($0.path, $0.reason) < ($1.path, $1.reason)
    }
    report.offers = catalogue.open.count
    report.employers = catalogue.employers.count
    checkForms(sources.forms, catalogue, below: options.content, into: &report.diagnostics)
    timer.end("catalogue", in: &report)

    var faults = Diagnostics()
    let plan = SitePlan(
        sources: sources,
        catalogue: catalogue,
        contentFolder: options.content,
        into: &faults
    )
    report.diagnostics.merge(faults, below: shownName(options.templates))
    timer.end("templates", in: &report)
    return plan
}

/// From how many files on memory counts for more than the last per cents of time.
private let largeSite = 50_000

/// What reads the files of a site on a day.
func contentLoader(_ sources: SiteSources, _ today: Day, _ options: BuildOptions) -> ContentLoader {
    ContentLoader(
        options: options,
        reader: ContentReader(
            configuration: sources.configuration,
            taxonomies: sources.taxonomies,
            files: sources.contentFiles
        ),
        linter: Linter(configuration: sources.configuration, day: today)
    )
}

/// What brings them together.
func catalogueBuilder(
    _ sources: SiteSources,
    _ today: Day,
    _ options: BuildOptions
) -> CatalogueBuilder {
    CatalogueBuilder(
        configuration: sources.configuration,
        taxonomies: sources.taxonomies,
        today: today,
        preview: options.preview,
        reserved: namesBesideOffers(sources)
    )
}

/// For each language, the words that stand where the name of an offer does.
private func namesBesideOffers(_ sources: SiteSources) -> [String: Set<String>] {
    var names: [String: Set<String>] = [:]
    for (index, texts) in sources.texts.enumerated() {
        let overrides = sources.configuration.routes
        let routes = Routes(texts: texts, overrides: overrides, isDefault: index == 0)
        names[texts.language] = routes.namesBesideOffers
    }
    return names
}

/// The same, with its files counted if somebody wants to know.
private func counted(_ sink: any SiteSink, _ options: BuildOptions) -> any SiteSink {
    options.progress.map { CountedFiles(in: sink, by: $0) } ?? sink
}

/// The last name of a folder's path.
func shownName(_ folder: String) -> String {
    folder.split(separator: "/").last.map { String($0) } ?? folder
}

/// Milliseconds from phase to phase.
struct PhaseTimer {
    private var last = ContinuousClock.now
    private let progress: BuildProgress?

    init(_ progress: BuildProgress?) { self.progress = progress }

    mutating func end(_ name: String, in report: inout BuildReport) {
        let now = ContinuousClock.now
        let (seconds, attoseconds) = (now - last).components
        let milliseconds = Double(seconds) * 1000 + Double(attoseconds) / 1e15
        report.phases.append((name, milliseconds))
        last = now
        progress?.ended(name)
    }
}
