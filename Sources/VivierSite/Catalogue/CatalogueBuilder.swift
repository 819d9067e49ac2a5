import VivierDiagnostics
import VivierMarkup
import VivierModel

/// What was read of a content folder, file by file.
struct ReadContent: Sendable {
    var offers: [Version<Offer>] = []
    var employers: [Version<Employer>] = []
    var faqs: [Version<FAQ>] = []
    var pages: [Version<FreePage>] = []
    var leftOut: [LeftOut] = []
}

/// Which files that are not yet, or no longer, meant for readers are shown.
package struct Preview: Sendable {
    package var drafts: Bool
    package var future: Bool

    package init(drafts: Bool = false, future: Bool = false) {
        self.drafts = drafts
        self.future = future
    }
}

/// Brings together what was read: translations, employers, lists.
struct CatalogueBuilder {
    let preview: Preview
    /// For each language, words of addresses that no offer may take.
    let reserved: [String: Set<String>]
    var catalogue: Catalogue
    var employerSlugs: [String: Int] = [:]

    init(
        configuration: SiteConfiguration,
        taxonomies: Taxonomies,
        today: Day,
        preview: Preview,
        reserved: [String: Set<String>] = [:]
    ) {
        self.preview = preview
        self.reserved = reserved
        catalogue = Catalogue(configuration: configuration, taxonomies: taxonomies, today: today)
    }

    /// Builds the catalogue of one day.
    mutating func build(_ content: ReadContent, into diagnostics: inout Diagnostics) -> Catalogue {
        catalogue.leftOut = content.leftOut
        addEmployers(content, into: &diagnostics)
        catalogue.faqs = entries(
            join(content.faqs, joinTranslations, into: &diagnostics),
            isDraft: \.isDraft
        ).sorted { ($0.value.order ?? .max, $0.path) < ($1.value.order ?? .max, $1.path) }
        catalogue.pages = entries(
            join(content.pages, joinTranslations, into: &diagnostics),
            isDraft: \.isDraft
        ).sorted { ($0.value.order ?? .max, $0.path) < ($1.value.order ?? .max, $1.path) }
        addOffers(content, into: &diagnostics)
        addFacets()
        return catalogue
    }

    private mutating func addEmployers(_ content: ReadContent, into diagnostics: inout Diagnostics)
    {
        let files = join(content.employers, joinTranslations, into: &diagnostics)
        catalogue.employers = entries(files, isDraft: \.isDraft)
            .sorted { (slug(of: $0.value.name), $0.path) < (slug(of: $1.value.name), $1.path) }
        for (index, entry) in catalogue.employers.enumerated() {
            employerSlugs[entry.value.slug] = index
        }
        catalogue.offersOfEmployer = Array(repeating: [], count: catalogue.employers.count)
    }

    /// Translations with what their originals say, and adopted files with names of
    /// their own; where there are neither, nothing has to be looked for.
    func join<Value>(
        _ versions: [Version<Value>],
        _ joined: ([ContentFile<Value>], inout Diagnostics) -> [ContentFile<Value>],
        into diagnostics: inout Diagnostics
    ) -> [Version<Value>] {
        guard versions.contains(where: { $0.file.isTranslation || $0.file.isAdopted }) else {
            return versions
        }
        let read = Dictionary(
            versions.map { ($0.path, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        return joined(versions.map(\.file), &diagnostics).map { file in
            let version = read[file.path]
            return Version(
                file,
                bytes: version?.bytes,
                fingerprint: version?.fingerprint ?? 0,
                in: version?.folder
            )
        }
    }

    /// Groups the files of one kind by translation; drafts are left out, with
    /// their translations where the original is one.
    private mutating func entries<Value>(
        _ versions: [Version<Value>],
        isDraft: (Value) -> Bool
    ) -> [Entry<Value>] {
        var result: [Entry<Value>] = []
        for group in grouped(versions) {
            if isDraft(group[0].value), !preview.drafts {
                leaveOut(group, reason: "draft")
                continue
            }
            result.append(Entry(versions: shown(group, isDraft: isDraft)))
        }
        return result
    }

    /// The texts of a group whose first is shown: translations may still be drafts.
    mutating func shown<Value>(
        _ group: [Version<Value>],
        isDraft: (Value) -> Bool
    ) -> [Version<Value>] {
        guard group.count > 1, !preview.drafts else { return group }
        let hidden = group.dropFirst().filter { isDraft($0.value) }
        leaveOut(Array(hidden), reason: "draft")
        return group.filter { version in !hidden.contains { $0.path == version.path } }
    }

    /// Files that share a stem, the site's first language in front.
    func grouped<Value>(_ versions: [Version<Value>]) -> [[Version<Value>]] {
        let languages = catalogue.configuration.languages
        func rank(_ version: Version<Value>) -> Int {
            languages.firstIndex(of: version.language) ?? languages.count
        }
        let sorted = versions.sorted { first, second in
            if first.file.stem != second.file.stem { return first.file.stem < second.file.stem }
            return (rank(first), first.path) < (rank(second), second.path)
        }
        var groups: [[Version<Value>]] = []
        groups.reserveCapacity(versions.count)
        for version in sorted {
            if groups.last?[0].file.stem == version.file.stem {
                groups[groups.count - 1].append(version)
            } else {
                groups.append([version])
            }
        }
        return groups
    }

    mutating func leaveOut<Value>(_ versions: [Version<Value>], reason: String) {
        for version in versions {
            catalogue.leftOut.append(LeftOut(path: version.path, reason: reason))
        }
    }

    private mutating func addFacets() {
        let outputs = catalogue.configuration.outputs
        var lists = FacetLists(catalogue: catalogue)
        let taxonomies = catalogue.taxonomies
        var terms: [FacetLists.Terms] = []
        if outputs.domains {
            terms.append(.init(kind: .domain, taxonomy: taxonomies.domain) { $0.offer.domains })
        }
        if outputs.contracts {
            terms.append(
                .init(kind: .contract, taxonomy: taxonomies.contract) { $0.offer.contracts }
            )
        }
        if outputs.qualifications {
            terms.append(
                .init(kind: .qualification, taxonomy: taxonomies.qualification) {
                    $0.offer.qualifications
                }
            )
        }
        lists.add(terms)
        if outputs.towns { lists.addTowns() }
        if outputs.departments { lists.addDepartments() }
        if outputs.employerLists { lists.addEmployers() }
        catalogue.facets = lists.facets
    }
}

extension Entry {
    var path: String { versions[0].path }
}

extension OfferEntry {
    var path: String { versions[0].path }
}
