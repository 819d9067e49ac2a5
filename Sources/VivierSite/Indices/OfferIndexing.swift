import VivierModel

/// What a list of offers can be filtered by; the only part of an index that knows
/// what an offer is.
extension SiteView {
    /// The index of the open offers.
    ///
    /// `terms` are those of each open offer, in their order.
    func listIndex(
        _ terms: [[RowTerm]],
        _ vocabulary: TermVocabulary,
        _ places: OfferPlaces,
        jobs: Int
    ) async -> ListIndex {
        let open = catalogue.open
        let rows = await parallelMap(
            open.count,
            jobs: jobs,
            start: { WordScan() },
            do: { scan, index in
                (card(of: open[index]), titleWords(of: open[index], vocabulary, &scan))
            }
        )
        return ListIndex(
            language: language,
            today: Int(catalogue.today.number),
            count: open.count,
            facets: offerFacets(),
            published: open.map { $0.offer.published.map { Int($0.number) } },
            closes: open.map { $0.offer.closes.map { Int($0.number) } },
            points: ListPoints(places.points),
            text: ListText(terms, vocabulary: vocabulary),
            titleWords: byFrequency(rows.map(\.1)),
            names: open.map(\.offer.reference),
            cards: rows.map(\.0),
            cells: ["id", "url", "title", "who", "facts", "closes", "offset", "lang"],
            cube: ["domaine", "contrat", "qualification"]
        )
    }

    /// The terms of an offer's text in one of its languages.
    func terms(
        of version: Version<Offer>,
        _ entry: OfferEntry,
        html: [UInt8],
        _ reader: TermReader
    ) -> [RowTerm] {
        let offer = version.value
        var weak = [offer.summary, offer.unit, offer.occupation?.label].compactMap(\.self)
        weak += offer.domains.map { label(.domain, $0) }
        weak += offer.contracts.map { label(.contract, $0) }
        weak += offer.qualifications.map { label(.qualification, $0) }
        for place in entry.places {
            weak.append(place.place.town)
            if let department = place.department { weak.append(department.name) }
        }
        return reader.terms(strong: titles(of: version, entry), weak: weak, html: html)
    }

    /// What counts more than the text: the title and the employer's name.
    private func titles(of version: Version<Offer>, _ entry: OfferEntry) -> [String] {
        [version.value.title, employerName(entry, version.value)].compactMap(\.self)
    }

    private func titleWords(
        of entry: OfferEntry,
        _ vocabulary: TermVocabulary,
        _ scan: inout WordScan
    ) -> Set<String> {
        var words: Set<String> = []
        for title in titles(of: entry.version(in: language), entry) {
            words.formUnion(plainWords(of: title))
        }
        return words.filter { word in
            var isWanted = word.unicodeScalars.count >= 3
            scan.words(of: word) { isWanted = isWanted && !vocabulary.isStopWord($0) }
            return isWanted
        }
    }

    /// The card of an offer, in the words of `partials/card.html`.
    private func card(of entry: OfferEntry) -> [UInt8] {
        let version = entry.version(in: language)
        let offer = version.value
        let words = words(of: version)
        var json = JSONWriter(capacity: 512)
        json.array { cells in
            cells.string(offer.reference)
            cells.string(address.path(words.address))
            cells.string(offer.title)
            cells.string(who(entry, offer))
            cells.array { list in for fact in facts(entry, offer, words) { list.string(fact) } }
            cells.int(offer.closes.map { Int($0.number) } ?? 0)
            cells.string(words.closesAt.map { String($0.suffix(6)) } ?? "")
            cells.string(version.language)
        }
        return json.bytes
    }

    private func who(_ entry: OfferEntry, _ offer: Offer) -> String {
        guard let name = employerName(entry, offer) else { return "" }
        return offer.unit.map { "\(name)\u{A0}· \($0)" } ?? name
    }

    private func facts(_ entry: OfferEntry, _ offer: Offer, _ words: OfferWords) -> [String] {
        var facts = offer.contracts.map { label(.contract, $0) }
        if let duration = offer.duration, let last = facts.popLast() {
            facts.append("\(last), \(duration)")
        }
        facts += [words.workload, words.salary, edition.label(of: entry.places)].compactMap(\.self)
        if let remote = offer.remote, remote.kind != .none {
            facts.append(edition.label(of: remote))
        }
        return facts
    }
}

/// Words by the number of rows that have them, then in the order of code units.
private func byFrequency(_ rows: [Set<String>]) -> [String] {
    var counts: [String: Int] = [:]
    for row in rows { for word in row { counts[word, default: 0] += 1 } }
    return counts.sorted {
        $0.value == $1.value
            ? $0.key.utf8.lexicographicallyPrecedes($1.key.utf8)
            : $0.value > $1.value
    }.map(\.key)
}
