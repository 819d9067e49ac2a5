import VivierDiagnostics
import VivierFiles
import VivierForms
import VivierMarkup
import VivierModel

/// The settings, words and templates of a site, before any of its content.
struct SiteSources: Sendable {
    var configuration: SiteConfiguration
    var taxonomies: Taxonomies
    var clock: SiteClock
    var texts: [InterfaceTexts]
    var templates: [SourceText]
    var assets: Assets
    /// Those of `content/forms/`, by name.
    var forms: [String: FormDefinition] = [:]
    /// Paths below the content folder, in the order of their bytes.
    var contentFiles: [String]
}

extension SiteSources {
    /// Reads what a site is made with.
    ///
    /// - Returns: `nil` when a mistake in it makes every page wrong.
    /// - Throws: ``SystemCallError`` for a folder or file that cannot be read.
    static func read(
        _ options: BuildOptions,
        into diagnostics: inout Diagnostics
    )
        throws(SystemCallError) -> SiteSources?
    {
        let contentFiles = try listFiles(below: options.content)
        let templateFiles = try listFiles(below: options.templates)
        func source(_ folder: String, _ path: String) throws(SystemCallError) -> SourceText {
            SourceText(path: shown(folder, path), bytes: try readFile("\(folder)/\(path)"))
        }
        let theme = templateFiles.contains("theme.yml")
        let own =
            contentFiles.contains("site.yml") ? "\(options.content)/site.yml" : options.settings
        let site = try own.map { path throws(SystemCallError) in
            SourceText(path: shown(options.content, "site.yml"), bytes: try readFile(path))
        }
        guard
            var configuration = readSiteConfiguration(
                (
                    theme: theme ? try source(options.templates, "theme.yml") : nil,
                    site: site
                ),
                into: &diagnostics
            )
        else { return nil }
        guard let clock = SiteClock(identifier: configuration.timeZone) else {
            diagnostics.emit(
                .unknownZone(configuration.timeZone, path: shown(options.content, "site.yml"))
            )
            return nil
        }
        configuration.typeset()
        var sources = SiteSources(
            configuration: configuration,
            taxonomies: Taxonomies(),
            clock: clock,
            texts: [],
            templates: [],
            assets: Assets(),
            contentFiles: contentFiles
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
        for path in templateFiles where path.hasPrefix("assets/") {
            let bytes = try readFile("\(options.templates)/\(path)")
            sources.assets.add(
                String(path.dropFirst("assets/".count)),
                bytes,
                source: shown(options.templates, path)
            )
        }
        try sources.readTaxonomies(options, into: &diagnostics)
        try sources.readForms(options, into: &diagnostics)
        return sources
    }

    private mutating func readTaxonomies(
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

    private static func isTemplate(_ path: String) -> Bool {
        ["layouts/", "pages/", "partials/"].contains { path.hasPrefix($0) }
    }
}

/// How a file is called in messages: by the folder's last name and its path in it.
func shown(_ folder: String, _ path: String) -> String {
    let name = folder.split(separator: "/").last.map { String($0) } ?? folder
    return name == "." || name == ".." ? path : "\(name)/\(path)"
}

extension Diagnostic {
    fileprivate static func unknownZone(_ name: String, path: String) -> Diagnostic {
        Diagnostic(
            .error,
            code: "unknown-time-zone",
            "there is no time zone '\(name)'",
            path: path,
            hint: "use a name such as Europe/Paris, Europe/Brussels or Europe/Zurich"
        )
    }
}
