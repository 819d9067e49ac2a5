package import VivierDiagnostics
package import VivierFiles
package import VivierForms
import VivierModel

/// The forms of a site and the offers that they are sent for, as they are on one day.
package struct IntakeForms: Sendable {
    private let forms: [String: FormDefinition]
    private let catalogue: Catalogue

    init(_ forms: [String: FormDefinition], _ catalogue: Catalogue) {
        self.forms = forms
        self.catalogue = catalogue
    }

    /// Reads them, and nothing that only pages need.
    ///
    /// - Returns: `nil` when a mistake in the settings makes every form doubtful.
    package static func read(
        _ options: BuildOptions,
        into diagnostics: inout Diagnostics
    ) async throws(SystemCallError) -> IntakeForms? {
        guard let sources = try SiteSources.withoutTheme(options, into: &diagnostics) else {
            return nil
        }
        let configuration = sources.configuration
        let today = options.day ?? sources.clock.day(at: options.now)
        let loader = ContentLoader(
            options: options,
            reader: ContentReader(configuration: configuration, taxonomies: sources.taxonomies),
            linter: Linter(configuration: configuration, day: today)
        )
        var found = Diagnostics()
        let content = try await loader.load(sources.contentFiles, into: &found)
        var builder = CatalogueBuilder(
            configuration: configuration,
            taxonomies: sources.taxonomies,
            today: today,
            preview: options.preview
        )
        let catalogue = builder.build(content, into: &found)
        diagnostics.merge(found, below: shownName(options.content))
        return IntakeForms(sources.forms, catalogue)
    }

    /// Where telephone numbers without a country are (ISO 3166-1).
    package var country: String { catalogue.configuration.country }

    /// The form of a name, for the offer of a reference.
    ///
    /// A closing date counts to the end of its day, as it does on the page of the offer.
    package func lookup(_ name: String, offer reference: String?) -> FormLookup {
        guard let form = forms[name] else { return .noForm }
        guard let reference else { return .form(form) }
        func has(_ entry: OfferEntry) -> Bool { entry.offer.reference == reference }
        if let entry = catalogue.open.first(where: has) { return .form(form.asking(entry.offer)) }
        let isClosed = catalogue.closed.contains(where: has) || catalogue.gone.contains(where: has)
        return isClosed ? .closedOffer : .noOffer
    }
}

extension SiteSources {
    /// The settings, taxonomies and forms of a content folder.
    fileprivate static func withoutTheme(
        _ options: BuildOptions,
        into diagnostics: inout Diagnostics
    ) throws(SystemCallError) -> SiteSources? {
        let files = try listFiles(
            below: options.content,
            butNotWith: SiteOutput.manifestName
        ).files
        let own = files.contains("site.yml") ? "\(options.content)/site.yml" : options.settings
        let site = try own.map { path throws(SystemCallError) in
            SourceText(path: shown(options.content, "site.yml"), bytes: try readFile(path))
        }
        guard
            let configuration = readSiteConfiguration((theme: nil, site: site), into: &diagnostics),
            let clock = SiteClock(identifier: configuration.timeZone)
        else { return nil }
        var sources = SiteSources(
            configuration: configuration,
            settings: [site].compactMap { $0 },
            taxonomies: Taxonomies(),
            clock: clock,
            texts: [],
            templates: [],
            assets: Assets(),
            contentFiles: files
        )
        try sources.readTaxonomies(options, into: &diagnostics)
        try sources.readForms(options, into: &diagnostics)
        return sources
    }
}
