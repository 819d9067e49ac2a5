/// The addresses of a site in one language.
///
/// The default language stands at the root, another below its code. Addresses
/// are paths that begin and end with a slash, without the site's base path.
final class Routes: Sendable {
    let language: String
    private let prefix: String
    private let segments: [Segment: String]
    /// The list of all offers.
    let offers: String
    let employers: String
    let faq: String
    /// By the order of `FacetKind`: `/offres/domaine/`.
    private let facets: [String]

    enum Segment: String, CaseIterable {
        case offers
        case page
        case domain
        case contract
        case qualification
        case town
        case department
        case employer
        case archive
        case saved
        case employers
        case faq
        case api
        case partners
        case apply
        case space
    }

    init(texts: InterfaceTexts, overrides: [String: String], isDefault: Bool) {
        language = texts.language
        let prefix = isDefault ? "/" : "/\(texts.language)/"
        self.prefix = prefix
        var segments: [Segment: String] = [:]
        for segment in Segment.allCases {
            segments[segment] =
                overrides["\(texts.language).\(segment.rawValue)"]
                ?? (isDefault ? overrides[segment.rawValue] : nil)
                ?? texts["routes.\(segment.rawValue)"] ?? segment.rawValue
        }
        self.segments = segments
        func folder(_ segment: Segment) -> String {
            let name = segments[segment] ?? segment.rawValue
            return name.isEmpty ? prefix : "\(prefix)\(name)/"
        }
        let offers = folder(.offers)
        self.offers = offers
        employers = folder(.employers)
        faq = folder(.faq)
        facets = FacetKind.allCases.map {
            "\(offers)\(segments[$0.segment] ?? $0.segment.rawValue)/"
        }
    }

    var home: String { prefix }
    var archive: String { "\(offers)\(name(.archive))/" }
    /// The offers and searches that the reader kept.
    var saved: String { "\(offers)\(name(.saved))/" }

    func offer(_ slug: String) -> String {
        var address = ""
        address.reserveCapacity(offers.utf8.count + slug.utf8.count + 1)
        address += offers
        address += slug
        address += "/"
        return address
    }

    /// The form of an offer: `/offres/educatrice/postuler/`.
    func application(_ slug: String) -> String { "\(offer(slug))\(name(.apply))/" }

    func employer(_ slug: String) -> String { employers + slug + "/" }
    func faq(_ slug: String) -> String { faq + slug + "/" }
    /// The page that opens sealed pages.
    var space: String { page(name(.space)) }
    func page(_ slug: String) -> String { prefix + slug + "/" }

    /// Words that stand where the name of an offer does: `domaine`, `archives`.
    var namesBesideOffers: Set<String> {
        let below: [Segment] = FacetKind.allCases.map(\.segment) + [.archive, .saved, .page]
        // Offers may stand at the root, among all else.
        let all = offers == prefix ? Segment.allCases : below
        return Set(all.map(name)).union(offers == prefix ? ["api", "assets", "sitemaps"] : [])
    }

    /// The list of the offers that share one value: `/offres/domaine/sante/`.
    func facet(_ facet: FacetKind, _ code: String) -> String {
        terms(facet) + code + "/"
    }

    /// All values of a facet: `/offres/domaine/`.
    func terms(_ facet: FacetKind) -> String { facets[facet.index] }

    /// Page `number`, counted from the oldest, of the list at `list`.
    func numbered(_ list: String, _ number: Int) -> String { "\(list)\(name(.page))/\(number)/" }

    func feed(_ list: String) -> String { "\(list)feed.xml" }

    /// The list of all offers as data: `/api/offres.json`.
    var api: String { "\(prefix)api/\(name(.offers)).json" }
    func api(_ reference: String) -> String { "\(prefix)api/\(name(.offers))/\(reference).json" }
    var partners: String { "\(prefix)\(name(.partners))/\(name(.offers)).xml" }

    /// The word of the address bar for a facet: `domaine`.
    func parameter(_ facet: FacetKind) -> String { name(facet.segment) }

    private func name(_ segment: Segment) -> String { segments[segment] ?? segment.rawValue }
}

/// The file that a static host serves for an address.
func outputFile(for address: String) -> String {
    let slash = UInt8(ascii: "/")
    let bytes = address.utf8
    let name = bytes.isEmpty || bytes.last == slash ? "index.html" : ""
    var path = ""
    path.reserveCapacity(bytes.count + name.utf8.count)
    path += Substring(bytes.first == slash ? bytes.dropFirst() : bytes[...])
    path += name
    return path
}
