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
    private(set) var catalogue: Catalogue
    private var employerSlugs: [String: Int] = [:]

    init(configuration: SiteConfiguration, taxonomies: Taxonomies, today: Day, preview: Preview) {
        self.preview = preview
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
    private func join<Value>(
        _ versions: [Version<Value>],
        _ joined: ([ContentFile<Value>], inout Diagnostics) -> [ContentFile<Value>],
        into diagnostics: inout Diagnostics
    ) -> [Version<Value>] {
        guard versions.contains(where: { $0.file.isTranslation || $0.file.isAdopted }) else {
            return versions
        }
        let bytes = Dictionary(
            versions.map { ($0.path, $0.bytes) },
            uniquingKeysWith: { first, _ in first }
        )
        return joined(versions.map(\.file), &diagnostics).map { file in
            Version(file, bytes: bytes[file.path] ?? nil)
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
    private mutating func shown<Value>(
        _ group: [Version<Value>],
        isDraft: (Value) -> Bool
    ) -> [Version<Value>] {
        guard group.count > 1, !preview.drafts else { return group }
        let hidden = group.dropFirst().filter { isDraft($0.value) }
        leaveOut(Array(hidden), reason: "draft")
        return group.filter { version in !hidden.contains { $0.path == version.path } }
    }

    private mutating func addOffers(_ content: ReadContent, into diagnostics: inout Diagnostics) {
        var references: [String: String] = [:]
        var slugs: [String: String] = [:]
        var places = PlaceResolver(country: catalogue.configuration.country)
        for group in grouped(join(content.offers, joinTranslations, into: &diagnostics)) {
            let offer = group[0].value
            var status = status(
                of: offer,
                on: catalogue.today,
                policies: catalogue.configuration.policies
            )
            switch status {
            case .draft where preview.drafts, .awaitingApproval where preview.drafts: status = .open
            case .future where preview.future: status = .open
            case .open, .closed, .filled, .gone: break
            case .draft, .awaitingApproval, .future, .forgotten:
                leaveOut(group, reason: reason(of: status))
                continue
            }
            if let first = references[offer.reference] {
                diagnostics.emit(
                    .duplicateReference(offer.reference, path: group[0].path, first: first)
                )
                leaveOut(group, reason: "reference used twice")
                continue
            }
            if let (file, first) = sameSlug(in: group, slugs) {
                diagnostics.emit(.sameSlug(file.value.slug, path: file.path, first: first))
                leaveOut(group, reason: "address used twice")
                continue
            }
            var entry = OfferEntry(versions: shown(group, isDraft: \.isDraft), status: status)
            entry.employer = offer.employer.flatMap { employerSlugs[$0] }
            switch status {
            case .open: catalogue.open.append(entry)
            case .closed, .filled: catalogue.closed.append(entry)
            case .gone: catalogue.gone.append(entry)
            case .draft, .awaitingApproval, .future, .forgotten: continue
            }
            references[offer.reference] = group[0].path
            for file in group { slugs["\(file.language)/\(file.value.slug)"] = file.path }
            places.see(offer.locations)
        }
        sortOffers()
        resolvePlaces(with: places)
        for (index, entry) in catalogue.open.enumerated() {
            if let employer = entry.employer { catalogue.offersOfEmployer[employer].append(index) }
        }
    }

    /// The first file of a group whose address an earlier offer has, and that offer.
    private func sameSlug(
        in group: [Version<Offer>],
        _ slugs: [String: String]
    ) -> (
        Version<Offer>, String
    )? {
        for file in group {
            if let first = slugs["\(file.language)/\(file.value.slug)"] { return (file, first) }
        }
        return nil
    }

    /// Why an offer is not shown, for people.
    private func reason(of status: OfferStatus) -> String {
        switch status {
        case .draft: "draft"
        case .awaitingApproval: "awaiting approval"
        case .future(let day): "published from \(day.iso)"
        default: "closed long ago"
        }
    }

    /// Newest first; of one day, by path: the order never depends on the disk.
    private mutating func sortOffers() {
        func newestFirst(_ first: OfferEntry, _ second: OfferEntry) -> Bool {
            let one = first.offer.published?.number ?? .min
            let two = second.offer.published?.number ?? .min
            return one == two ? first.path < second.path : one > two
        }
        catalogue.open.sort(by: newestFirst)
        catalogue.closed.sort(by: newestFirst)
        catalogue.gone.sort(by: newestFirst)
    }

    private mutating func resolvePlaces(with places: PlaceResolver) {
        for index in catalogue.open.indices {
            catalogue.open[index].places = places.resolve(catalogue.open[index].offer.locations)
        }
        for index in catalogue.closed.indices {
            catalogue.closed[index].places = places.resolve(catalogue.closed[index].offer.locations)
        }
    }

    /// Files that share a stem, the site's first language in front.
    private func grouped<Value>(_ versions: [Version<Value>]) -> [[Version<Value>]] {
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

    private mutating func leaveOut<Value>(_ versions: [Version<Value>], reason: String) {
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
            terms.append(.init(kind: .domain, taxonomy: taxonomies.domain) { $0.domains })
        }
        if outputs.contracts {
            terms.append(.init(kind: .contract, taxonomy: taxonomies.contract) { $0.contracts })
        }
        if outputs.qualifications {
            terms.append(
                .init(kind: .qualification, taxonomy: taxonomies.qualification) {
                    $0.qualifications
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

extension Diagnostic {
    fileprivate static func sameSlug(_ slug: String, path: String, first: String) -> Diagnostic {
        Diagnostic(
            .error,
            code: "same-path",
            "the address '\(slug)' is also that of '\(first)'",
            path: path,
            hint: "give one of the two another 'slug'"
        )
    }

    fileprivate static func duplicateReference(
        _ reference: String,
        path: String,
        first: String
    ) -> Diagnostic {
        Diagnostic(
            .error,
            code: "duplicate-reference",
            "the reference '\(reference)' is also that of '\(first)'",
            path: path,
            hint: "give each offer a 'reference' of its own"
        )
    }
}

extension Entry {
    var path: String { versions[0].path }
}

extension OfferEntry {
    var path: String { versions[0].path }
}
