import VivierDiagnostics
import VivierMarkup
import VivierModel
import VivierTemplate

/// A site that is ready to be made: its languages, their templates, its policy.
final class SitePlan: Sendable {
    /// One for each language, the default first.
    let views: [SiteView]
    /// The templates of each language.
    let libraries: [TemplateLibrary]
    /// What the templates of each language call `site`.
    let siteRecords: [Record]
    /// What they were compiled from.
    let templates: [SourceText]
    let assets: Assets
    let policy: ContentSecurityPolicy
    /// Paths of the pictures and the like below the content folder.
    let ownAssets: [String]
    /// Every file below the content folder, by its path in it.
    let contentFiles: [String]
    /// Folder that files too many to be kept in memory are read from again.
    let contentFolder: String

    /// How that folder is called in messages.
    let contentName: String

    let campaigns: Campaigns

    /// What the lists are filtered by in the browser; `nil` where they are not.
    let indexing: SiteIndexing?

    /// Compiles the templates for each language of a catalogue.
    ///
    /// - Returns: `nil` when a template is wrong.
    init?(
        sources: SiteSources,
        catalogue: Catalogue,
        contentFolder: String,
        into diagnostics: inout Diagnostics
    ) {
        let configuration = sources.configuration
        campaigns = sources.campaigns
        let address = SiteAddress(configuration.url)
        let names = Set(sources.templates.map(\.path))
        var assets = sources.assets
        let font = configuration.bodyFont.flatMap { assets.address(of: $0) }
            .map { encodedPath(address.path($0)) }
        let css = siteStyle(configuration.colors, font: font)
        if let css {
            assets.add("theme.css", Array(css.utf8), source: "content/site.yml")
        }
        let stylesheet = css.flatMap { _ in assets.address(of: "theme.css") }
        let inline = inlineScripts(in: sources.templates).compactMap { assets.script($0) }
        policy = ContentSecurityPolicy(
            inlineScripts: inline,
            intake: intakeTargets(configuration)
        )
        let editions = sources.texts.enumerated().map { index, texts in
            Edition(
                texts: texts,
                routes: Routes(texts: texts, overrides: configuration.routes, isDefault: index == 0)
            )
        }
        var views: [SiteView] = []
        var libraries: [TemplateLibrary] = []
        var siteRecords: [Record] = []
        let parsed = ParsedTemplates(sources.templates, options: .site)
        let theme = ThemeNames(parsed)
        for (index, edition) in editions.enumerated() {
            let view = SiteView(
                catalogue: catalogue,
                edition: index,
                editions: editions,
                address: address,
                clock: sources.clock,
                templates: names,
                theme: theme,
                contentName: shownName(contentFolder),
                forms: sources.forms,
                maps: PlaceMaps(outlines: sources.outlines, gazetteer: sources.gazetteer)
            )
            let filters = TemplateFilters(
                edition: edition,
                address: address,
                assets: assets,
                typography: typography(of: edition.language, configuration)
            )
            let site = view.siteRecord(
                policy: policy,
                stylesheet: stylesheet,
                placesSource: sources.gazetteer.source
            )
            let library = TemplateLibrary.compile(
                parsed,
                host: filters.all,
                globals: ["site": .record(site)],
                into: &diagnostics
            )
            guard let library else { return nil }
            views.append(view)
            libraries.append(library)
            siteRecords.append(site)
        }
        self.views = views
        self.libraries = libraries
        self.siteRecords = siteRecords
        templates = sources.templates
        self.assets = assets
        contentFiles = sources.contentFiles
        ownAssets = sources.contentFiles.filter { $0.hasPrefix("assets/") }
        self.contentFolder = contentFolder
        contentName = shownName(contentFolder)
        indexing =
            configuration.board ? SiteIndexing(views, gazetteer: sources.gazetteer) : nil
    }

    /// The same plan for other words of the same offers and employers.
    ///
    /// - Precondition: Nothing is indexed.
    init(_ plan: SitePlan, with catalogue: Catalogue) {
        precondition(plan.indexing == nil, "indices are of all offers")
        views = plan.views.map { SiteView($0, with: catalogue) }
        libraries = plan.libraries
        siteRecords = plan.siteRecords
        templates = plan.templates
        assets = plan.assets
        policy = plan.policy
        ownAssets = plan.ownAssets
        contentFiles = plan.contentFiles
        contentFolder = plan.contentFolder
        contentName = plan.contentName
        campaigns = plan.campaigns
        indexing = nil
    }
}

/// What forms are sent to on another site: submissions, and what spaces do.
private func intakeTargets(_ configuration: SiteConfiguration) -> [String] {
    guard let intake = configuration.intake, !intake.hasPrefix("/") else { return [] }
    let base = intake.hasSuffix("/") ? intake : intake + "/"
    let actions = ["action", "space", "sign-in", "sign-in/link", "unsubscribe/", "document/"]
        .map { base + $0 }
    // What an agent confirms on a page of the intake leads back to the site.
    let site = SiteAddress(configuration.url).origin + "/"
    return [submissions(at: intake)] + (configuration.spaces ? actions + [site] : [])
}

/// The scripts that some template puts into its page, by name.
private func inlineScripts(in templates: [SourceText]) -> [String] {
    var names: Set<String> = []
    for template in templates {
        let text = String(decoding: template.bytes, as: UTF8.self)
        let parts = text.split(separator: "inline_script", omittingEmptySubsequences: false)
        for part in parts.dropLast() {
            let quoted = part.suffix(100).split { $0 == "'" || $0 == "\"" }
            if quoted.count >= 2 { names.insert(String(quoted[quoted.count - 2])) }
        }
    }
    return names.sorted()
}
