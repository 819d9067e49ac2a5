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
    private(set) var catalogue: Catalogue
    private var employerSlugs: [String: Int] = [:]

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
        var slugs: [String: Version<Offer>] = [:]
        var places = PlaceResolver(country: catalogue.configuration.country)
        for group in grouped(join(content.offers, joinTranslations, into: &diagnostics)) {
            let original = group[0]
            var status = status(
                of: original.value,
                on: catalogue.today,
                policies: catalogue.configuration.policies
            )
            var early: Early?
            switch status {
            case .draft where preview.drafts, .awaitingApproval where preview.drafts:
                (status, early) = (.open, .approval)
            case .future where preview.future: (status, early) = (.open, .day)
            case .open, .closed, .filled, .gone: break
            case .draft, .awaitingApproval, .future, .forgotten:
                leaveOut(group, reason: reason(of: status))
                continue
            }
            let reference = original.value.reference
            if let first = references[reference] {
                diagnostics.emit(.duplicateReference(reference, original, first: first))
                leaveOut(group, reason: "reference used twice")
                continue
            }
            if let (file, first) = sameSlug(in: group, slugs) {
                diagnostics.emit(.sameSlug(file.value.slug, file, first: first))
                leaveOut(group, reason: "address used twice")
                continue
            }
            if let file = group.first(where: isReserved) {
                diagnostics.emit(.reservedSlug(file.value.slug, file))
                leaveOut(group, reason: "address of a list")
                continue
            }
            var entry = OfferEntry(versions: shown(group, isDraft: \.isDraft), status: status)
            entry.early = early
            entry.employer = original.value.employer.flatMap { employerSlugs[$0] }
            if entry.employer == nil { checkEmployer(of: original, into: &diagnostics) }
            switch status {
            case .open: catalogue.open.append(entry)
            case .closed, .filled: catalogue.closed.append(entry)
            case .gone: catalogue.gone.append(entry)
            case .draft, .awaitingApproval, .future, .forgotten: continue
            }
            references[reference] = original.path
            for file in group { slugs["\(file.language)/\(file.value.slug)"] = file }
            places.see(original.value.locations)
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
        _ slugs: [String: Version<Offer>]
    ) -> (
        Version<Offer>, Version<Offer>
    )? {
        for file in group {
            if let first = slugs["\(file.language)/\(file.value.slug)"] { return (file, first) }
        }
        return nil
    }

    private func isReserved(_ file: Version<Offer>) -> Bool {
        reserved[file.language]?.contains(file.value.slug) == true
    }

    /// A slug that is nearly that of a profile was meant to be it; a free name is no slug.
    private func checkEmployer(of file: Version<Offer>, into diagnostics: inout Diagnostics) {
        guard let name = file.value.employer, isSlug(name) else { return }
        let near = nearestNames(to: name, in: employerSlugs.keys)
        guard !near.isEmpty else { return }
        diagnostics.emit(.unknownEmployer(name, file, near: near))
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

extension Diagnostic {
    /// About a key of a file, at its place where the file was kept in memory.
    private init<Value>(
        _ severity: Severity,
        code: String,
        _ message: String,
        _ file: Version<Value>,
        _ key: ContentKey,
        hint: String
    ) {
        if let bytes = file.bytes, let place = file.file.places[key] ?? file.file.places[.title] {
            let source = SourceText(path: file.path, bytes: bytes)
            self.init(severity, code: code, message, in: source, at: place, hint: hint)
        } else {
            self.init(severity, code: code, message, path: file.path, hint: hint)
        }
    }

    fileprivate static func sameSlug(
        _ slug: String,
        _ file: Version<Offer>,
        first: Version<Offer>
    ) -> Diagnostic {
        let diagnostic = Diagnostic(
            .error,
            code: "same-path",
            "the address '\(slug)' is also that of '\(first.path)'",
            file,
            .slug,
            hint: "give one of the two another 'slug'"
        )
        guard let bytes = first.bytes,
            let place = first.file.places[.slug] ?? first.file.places[.title]
        else { return diagnostic }
        let source = SourceText(path: first.path, bytes: bytes)
        return diagnostic.noting("the other is here", in: source, at: place.lowerBound)
    }

    fileprivate static func reservedSlug(_ slug: String, _ file: Version<Offer>) -> Diagnostic {
        Diagnostic(
            .error,
            code: "same-path",
            "the address '\(slug)' is that of a list of offers",
            file,
            .slug,
            hint: "rename the file, or give it another 'slug'"
        )
    }

    fileprivate static func duplicateReference(
        _ reference: String,
        _ file: Version<Offer>,
        first: String
    ) -> Diagnostic {
        Diagnostic(
            .error,
            code: "duplicate-reference",
            "the reference '\(reference)' is also that of '\(first)'",
            file,
            .reference,
            hint: "give each offer a 'reference' of its own"
        )
    }

    fileprivate static func unknownEmployer(
        _ name: String,
        _ file: Version<Offer>,
        near: [String]
    ) -> Diagnostic {
        Diagnostic(
            .warning,
            code: "unknown-employer",
            "no employer is called '\(name)'",
            file,
            .employer,
            hint: "did you mean \(VivierSite.listed(near.map { "'\($0)'" }))?"
        )
    }
}

extension Entry {
    var path: String { versions[0].path }
}

extension OfferEntry {
    var path: String { versions[0].path }
}
