package import VivierDiagnostics
package import VivierFiles
package import VivierModel

/// An offer in the lists of `vivier list`.
package struct ListedOffer: Sendable {
    /// Why it is in a list.
    package enum Standing: String, Sendable {
        case open
        case closed
        case gone
        case future
        case draft
        /// Published, but without a closing date, a pay or a place.
        case incomplete
        /// Left out because of mistakes.
        case unreadable
    }

    package var standings: Set<Standing>
    package var path: String
    package var title: String
    /// The day that matters: the last one it was open, or the first it will show.
    package var date: Day?
    /// What is missing, or what is wrong.
    package var remark: String?

    /// One line for a person.
    package var line: String {
        [date?.iso ?? "          ", path, title, remark.map { "(\($0))" }]
            .compactMap { $0 }.joined(separator: "  ")
    }
}

/// What is known of all offers of a site.
package struct OfferListing: Sendable {
    private let all: [ListedOffer]

    init(_ all: [ListedOffer]) { self.all = all }

    /// By date, then path.
    package func offers(standing: Set<ListedOffer.Standing>) -> [ListedOffer] {
        all.filter { !$0.standings.isDisjoint(with: standing) }
            .sorted { ($0.date?.number ?? 0, $0.path) < ($1.date?.number ?? 0, $1.path) }
    }

    /// A list as JSON, format 1.
    package func json(_ offers: [ListedOffer]) -> [UInt8] {
        var json = JSONWriter()
        json.object { body in
            body.member("format", 1)
            body.array("offers") { list in
                for offer in offers {
                    list.object { item in
                        item.member("path", offer.path)
                        item.member("title", offer.title)
                        item.member("date", offer.date?.iso)
                        item.member("standing", offer.standings.map(\.rawValue).sorted())
                        item.member("remark", offer.remark)
                    }
                }
            }
        }
        return json.bytes + [10]
    }
}

/// Reads a site's offers and says where each of them stands.
///
/// - Returns: `nil` when the settings cannot be read; the diagnostics say why. What is
///   said of single files is for `vivier check`.
package func listOffers(
    _ options: BuildOptions,
    into diagnostics: inout Diagnostics
) async throws(SystemCallError) -> OfferListing? {
    guard let sources = try SiteSources.read(options, into: &diagnostics) else { return nil }
    let today = options.day ?? sources.clock.day(at: options.now)
    let loader = ContentLoader(
        options: options,
        reader: ContentReader(configuration: sources.configuration, taxonomies: sources.taxonomies),
        linter: Linter(configuration: sources.configuration, day: today)
    )
    var ignored = Diagnostics()
    let content = try await loader.load(sources.contentFiles, into: &ignored)
    var listed = (sources.leftOut + content.leftOut).map { item in
        ListedOffer(standings: [.unreadable], path: item.path, title: "", remark: item.reason)
    }
    for file in joinTranslations(content.offers.map(\.file), into: &ignored)
    where !file.isTranslation {
        let status = status(of: file.value, on: today, policies: sources.configuration.policies)
        listed.append(listedOffer(file, status))
    }
    return OfferListing(listed)
}

private func listedOffer(_ file: ContentFile<Offer>, _ status: OfferStatus) -> ListedOffer {
    let offer = file.value
    var listed = ListedOffer(standings: [], path: file.path, title: offer.title, date: offer.closes)
    switch status {
    case .draft, .awaitingApproval:
        listed.standings = [.draft]
        listed.date = offer.published
        if status == .awaitingApproval { listed.remark = "awaiting approval" }
    case .future(let day):
        listed.standings = [.future]
        listed.date = day
    case .open: listed.standings = [.open]
    case .closed: listed.standings = [.closed]
    case .filled(let day):
        listed.standings = [.closed]
        listed.date = day
        listed.remark = "filled"
    case .gone, .forgotten:
        listed.standings = [.gone]
        // As while it was merely closed, not the end of the grace after that.
        if case .since(let day) = offer.closed,
            offer.closes.map({ day <= $0.adding(days: 1) }) ?? true
        {
            listed.date = day
        }
    }
    var missing: [String] = []
    if offer.closes == nil { missing.append("closing date") }
    if offer.salary == nil { missing.append("pay") }
    if offer.locations.isEmpty, offer.remote?.kind != .full { missing.append("place") }
    if offer.employer == nil { missing.append("employer") }
    if !missing.isEmpty, status == .open {
        listed.standings.insert(.incomplete)
        listed.remark = "no " + missing.joined(separator: ", no ")
    }
    return listed
}
