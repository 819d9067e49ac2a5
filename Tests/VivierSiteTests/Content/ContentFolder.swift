import Foundation
import VivierDiagnostics
import VivierModel

@testable import VivierSite

/// A content folder of the fixtures, read as a build reads it.
struct ContentFolder {
    var configuration = SiteConfiguration()
    var offers: [ContentFile<Offer>] = []
    var employers: [ContentFile<Employer>] = []
    var faqs: [ContentFile<FAQ>] = []
    var pages: [ContentFile<FreePage>] = []
    var skipped: [String: String] = [:]
    var diagnostics = Diagnostics()

    init(_ folder: URL, day: String = "2026-05-04") throws {
        let names = FileManager.default.enumerator(atPath: folder.path)?.allObjects as? [String]
        var files: [String: SourceText] = [:]
        for path in names ?? [] {
            guard let data = try? Data(contentsOf: folder.appending(path: path)) else { continue }
            files[path] = SourceText(path: path, bytes: [UInt8](data))
        }
        self.init(files, day: day, names: Array(files.keys))
    }

    /// Reads files given by their path; others that they name are taken as being there.
    init(_ texts: [String: String], day: String = "2026-05-04") {
        self.init(
            Dictionary(
                uniqueKeysWithValues: texts.map { ($0, SourceText(path: $0, text: $1)) }
            ),
            day: day
        )
    }

    private init(_ files: [String: SourceText], day: String, names: [String]? = nil) {
        let read = readSiteConfiguration(
            (theme: nil, site: files["site.yml"]),
            files: names,
            into: &diagnostics
        )
        configuration = read ?? SiteConfiguration()
        let reader = ContentReader(
            configuration: configuration,
            taxonomies: taxonomies(of: files),
            files: names
        )
        let linter = Linter(
            configuration: configuration,
            day: Day(iso: day) ?? Day(number: 0)
        )
        let matcher = CollectionMatcher(configuration: configuration)
        for (path, source) in files.sorted(by: { $0.key < $1.key }) {
            switch matcher.match(path) {
            case .content(let collection): add(source, collection, reader, linter)
            case .skipped(let reason): skipped[path] = reason
            case .other: continue
            }
        }
        offers = joinTranslations(offers, into: &diagnostics)
        employers = joinTranslations(employers, into: &diagnostics)
        faqs = joinTranslations(faqs, into: &diagnostics)
        pages = joinTranslations(pages, into: &diagnostics)
    }

    private mutating func taxonomies(of files: [String: SourceText]) -> Taxonomies {
        var taxonomies = Taxonomies()
        for name in ["domain", "contract", "qualification"] {
            guard let source = files["taxonomies/\(name).yml"] else { continue }
            let taxonomy = readTaxonomy(source, name: name, into: &diagnostics)
            switch name {
            case "domain": taxonomies.domain = taxonomy
            case "contract": taxonomies.contract = taxonomy
            default: taxonomies.qualification = taxonomy
            }
        }
        return taxonomies
    }

    private mutating func add(
        _ source: SourceText,
        _ collection: SiteConfiguration.Collection,
        _ reader: ContentReader,
        _ linter: Linter
    ) {
        switch collection.kind {
        case .offers:
            guard let file = reader.readOffer(source, collection: collection, into: &diagnostics),
                linter.lint(file, source: source, into: &diagnostics)
            else { return }
            offers.append(file)
        case .employers:
            let file = reader.readEmployer(source, collection: collection, into: &diagnostics)
            if let file { employers.append(file) }
        case .faq:
            let file = reader.readFAQ(source, collection: collection, into: &diagnostics)
            if let file { faqs.append(file) }
        case .pages:
            let file = reader.readPage(source, collection: collection, into: &diagnostics)
            if let file { pages.append(file) }
        }
    }

    /// What the command would print.
    var report: String {
        diagnostics.sorted.map { $0.description + "\n" }.joined()
    }
}
