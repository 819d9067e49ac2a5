package import VivierDiagnostics
package import VivierFiles
package import VivierForms
package import VivierModel
package import VivierStore

/// The forms of a site and the offers that they are sent for, as they are on one day.
package struct IntakeForms: Sendable {
    private let forms: [String: FormDefinition]
    private let catalogue: Catalogue
    /// The offers by their references.
    private let entries: [String: OfferEntry]
    private let editions: [Edition]
    let clock: SiteClock
    package let campaigns: Campaigns
    /// The public key of what is sealed for whoever makes the pages of spaces; `nil` if they have none.
    package var submissionKey: String?

    init(
        _ forms: [String: FormDefinition],
        _ campaigns: Campaigns,
        _ catalogue: Catalogue,
        _ editions: [Edition],
        _ clock: SiteClock
    ) {
        self.campaigns = campaigns
        self.forms = forms
        self.catalogue = catalogue
        let all = catalogue.open + catalogue.closed + catalogue.gone
        entries = Dictionary(all.map { ($0.offer.reference, $0) }) { first, _ in first }
        self.editions = editions
        self.clock = clock
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
        let editions = sources.texts.enumerated().map { index, texts in
            Edition(
                texts: texts,
                routes: Routes(texts: texts, overrides: configuration.routes, isDefault: index == 0)
            )
        }
        return IntakeForms(sources.forms, sources.campaigns, catalogue, editions, sources.clock)
    }

    var configuration: SiteConfiguration { catalogue.configuration }

    /// In whose name letters go out; `nil` if nobody's.
    package var sender: SiteSender? { SiteSender(configuration) }

    /// Names of the forms that ask for a mail address, in their order.
    package var formsWithAddress: [String] {
        forms.values.filter { $0.fields.contains { $0.kind == .mail } }.map(\.name).sorted()
    }

    /// The forms that candidates keep in their spaces, in the order of their names.
    package var sheets: [FormDefinition] {
        sorted.filter { $0.audience == .space }
    }

    var sorted: [FormDefinition] { forms.values.sorted { $0.name < $1.name } }

    /// The day that it is on the clocks of the site.
    package func day(at instant: Instant) -> Day {
        clock.day(at: Int(instant.milliseconds / 1000))
    }

    /// The form of a name, without what offers add.
    package func definition(_ name: String) -> FormDefinition? { forms[name] }

    /// Whether browsers seal anything that is sent.
    package var areSealed: Bool { forms.values.contains { $0.sealedTo != nil } }

    /// What browsers seal to that is sent from the page of a dossier of a form in a space; `nil` if it is sent as it is.
    ///
    /// It is answered at once, so that a key that nothing here opens would only keep people from sending.
    func sealingKey(of form: FormDefinition) -> String? {
        form.sealedTo == submissionKey ? form.sealedTo : nil
    }

    /// The languages of the site, the first one first.
    package var languages: [String] { editions.map(\.language) }

    /// The language, else the first of the site.
    package func language(_ language: String) -> String { edition(of: language).language }

    /// The same, with its words.
    func edition(of language: String) -> Edition {
        editions.first { $0.language == language } ?? editions[0]
    }

    /// The offer of a reference, as long as anything is known of it.
    func entry(of reference: String) -> OfferEntry? { entries[reference] }

    /// Whether an offer is open; `nil` if nothing is known of it.
    package func isOpen(offer reference: String) -> Bool? {
        entry(of: reference).map { $0.status == .open }
    }

    /// Where telephone numbers without a country are (ISO 3166-1).
    package var country: String { catalogue.configuration.country }

    /// The form of a name, with what the offer of a reference adds, be it closed by now.
    package func form(_ name: String, offer reference: String?) -> FormDefinition? {
        guard let form = forms[name] else { return nil }
        return reference.flatMap { entry(of: $0) }.map { form.asking($0.offer) } ?? form
    }

    /// Whether candidatures for an offer come through a form; through any that is for no offer in
    /// particular, and where nothing says how to apply.
    private func takes(_ offer: Offer, _ form: FormDefinition) -> Bool {
        switch offer.apply ?? configuration.apply {
        case .form(let name): name == form.name || form.isSpontaneous
        case .url, .email: form.isSpontaneous
        case nil: true
        }
    }

    /// The form of a name, for the offer of a reference.
    ///
    /// A closing date counts to the end of its day, as it does on the page of the offer.
    package func lookup(_ name: String, offer reference: String?) -> FormLookup {
        // What stands in a space is not sent by just anybody.
        guard let form = forms[name], form.audience != .space else { return .noForm }
        guard let reference else { return .form(form) }
        func has(_ entry: OfferEntry) -> Bool { entry.offer.reference == reference }
        if let entry = catalogue.open.first(where: has) {
            let asking = form.asking(entry.offer)
            return takes(entry.offer, form) ? .form(asking) : .otherForm(asking)
        }
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
            var configuration = readSiteConfiguration((theme: nil, site: site), into: &diagnostics),
            let clock = SiteClock(identifier: configuration.timeZone)
        else { return nil }
        configuration.move(options)
        let theme = isFolder(options.templates) ? options.templates : nil
        let texts = try configuration.languages.map { language throws(SystemCallError) in
            try Self.texts(of: language, [theme, options.content].compactMap(\.self), &diagnostics)
        }
        var sources = SiteSources(
            configuration: configuration,
            settings: [site].compactMap(\.self),
            taxonomies: Taxonomies(),
            clock: clock,
            texts: texts,
            templates: [],
            assets: Assets(),
            contentFiles: files
        )
        try sources.readTaxonomies(options, into: &diagnostics)
        try sources.readForms(options, into: &diagnostics)
        try sources.readCampaigns(options, into: &diagnostics)
        return sources
    }

    /// The words of a language: those of the first folder, where the next has no others.
    private static func texts(
        of language: String,
        _ folders: [String],
        _ diagnostics: inout Diagnostics
    ) throws(SystemCallError) -> InterfaceTexts {
        var texts = InterfaceTexts(language: language)
        let name = "i18n/\(language).yml"
        for folder in folders where exists("\(folder)/\(name)") {
            let bytes = try readFile("\(folder)/\(name)")
            texts.read(SourceText(path: shown(folder, name), bytes: bytes), into: &diagnostics)
        }
        return texts
    }
}
