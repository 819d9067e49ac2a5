import Testing
import VivierDiagnostics
import VivierModel
import VivierTemplate

@testable import VivierSite

/// A file as it comes from the reader, in the default language unless the name says otherwise.
func contentFile<Value: Sendable>(_ value: Value, _ path: String) -> ContentFile<Value> {
    let parts = path.split(separator: ".")
    let language = parts.count == 3 ? String(parts[1]) : "fr"
    var file = ContentFile(
        value: value,
        path: path,
        language: language,
        stem: parts[0],
        bodyRange: 0..<0
    )
    file.stated.insert(.aliases)
    return file
}

/// An offer with its reference and whatever `change` does to it.
func offer(_ reference: String, _ change: (inout Offer) -> Void = { _ in }) -> Offer {
    var offer = Offer(title: "Poste \(reference)", slug: reference, reference: reference)
    offer.published = Day(iso: "2026-11-02")
    offer.closes = Day(iso: "2026-12-11")
    change(&offer)
    return offer
}

/// A site that exists in memory only.
struct SampleSite {
    var configuration = SiteConfiguration()
    var taxonomies = Taxonomies()
    var content = ReadContent()
    var today = Day(iso: "2026-11-21")
    var preview = Preview()
    var reserved: [String: Set<String>] = [:]
    var templates: Set<String> = []

    init(url: String = "https://example.org") {
        configuration.title = "Pays d’Aubrelle"
        configuration.url = url
    }

    mutating func add(_ offer: Offer, _ path: String? = nil) {
        content.offers.append(
            Version(contentFile(offer, path ?? "offers/\(offer.slug).md"), bytes: nil)
        )
    }

    mutating func add(_ employer: Employer, _ path: String? = nil) {
        content.employers.append(
            Version(contentFile(employer, path ?? "employers/\(employer.slug).md"), bytes: nil)
        )
    }

    mutating func add(_ faq: FAQ, _ path: String? = nil) {
        content.faqs.append(Version(contentFile(faq, path ?? "faq/\(faq.slug).md"), bytes: nil))
    }

    mutating func add(_ page: FreePage, _ path: String? = nil) {
        content.pages.append(
            Version(contentFile(page, path ?? "pages/\(page.slug).md"), bytes: nil)
        )
    }

    func catalogue(_ diagnostics: inout Diagnostics) throws -> Catalogue {
        var builder = CatalogueBuilder(
            configuration: configuration,
            taxonomies: taxonomies,
            today: try #require(today),
            preview: preview,
            reserved: reserved
        )
        return builder.build(content, into: &diagnostics)
    }

    /// The catalogue of a site without a fault.
    func catalogue() throws -> Catalogue {
        var diagnostics = Diagnostics()
        let catalogue = try catalogue(&diagnostics)
        #expect(diagnostics.all.map(\.description) == [])
        return catalogue
    }

    /// What pages and feeds of one language are made with; the first if none is named.
    func view(_ language: String? = nil) throws -> SiteView {
        let editions = try configuration.languages.enumerated().map { index, language in
            try Edition.theme(language, isDefault: index == 0)
        }
        return SiteView(
            catalogue: try catalogue(),
            edition: language.flatMap { configuration.languages.firstIndex(of: $0) } ?? 0,
            editions: editions,
            address: SiteAddress(configuration.url),
            clock: try #require(SiteClock(identifier: configuration.timeZone)),
            templates: templates,
            theme: ThemeNames(
                ParsedTemplates(
                    [SourceText(path: "all", text: allThemeNames)],
                    options: .site
                )
            )
        )
    }
}

/// A taxonomy of codes and their French labels.
func taxonomy(_ name: String, _ labels: KeyValuePairs<String, String?>) -> Taxonomy {
    var taxonomy = Taxonomy(name: name, isClosed: true)
    for (code, label) in labels {
        taxonomy.add(Taxonomy.Term(code: code, labels: label.map { ["fr": $0] } ?? [:]))
    }
    return taxonomy
}

/// A template that prints everything that is made only for those that do.
private let allThemeNames = """
    {{ page.jsonld }}{{ page.description }}{{ similar }}{{ offer.toc }}{{ facets }}{{ offer.apply }}
    """
