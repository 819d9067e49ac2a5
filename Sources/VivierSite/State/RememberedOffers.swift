import VivierCrypto
import VivierFiles
import VivierModel

/// What is remembered of the open offers and their lists, so that the words of one can be
/// changed without reading the others.
///
/// Offers and employers are called by their places in the catalogue.
struct RememberedOffers {
    /// The only file of each, below the content folder, one after the other.
    var paths: [UInt8] = []
    /// Where each path ends.
    var pathEnds: [UInt32] = []
    /// Of each, its ``facts(of:)``; 0 if other files have a say in its page.
    var facts: [UInt64] = []
    /// Of each, the place of its employer and 1; 0 without a file.
    var employers: [UInt32] = []
    /// Of each, how many bytes it has in the list of the API.
    var summaries: [UInt32] = []
    /// Of each, 1 if it is shown before its day.
    var early: [UInt8] = []
    /// Of each employer, its only file.
    var employerPaths: [String] = []
    var facets: [FacetKind: Facet] = [:]
    var departmentsOfTown: [String: Set<String>] = [:]
    var hasClosed = false
    /// Every other file below the content folder.
    var otherFiles: [String] = []
    /// Files that a message about several names.
    var entangled: [String] = []
    /// The list of the API as it was written.
    var apiList: FileState?

    var count: Int { facts.count }

    func path(of offer: Int) -> String {
        String(decoding: paths[pathRange(of: offer)], as: UTF8.self)
    }

    private func pathRange(of offer: Int) -> Range<Int> {
        (offer == 0 ? 0 : Int(pathEnds[offer - 1]))..<Int(pathEnds[offer])
    }

    /// The places of some files among the offers, ascending; `nil` if one is none of them.
    func places(of changed: [String]) -> [Int]? {
        let wanted = Set(changed.map { Array($0.utf8)[...] })
        let lengths = Set(wanted.map(\.count))
        let found = (0..<count).filter { offer in
            let range = pathRange(of: offer)
            return lengths.contains(range.count) && wanted.contains(paths[range])
        }
        return found.count == wanted.count ? found : nil
    }

    func employer(of offer: Int) -> Int? { employers[offer] == 0 ? nil : Int(employers[offer]) - 1 }

    /// The part of an offer that decides which lists it is in, where, and at which address.
    ///
    /// 0 for one in whose page other files have a say.
    static func facts(of file: ContentFile<Offer>) -> UInt64 {
        let offer = file.value
        guard !file.isTranslation, !file.isAdopted, offer.aliases.isEmpty, !offer.isDraft else {
            return 0
        }
        var facts = StateWriter()
        for text in [file.language, String(file.stem), offer.slug, offer.reference] {
            facts.add(text)
        }
        facts.add(offer.employer) { $0.add($1) }
        for codes in [offer.domains, offer.contracts, offer.qualifications] {
            facts.add(codes) { $0.add($1) }
        }
        facts.add(offer.locations) { facts, place in
            facts.add(place.town)
            for text in [place.postalCode, place.department, place.country] {
                facts.add(text) { $0.add($1) }
            }
        }
        facts.add(Int(offer.published?.number ?? .min))
        return fingerprint(facts.bytes)
    }
}

extension RememberedOffers {
    /// Those of a site that was just made.
    ///
    /// - Returns: `nil` for a site where the words of one offer are read in more places than
    ///   its page, its rows and its entries: then it is always made whole.
    init?(_ plan: SitePlan, _ summaries: [UInt32], entangled: [String], _ preview: Preview) {
        guard plan.views.count == 1, plan.indexing == nil, !preview.drafts else { return nil }
        let view = plan.views[0]
        let catalogue = view.catalogue
        let configuration = catalogue.configuration
        guard !view.theme.similar, !configuration.feeds.partners, configuration.intake == nil,
            view.templates.contains(SiteView.offerTemplate),
            catalogue.open.allSatisfy({ $0.versions.count == 1 }),
            catalogue.employers.allSatisfy({ entry in
                let file = entry.versions[0].file
                return entry.versions.count == 1 && !file.isTranslation && !file.isAdopted
            })
        else { return nil }
        self.summaries = summaries
        self.entangled = entangled
        for entry in catalogue.open {
            paths += entry.path.utf8
            pathEnds.append(UInt32(paths.count))
            facts.append(Self.facts(of: entry.versions[0].file))
            employers.append(entry.employer.map { UInt32($0) + 1 } ?? 0)
            early.append(entry.early == nil ? 0 : 1)
        }
        employerPaths = catalogue.employers.map(\.path)
        facets = catalogue.facets
        departmentsOfTown = catalogue.places.departmentsOfTown
        hasClosed = !catalogue.closed.isEmpty
        let open = Set(catalogue.open.map(\.path))
        otherFiles = plan.contentFiles.filter { !open.contains($0) }
    }
}
