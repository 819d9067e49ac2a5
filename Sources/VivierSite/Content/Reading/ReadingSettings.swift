import VivierDiagnostics
import VivierModel

/// What the reading of a file depends on besides its bytes.
final class ReadingSettings: Sendable {
    let country: String
    let languages: [String]
    let customs: DayCustoms
    let isAdopted: Bool
    let terms: TermIndices
    /// Paths below the content folder; `nil` where nobody looked.
    let files: Set<String>?
    private let severities: [Rule: Diagnostic.Severity]

    init(
        configuration: SiteConfiguration,
        terms: TermIndices,
        isAdopted: Bool,
        files: Set<String>? = nil
    ) {
        self.files = files
        country = configuration.country
        languages = configuration.languages
        customs = DayCustoms(
            country: configuration.country,
            timeZone: configuration.timeZone
        )
        self.isAdopted = isAdopted
        self.terms = terms
        severities = ruleSeverities(configuration.lint, isAdopted: isAdopted)
    }

    /// For `site.yml` and the taxonomies: every mistake counts, since it touches
    /// every page.
    static let site = ReadingSettings(files: nil, languages: [])

    /// For `site.yml`, where the files that it may name are known, and the languages that
    /// there are texts of the interface in; none if nobody looked.
    init(files: Set<String>?, languages: [String]) {
        self.files = files
        self.languages = languages
        let standard = SiteConfiguration()
        country = standard.country
        customs = DayCustoms(country: standard.country, timeZone: standard.timeZone)
        isAdopted = false
        terms = TermIndices(Taxonomies())
        var severities: [Rule: Diagnostic.Severity] = [:]
        for description in valueRules {
            severities[description.rule] = description.standard == .off ? nil : .error
        }
        severities[.dateForm] = .note
        severities[.slugForm] = .warning
        // Passed over without harm, where any other mistake stops the build.
        severities[.wrongPhone] = .warning
        severities[.wrongCode] = .warning
        self.severities = severities
    }

    /// `nil` where the rule is switched off.
    func severity(of rule: Rule) -> Diagnostic.Severity? { severities[rule] }
}

/// For each taxonomy, from what a file may say to the code of the term.
struct TermIndices: Sendable {
    let domain: TermIndex
    let contract: TermIndex
    let qualification: TermIndex

    init(_ taxonomies: Taxonomies) {
        domain = TermIndex(taxonomies.domain)
        contract = TermIndex(taxonomies.contract)
        qualification = TermIndex(taxonomies.qualification)
    }
}

/// Finds a term by its code or by one of its labels.
struct TermIndex: Sendable {
    let taxonomy: Taxonomy

    /// Folded code or label to code.
    private let folded: [String: String]

    init(_ taxonomy: Taxonomy) {
        self.taxonomy = taxonomy
        var folded: [String: String] = [:]
        for term in taxonomy.terms {
            let names = [term.code] + term.labels.sorted { $0.key < $1.key }.map(\.value)
            for name in names where folded[slug(of: name)] == nil {
                folded[slug(of: name)] = term.code
            }
        }
        self.folded = folded
    }

    /// The code a text stands for; `nil` for a text the closed list does not know.
    func code(for text: String) -> String? {
        guard taxonomy.isClosed, taxonomy[text] == nil else { return text }
        return folded[slug(of: text)]
    }
}
