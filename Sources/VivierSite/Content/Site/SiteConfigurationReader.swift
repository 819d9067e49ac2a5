package import VivierDiagnostics
import VivierMarkup
package import VivierModel

/// Reads `site.yml` over the theme's `theme.yml`, over the defaults.
///
/// `files` are paths below the content folder, to find names of what is not there; `nil`
/// takes them as they are. `texts` are the languages that there are texts of the interface
/// in; none takes any.
///
/// - Returns: `nil` when one of the two is not YAML; with other mistakes, what
///   could be read.
package func readSiteConfiguration(
    _ sources: (theme: SourceText?, site: SourceText?),
    files: [String]? = nil,
    texts: [String] = [],
    into diagnostics: inout Diagnostics
) -> SiteConfiguration? {
    var configuration = SiteConfiguration()
    var isReadable = true
    let settings = ReadingSettings(files: files.map { Set($0) }, languages: texts)
    for source in [sources.theme, sources.site].compactMap(\.self) {
        guard let document = readYAML(source, into: &diagnostics) else {
            isReadable = false
            continue
        }
        var reader = KeyReader(source: source, settings: settings)
        reader.readKeys(of: .node(document.rootNode), siteIndex) { key, value, reader in
            let row = siteKeys.first { $0.documentation.name == key }
            row?.read(value, &reader, &configuration)
        }
        diagnostics.merge(reader.diagnostics)
    }
    return isReadable ? configuration : nil
}

/// Reads a list of terms, `taxonomies/NAME.yml`.
///
/// - Returns: The terms in the order of the file; none if it is not YAML.
package func readTaxonomy(
    _ source: SourceText,
    name: String,
    into diagnostics: inout Diagnostics
) -> Taxonomy {
    var taxonomy = Taxonomy(name: name, isClosed: true)
    guard let document = readYAML(source, into: &diagnostics) else { return taxonomy }
    var reader = KeyReader(source: source, settings: ReadingSettings.site)
    for entry in ContentValue.node(document.rootNode).entries {
        reader.start(termDocumentation, as: entry.name)
        if let term = reader.term(entry) { taxonomy.add(term) }
    }
    diagnostics.merge(reader.diagnostics)
    return taxonomy
}

extension KeyReader {
    /// A term of a taxonomy: `code: label`, or its labels by language.
    fileprivate mutating func term(_ entry: ContentValue.Entry) -> Taxonomy.Term? {
        var term = Taxonomy.Term(code: cleanLine(entry.name))
        guard entry.value.kind == .keys else {
            // The label alone, for every language: looked for under the first.
            if let label = text(entry.value) { term.labels[""] = label }
            return term
        }
        for part in entry.value.entries where !part.value.isEmpty {
            name = "\(entry.name).\(part.name)"
            switch part.name {
            case "rome": term.rome = romeCode(part.value)
            case "esco": term.esco = text(part.value)
            case "employment_type": term.employmentType = employmentType(part.value)
            default:
                guard readLanguage(part.name) == part.name else {
                    complain(.unknownTermKey(part.name), at: part.place)
                    continue
                }
                term.labels[part.name] = text(part.value)
            }
        }
        return term
    }

    /// A word of schema.org: `FULL_TIME`.
    private mutating func employmentType(_ value: ContentValue) -> String? {
        guard let text = text(value) else { return nil }
        let folded = VivierSite.slug(of: text)
        for type in employmentTypes where VivierSite.slug(of: type) == folded { return type }
        complain(.unknownChoice("employment_type", text, employmentTypes), at: value.range)
        return nil
    }
}

private let termDocumentation = KeyDocumentation(
    "term",
    .either([.text, .names(.text)]),
    example: "cdd: {fr: CDD, en: Fixed term}",
    "A term of a taxonomy."
)

/// Google, "JobPosting structured data", property `employmentType`.
private let employmentTypes = [
    "FULL_TIME", "PART_TIME", "CONTRACTOR", "TEMPORARY", "INTERN", "VOLUNTEER", "PER_DIEM", "OTHER",
]

extension Complaint {
    fileprivate static func unknownTermKey(_ name: String) -> Complaint {
        Complaint(
            .unknownKey,
            "unknown key \(quoted(name)) in a term",
            hint: "a term takes its label in each language (fr: …, en: …), rome, esco and"
                + " employment_type"
        )
    }
}
