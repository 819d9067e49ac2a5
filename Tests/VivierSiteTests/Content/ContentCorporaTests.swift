import Foundation
import Testing
import VivierDiagnostics
import VivierModel
import VivierTestSupport

@testable import VivierSite

/// Real trees, adopted by `collections:` alone; issue 2 §9.
@Suite("Adopted trees")
struct ContentCorporaTests {
    struct Corpus: CustomTestStringConvertible, Sendable {
        var folder: String
        /// Least share of the files a YAML parser reads that must be published.
        var share = 0.98
        /// Files that are named in an error, whatever a YAML parser makes of them.
        var refused: Int

        var testDescription: String { folder }
        var site: String { String(folder.split(separator: "/").last ?? "") }
    }

    static let corpora = [
        Corpus(folder: "offers/betagouv-jobs", refused: 7),
        Corpus(folder: "offers/cds-canada", refused: 5),
        Corpus(folder: "offers/eig-defis", refused: 2),
        Corpus(folder: "offers/18f-positions", refused: 9),
        Corpus(folder: "employers/betagouv-startups", refused: 0),
        Corpus(folder: "employers/betagouv-orgs", refused: 1),
        Corpus(folder: "employers/remoteintech", refused: 0),
        // One of 29 has a quoted text that goes on at the margin.
        Corpus(folder: "faq/ds-faq", share: 0.96, refused: 1),
    ]

    @Test(
        "every file is published or named in an error",
        .enabled(if: corporaFolder() != nil, "this machine has no folder of real input"),
        arguments: corpora
    )
    func everyFile(corpus: Corpus) throws {
        let folder = try #require(corporaFolder()).appending(path: corpus.folder)
        let configuration = try configuration(of: corpus)
        let reading = readTree(folder, configuration)
        let errors = Set(reading.diagnostics.all.filter { $0.severity == .error }.map(\.path))
        #expect(reading.published.union(errors) == Set(reading.files))
        #expect(reading.published.isDisjoint(with: errors))
        #expect(errors.count == corpus.refused)
        #expect(Set(reading.slugs).count == reading.slugs.count)
        let readable = try readableFiles(in: corpus.folder)
        let published = readable.filter { reading.published.contains($0) }
        #expect(Double(published.count) >= corpus.share * Double(readable.count))
    }

    @Test(
        "reading real files emits no more than a few warnings of ours",
        .enabled(if: corporaFolder() != nil, "this machine has no folder of real input"),
        arguments: corpora
    )
    func quiet(corpus: Corpus) throws {
        let folder = try #require(corporaFolder()).appending(path: corpus.folder)
        let reading = readTree(folder, try configuration(of: corpus))
        let codes = Set(Rule.allCases.map(\.code))
        let ours = reading.diagnostics.all.filter {
            $0.severity == .warning && codes.contains($0.code)
        }
        #expect(ours.count <= 12, "\(ours.map(\.description).joined(separator: "\n"))")
    }

    private func configuration(of corpus: Corpus) throws -> SiteConfiguration {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../EndToEndTests/Sites/\(corpus.site)/site.yml")
        let source = SourceText(path: "site.yml", bytes: [UInt8](try Data(contentsOf: file)))
        var diagnostics = Diagnostics()
        let configuration = readSiteConfiguration((theme: nil, site: source), into: &diagnostics)
        #expect(diagnostics.sorted.map(\.description) == [])
        return try #require(configuration)
    }

    private struct Reading {
        var files: [String] = []
        var published: Set<String> = []
        /// Addresses of the files that are no translations.
        var slugs: [String] = []
        var diagnostics = Diagnostics()
    }

    private func readTree(_ folder: URL, _ configuration: SiteConfiguration) -> Reading {
        var result = Reading()
        let matcher = CollectionMatcher(configuration: configuration)
        let reader = ContentReader(configuration: configuration, taxonomies: Taxonomies())
        var offers: [ContentFile<Offer>] = []
        var employers: [ContentFile<Employer>] = []
        var faqs: [ContentFile<FAQ>] = []
        let names = FileManager.default.enumerator(atPath: folder.path)?.allObjects as? [String]
        for path in (names ?? []).sorted() {
            guard let data = try? Data(contentsOf: folder.appending(path: path)) else { continue }
            result.files.append(path)
            guard case .content(let collection) = matcher.match(path) else { continue }
            let source = SourceText(path: path, bytes: [UInt8](data))
            let found = into(&result.diagnostics, collection, source, reader)
            if let offer = found.offer { offers.append(offer) }
            if let employer = found.employer { employers.append(employer) }
            if let faq = found.faq { faqs.append(faq) }
        }
        for file in joinTranslations(offers, into: &result.diagnostics) {
            result.published.insert(file.path)
            if !file.isTranslation { result.slugs.append(file.value.slug) }
        }
        for file in joinTranslations(employers, into: &result.diagnostics) {
            result.published.insert(file.path)
            result.slugs.append(file.value.slug)
        }
        for file in joinTranslations(faqs, into: &result.diagnostics) {
            result.published.insert(file.path)
            result.slugs.append(file.value.slug)
        }
        return result
    }

    private func into(
        _ diagnostics: inout Diagnostics,
        _ collection: SiteConfiguration.Collection,
        _ source: SourceText,
        _ reader: ContentReader
    ) -> (offer: ContentFile<Offer>?, employer: ContentFile<Employer>?, faq: ContentFile<FAQ>?) {
        switch collection.kind {
        case .offers:
            (reader.readOffer(source, collection: collection, into: &diagnostics), nil, nil)
        case .employers:
            (nil, reader.readEmployer(source, collection: collection, into: &diagnostics), nil)
        case .faq:
            (nil, nil, reader.readFAQ(source, collection: collection, into: &diagnostics))
        case .pages: (nil, nil, nil)
        }
    }

    /// The files of a corpus whose front matter a YAML parser reads.
    private func readableFiles(in folder: String) throws -> [String] {
        let oracle = try #require(corporaFolder()).appending(path: "oracle/frontmatter.jsonl")
        let lines = try String(contentsOf: oracle, encoding: .utf8).split(separator: "\n")
        return try lines.compactMap { line in
            let row = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            guard let path = row?["path"] as? String, path.hasPrefix(folder + "/"),
                row?["data"] is [String: Any]
            else { return nil }
            return String(path.dropFirst(folder.count + 1))
        }
    }
}
