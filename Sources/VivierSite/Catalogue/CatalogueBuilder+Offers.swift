import VivierDiagnostics
import VivierModel

extension CatalogueBuilder {
    mutating func addOffers(_ content: ReadContent, into diagnostics: inout Diagnostics) {
        var references: [String: String] = [:]
        var slugs: [String: [String: Version<Offer>]] = [:]
        var places = PlaceResolver(country: catalogue.configuration.country)
        let groups = grouped(join(content.offers, joinTranslations, into: &diagnostics))
        for (number, group) in groups.enumerated() {
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
            if let file = group.first(where: { isReserved($0) }) {
                diagnostics.emit(.reservedSlug(file.value.slug, file))
                leaveOut(group, reason: "address of a list")
                continue
            }
            var entry = OfferEntry(
                versions: shown(group, isDraft: \.isDraft),
                status: status,
                number: number
            )
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
            for file in group { slugs[file.language, default: [:]][file.value.slug] = file }
            places.see(original.value.locations)
        }
        sortOffers()
        resolvePlaces(with: places)
        catalogue.places = places
        for (index, entry) in catalogue.open.enumerated() {
            if let employer = entry.employer { catalogue.offersOfEmployer[employer].append(index) }
        }
    }

    /// The first file of a group whose address an earlier offer has, and that offer.
    private func sameSlug(
        in group: [Version<Offer>],
        _ slugs: [String: [String: Version<Offer>]]
    ) -> (
        Version<Offer>, Version<Offer>
    )? {
        for file in group {
            if let first = slugs[file.language]?[file.value.slug] { return (file, first) }
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
        // Many offers are at the same places.
        var known: [[Place]: [ResolvedPlace]] = [:]
        func resolve(_ locations: [Place]) -> [ResolvedPlace] {
            if let resolved = known[locations] { return resolved }
            let resolved = places.resolve(locations)
            known[locations] = resolved
            return resolved
        }
        for index in catalogue.open.indices {
            catalogue.open[index].places = resolve(catalogue.open[index].offer.locations)
        }
        for index in catalogue.closed.indices {
            catalogue.closed[index].places = resolve(catalogue.closed[index].offer.locations)
        }
    }
}
