import VivierDiagnostics
import VivierFiles
import VivierModel

/// Makes the files with which the lists of a site are filtered in the browser.
final class SiteIndexing: Sendable {
    /// The terms of the list of each language.
    let vocabularies: [TermVocabulary]
    private let gazetteer: Gazetteer

    init(_ views: [SiteView], gazetteer: Gazetteer) {
        vocabularies = views.map { TermVocabulary(.of($0.language)) }
        self.gazetteer = gazetteer
    }

    /// Whether a town is known, as people write it, be there offers around it or not.
    func knows(_ town: String, _ catalogue: Catalogue) -> Bool {
        !gazetteer.towns(slug: slug(of: town)).isEmpty
            || places(catalogue).table.key(of: town) != nil
    }

    /// Where the open offers are.
    func places(_ catalogue: Catalogue) -> OfferPlaces { OfferPlaces(catalogue, gazetteer) }

    /// The files of all languages.
    ///
    /// `terms` are, for each open offer, its terms in the list of each language.
    func pages(_ views: [SiteView], terms: [[[RowTerm]]], jobs: Int) async -> [PlannedPage] {
        let places = places(views[0].catalogue)
        let table = places.table.towns.isEmpty ? nil : places.table.file
        var pages: [PlannedPage] = []
        if let table { pages.append(page("/idx/places/\(table.name)", table)) }
        for view in views {
            let edition = view.editionIndex
            let index = await view.listIndex(
                terms.map { edition < $0.count ? $0[edition] : [] },
                vocabularies[edition],
                places,
                jobs: jobs
            )
            let address = table.map { view.address.path("/idx/places/\($0.name)") }
            pages += index.files(places: address).map { page(view.indexAddress + $0.name, $0) }
        }
        return pages
    }

    private func page(_ address: String, _ file: IndexFile) -> PlannedPage {
        PlannedPage(address, source: "theme.yml", isPage: false) { _ in file.bytes }
    }
}

extension SiteMaker {
    /// Folders of index files whose names change with their content.
    var indexFolders: [String] {
        guard plan.indexing != nil else { return [] }
        return plan.views.map { "\($0.indexAddress)s/*" } + ["/idx/places/*"]
    }
}

extension SiteView {
    /// Folder of the index of this language's lists.
    var indexAddress: String { "/idx/\(language)/" }
}

extension SitePlan {
    /// Reads the terms of an offer's text for the lists that show it in this version.
    func addTerms(
        of version: Version<Offer>,
        _ entry: OfferEntry,
        html: [UInt8],
        to terms: inout [[RowTerm]],
        _ worker: Worker
    ) {
        guard indexing != nil else { return }
        if terms.isEmpty { terms = Array(repeating: [], count: views.count) }
        for view in views where entry.version(in: view.language).path == version.path {
            let reader = worker.terms[view.editionIndex]
            terms[view.editionIndex] = view.terms(of: version, entry, html: html, reader)
        }
    }
}

extension SiteSources {
    /// Reads the towns that lists can be searched around: the site's table, else the theme's.
    ///
    /// - Returns: `false` for a table that is not there, or is none.
    mutating func readGazetteer(
        _ options: BuildOptions,
        _ templateFiles: [String],
        into diagnostics: inout Diagnostics
    ) throws(SystemCallError) -> Bool {
        guard configuration.board else { return true }
        let standard = "places/towns.tsv"
        let (folder, path) =
            configuration.places.map { (options.content, $0) } ?? (options.templates, standard)
        guard (configuration.places == nil ? templateFiles : contentFiles).contains(path) else {
            if configuration.places == nil { return true }
            let settings = shown(options.content, "site.yml")
            diagnostics.emit(.noPlaces(path, below: folder, path: settings))
            return false
        }
        let source = SourceText(
            path: shown(folder, path),
            bytes: try readFile("\(folder)/\(path)")
        )
        var found = Diagnostics()
        gazetteer = Gazetteer(source, country: configuration.country, into: &found)
        diagnostics.merge(found)
        return !found.hasErrors
    }
}

extension Diagnostic {
    fileprivate static func noPlaces(
        _ places: String,
        below folder: String,
        path: String
    )
        -> Diagnostic
    {
        Diagnostic(
            .error,
            code: "no-places",
            "'places' names a file that is not there: '\(shown(folder, places))'",
            path: path,
            hint: "give the path of a table of towns below the content folder"
        )
    }
}
