import VivierDiagnostics
import VivierFiles
import VivierForms
import VivierMarkup
import VivierModel

/// The settings, words and templates of a site, before any of its content.
struct SiteSources: Sendable {
    var configuration: SiteConfiguration
    /// The files it was read from.
    var settings: [SourceText]
    var taxonomies: Taxonomies
    var clock: SiteClock
    var texts: [InterfaceTexts]
    var templates: [SourceText]
    var assets: Assets
    /// Those of `content/forms/`, by name.
    var forms: [String: FormDefinition] = [:]
    /// Those of `content/campaigns/`.
    var campaigns = Campaigns()
    /// Towns that lists can be searched around; none where no list can be.
    var gazetteer = Gazetteer()
    /// Countries that offer pages show in a small map.
    var outlines = CountryOutlines()
    /// Paths below the content folder, in the order of their bytes.
    var contentFiles: [String]
    /// What stands below it and is no file to be read.
    var leftOut: [LeftOut] = []
}

extension SiteSources {
    /// Reads what a site is made with.
    ///
    /// `known` are the files of content, where somebody has looked already.
    ///
    /// - Returns: `nil` when a mistake in it makes every page wrong.
    /// - Throws: ``SystemCallError`` for a folder or file that cannot be read.
    static func read(
        _ options: BuildOptions,
        known: FolderListing? = nil,
        into diagnostics: inout Diagnostics
    )
        throws(SystemCallError) -> SiteSources?
    {
        // A site that was published among the texts is no text.
        let mark = SiteOutput.manifestName
        let content = if let known { known } else { try listContent(options, butNotWith: mark) }
        let contentFiles = content.files
        let theme = try listFiles(below: options.templates, butNotWith: mark)
        let templateFiles = theme.files
        for (folder, listing) in [(options.content, content), (options.templates, theme)] {
            for item in listing.passedOver {
                diagnostics.emit(.passedOver(item.reason, path: shown(folder, item.path)))
            }
        }
        func source(_ folder: String, _ path: String) throws(SystemCallError) -> SourceText {
            SourceText(path: shown(folder, path), bytes: try readFile("\(folder)/\(path)"))
        }
        let hasSettings = templateFiles.contains("theme.yml")
        let own =
            contentFiles.contains("site.yml") ? "\(options.content)/site.yml" : options.settings
        let site = try own.map { path throws(SystemCallError) in
            SourceText(path: shown(options.content, "site.yml"), bytes: try readFile(path))
        }
        let texts = Set((templateFiles + contentFiles).compactMap(textLanguage)).sorted()
        var found = Diagnostics()
        let themeSettings = hasSettings ? try source(options.templates, "theme.yml") : nil
        let settings = readSiteConfiguration(
            (theme: themeSettings, site: site),
            files: contentFiles,
            texts: texts,
            into: &found
        )
        diagnostics.merge(found)
        // A wrong setting is not taken as the usual one: that may publish what it is to hold back.
        guard var configuration = settings, !found.hasErrors else { return nil }
        configuration.move(options)
        guard let clock = SiteClock(identifier: configuration.timeZone) else {
            diagnostics.emit(
                .unknownZone(configuration.timeZone, path: shown(options.content, "site.yml"))
            )
            return nil
        }
        configuration.typeset()
        var sources = SiteSources(
            configuration: configuration,
            settings: [themeSettings, site].compactMap(\.self),
            taxonomies: Taxonomies(),
            clock: clock,
            texts: [],
            templates: [],
            assets: Assets(),
            contentFiles: contentFiles,
            leftOut: content.passedOver.map {
                LeftOut(path: $0.path, reason: "not a file that can be read")
            }
        )
        for language in configuration.languages {
            var texts = InterfaceTexts(language: language)
            let name = "i18n/\(language).yml"
            if templateFiles.contains(name) {
                texts.read(try source(options.templates, name), into: &diagnostics)
            }
            if contentFiles.contains(name) {
                texts.read(try source(options.content, name), into: &diagnostics)
            }
            sources.texts.append(texts)
        }
        for path in templateFiles where isTemplate(path) {
            let bytes = try readFile("\(options.templates)/\(path)")
            sources.templates.append(SourceText(path: path, bytes: bytes))
        }
        guard templateFiles.contains(where: { $0.hasPrefix("pages/") }) else {
            diagnostics.emit(.noTemplates(path: shownName(options.templates)))
            return nil
        }
        let assets = try templateFiles.filter { $0.hasPrefix("assets/") }
            .map { path throws(SystemCallError) in
                try source(options.templates, path)
            }
        let folder = shown(options.templates, "assets")
        guard sources.assets.add(assets, below: folder, into: &diagnostics) else { return nil }
        guard try sources.readFont(options, into: &diagnostics) else { return nil }
        try sources.readTaxonomies(options, into: &diagnostics)
        try sources.readForms(options, into: &diagnostics)
        try sources.readCampaigns(options, into: &diagnostics)
        guard try sources.readGazetteer(options, templateFiles, into: &diagnostics) else {
            return nil
        }
        let outlines = "places/outlines.tsv"
        if templateFiles.contains(outlines) {
            let table = try source(options.templates, outlines)
            sources.outlines = CountryOutlines(table, into: &diagnostics)
        }
        return sources
    }

    private static func listContent(
        _ options: BuildOptions,
        butNotWith mark: String
    ) throws(SystemCallError) -> FolderListing {
        var content = try listFiles(below: options.content, butNotWith: mark)
        content.passOverLinks(from: "assets/", outOf: options.content)
        return content
    }

    /// The typeface of the site becomes an asset beside those of the theme.
    ///
    /// - Returns: `false` for one that is not there, or is of another kind.
    private mutating func readFont(
        _ options: BuildOptions,
        into diagnostics: inout Diagnostics
    )
        throws(SystemCallError) -> Bool
    {
        guard let path = configuration.bodyFont else { return true }
        let settings = shown(options.content, "site.yml")
        guard contentFiles.contains(path) else {
            diagnostics.emit(.noFont(path, below: options.content, path: settings))
            return false
        }
        let bytes = try readFile("\(options.content)/\(path)")
        guard bytes.starts(with: "wOF2".utf8) else {
            diagnostics.emit(.wrongFont(path, path: settings))
            return false
        }
        let name = path.hasPrefix("assets/") ? String(path.dropFirst("assets/".count)) : path
        assets.add(name, bytes, source: shown(options.content, path))
        configuration.bodyFont = name
        return true
    }

    mutating func readTaxonomies(
        _ options: BuildOptions,
        into diagnostics: inout Diagnostics
    )
        throws(SystemCallError)
    {
        for name in ["domain", "contract", "qualification"] {
            let path = "taxonomies/\(name).yml"
            guard contentFiles.contains(path) else { continue }
            let bytes = try readFile("\(options.content)/\(path)")
            let source = SourceText(path: shown(options.content, path), bytes: bytes)
            let taxonomy = readTaxonomy(source, name: name, into: &diagnostics)
            switch name {
            case "domain": taxonomies.domain = taxonomy
            case "contract": taxonomies.contract = taxonomy
            default: taxonomies.qualification = taxonomy
            }
        }
    }

    /// `nl` of `i18n/nl.yml`.
    private static func textLanguage(_ path: String) -> String? {
        guard path.hasPrefix("i18n/"), path.hasSuffix(".yml") else { return nil }
        return String(path.dropFirst("i18n/".count).dropLast(".yml".count))
    }

    static func isTemplate(_ path: String) -> Bool {
        ["layouts/", "pages/", "partials/"].contains { path.hasPrefix($0) }
    }
}

/// How a file is called in messages: by the folder's last name and its path in it.
func shown(_ folder: String, _ path: String) -> String {
    let name = folder.split(separator: "/").last.map { String($0) } ?? folder
    return name == "." || name == ".." ? path : "\(name)/\(path)"
}

extension FolderListing {
    /// What is published as it is comes from the site itself: a link can lead to any file of
    /// the machine.
    fileprivate mutating func passOverLinks(from place: String, outOf folder: String) {
        let links = files.filter { $0.hasPrefix(place) && leadsOut(of: folder, $0) }
        guard !links.isEmpty else { return }
        files.removeAll { links.contains($0) }
        passedOver += links.map { PassedOver(path: $0, reason: .linkOutside) }
    }
}

extension Diagnostic {
    fileprivate static func noFont(_ font: String, below folder: String, path: String) -> Diagnostic
    {
        Diagnostic(
            .error,
            code: "no-font",
            "'fonts.body' names a file that is not there: '\(shown(folder, font))'",
            path: path,
            hint: "give the path of a woff2 file below the content folder"
        )
    }

    fileprivate static func wrongFont(_ font: String, path: String) -> Diagnostic {
        Diagnostic(
            .error,
            code: "no-font",
            "'fonts.body' names '\(font)', which is not a woff2 file",
            path: path,
            hint: "convert it to woff2, which every browser reads and which is the smallest"
        )
    }

    fileprivate static func unknownZone(_ name: String, path: String) -> Diagnostic {
        Diagnostic(
            .error,
            code: "unknown-time-zone",
            "there is no time zone '\(name)'",
            path: path,
            hint: "use a name such as Europe/Paris, Europe/Brussels or Europe/Zurich"
        )
    }

    /// Without templates there would be no page, and the old ones would be deleted.
    fileprivate static func noTemplates(path: String) -> Diagnostic {
        Diagnostic(
            .error,
            code: "no-templates",
            "there is no template in this folder",
            path: path,
            hint: "give the folder that holds layouts/ and pages/ with --templates"
        )
    }

    /// Something in a folder that is no file to be read.
    fileprivate static func passedOver(
        _ reason: FolderListing.PassedOver.Reason,
        path: String
    ) -> Diagnostic {
        switch reason {
        case .nameNotUTF8:
            Diagnostic(
                .error,
                code: "name-not-utf8",
                "the accents of this name are in an old encoding, and nothing is read there",
                path: path,
                hint: "rename it; convmv -f latin1 -t utf8 --notest does so for a whole folder"
            )
        case .brokenLink:
            Diagnostic(
                .error,
                code: "link-to-nothing",
                "this link leads to no file",
                path: path,
                hint: "delete it, or put the file there"
            )
        case .linkToFolder:
            Diagnostic(
                .warning,
                code: "link-to-folder",
                "this is a link to a folder, which is not followed",
                path: path,
                hint: "put the folder itself there"
            )
        case .linkOutside:
            Diagnostic(
                .warning,
                code: "link-outside",
                "this is a link to a file outside of the content folder, and is not published",
                path: path,
                hint: "put the file itself there"
            )
        case .notAFile:
            Diagnostic(
                .warning,
                code: "not-a-file",
                "this is a pipe, a socket or a device, and is not read",
                path: path,
                hint: "move it elsewhere"
            )
        }
    }
}

extension SiteConfiguration {
    /// Takes the addresses that the caller gives in place of its own.
    mutating func move(_ options: BuildOptions) {
        if let intake = options.intake { self.intake = intake }
        if let url = options.url { self.url = url }
    }
}
