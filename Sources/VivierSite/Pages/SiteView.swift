import VivierForms
import VivierModel
import VivierTemplate

/// Everything that making a page needs to know, in one language.
///
/// It turns the catalogue into the records that templates see. All of it is a
/// function of the catalogue and the edition: any thread can do any page.
struct SiteView: Sendable {
    private let parts: Parts
    /// Records that many pages show, made once.
    private(set) var known = KnownRecords()

    /// What a view is made of; a class, since a view is copied with every page.
    private final class Parts: Sendable {
        let catalogue: Catalogue
        let edition: Edition
        let editions: [Edition]
        let editionIndex: Int
        let address: SiteAddress
        let clock: SiteClock
        let templates: Set<String>
        let theme: ThemeNames
        let contentName: String
        let forms: [String: FormDefinition]
        let maps: PlaceMaps
        let siteTitle: String

        init(
            catalogue: Catalogue,
            edition: Int,
            editions: [Edition],
            address: SiteAddress,
            clock: SiteClock,
            templates: Set<String>,
            theme: ThemeNames,
            contentName: String,
            forms: [String: FormDefinition],
            maps: PlaceMaps
        ) {
            self.catalogue = catalogue
            self.edition = editions[edition]
            self.editions = editions
            self.editionIndex = edition
            self.address = address
            self.clock = clock
            self.templates = templates
            self.theme = theme
            self.contentName = contentName
            self.forms = forms
            self.maps = maps
            siteTitle = VivierSite.siteTitle(
                catalogue.configuration,
                in: editions[edition].language
            )
        }
    }

    /// The view of one language of the site: `edition` is its place among all.
    init(
        catalogue: Catalogue,
        edition: Int,
        editions: [Edition],
        address: SiteAddress,
        clock: SiteClock,
        templates: Set<String>,
        theme: ThemeNames,
        contentName: String = "content",
        forms: [String: FormDefinition] = [:],
        maps: PlaceMaps = PlaceMaps()
    ) {
        parts = Parts(
            catalogue: catalogue,
            edition: edition,
            editions: editions,
            address: address,
            clock: clock,
            templates: templates,
            theme: theme,
            contentName: contentName,
            forms: forms,
            maps: maps
        )
        known = KnownRecords(self)
    }

    /// The same view of another catalogue.
    init(_ view: SiteView, with catalogue: Catalogue) {
        self.init(
            catalogue: catalogue,
            edition: view.editionIndex,
            editions: view.editions,
            address: view.address,
            clock: view.clock,
            templates: view.templates,
            theme: view.theme,
            contentName: view.contentName,
            forms: view.forms,
            maps: view.maps
        )
    }

    var catalogue: Catalogue { parts.catalogue }
    var edition: Edition { parts.edition }
    /// All languages of the site, the default first.
    var editions: [Edition] { parts.editions }
    /// The place of this language in the site's list.
    var editionIndex: Int { parts.editionIndex }
    var address: SiteAddress { parts.address }
    var clock: SiteClock { parts.clock }
    /// Names of the theme's templates: it makes the kinds of page it has one for.
    var templates: Set<String> { parts.templates }
    /// What the templates mention: nothing else is made for them.
    var theme: ThemeNames { parts.theme }
    /// How the folder of the texts is called in messages.
    var contentName: String { parts.contentName }
    /// The forms of `content/forms/`, by name.
    var forms: [String: FormDefinition] { parts.forms }
    /// What draws where offers are.
    var maps: PlaceMaps { parts.maps }
    /// "Pays d’Aubrelle Emplois".
    var siteTitle: String { parts.siteTitle }
    var configuration: SiteConfiguration { parts.catalogue.configuration }
    var language: String { parts.edition.language }
    var routes: Routes { parts.edition.routes }

    /// The edition whose address a version has: its own language, else the default.
    func edition(of language: String) -> Edition {
        editions.first { $0.language == language } ?? editions[0]
    }

    func link(_ address: String) -> Value { .string(self.address.path(address)) }

    /// Where the page of a version stands.
    func offerAddress(_ version: Version<Offer>) -> String {
        edition(of: version.language).routes.offer(version.value.slug)
    }

    /// What several parts of the site say of an offer in the same words.
    func words(of version: Version<Offer>) -> OfferWords {
        let offer = version.value
        return OfferWords(
            address: offerAddress(version),
            salary: offer.salary.flatMap { edition.label(of: $0) },
            workload: offer.workload.flatMap { edition.label(of: $0) },
            closesAt: offer.closes.map { clock.end(of: $0) }
        )
    }

    func employerAddress(_ version: Version<Employer>) -> String {
        edition(of: version.language).routes.employer(version.value.slug)
    }
}

extension SiteView {
    /// A term with its label and, if it has one, its list.
    func term(_ kind: FacetKind, _ code: String) -> Record {
        known.terms[kind.index][code] ?? makeTerm(kind, code)
    }

    func makeTerm(_ kind: FacetKind, _ code: String) -> Record {
        let taxonomy =
            switch kind {
            case .domain: catalogue.taxonomies.domain
            case .contract: catalogue.taxonomies.contract
            default: catalogue.taxonomies.qualification
            }
        let fallback = configuration.defaultLanguage
        let label = taxonomy[code]?.label(in: language, fallback: fallback) ?? code
        return Record(
            Shapes.term,
            [.string(code), .string(label), facetLink(kind, slug(of: code))]
        )
    }

    /// A department as a term.
    func makeTerm(_ department: Department) -> Record {
        let url = facetLink(.department, department.code)
        return Record(Shapes.term, [.string(department.code), .string(department.name), url])
    }

    /// The address of the list of a value; `none` where no open offer has it.
    func facetLink(_ kind: FacetKind, _ code: String) -> Value {
        guard catalogue.facets[kind]?[code] != nil else { return .none }
        return link(routes.facet(kind, code))
    }

    func picture(_ picture: Picture?) -> Value {
        // A picture elsewhere would make the reader's browser ask a third party.
        guard let picture, !picture.source.contains("//") else { return .none }
        let url = assetURL(picture.source)
        return .record(Record(Shapes.picture, [.string(url), .string(picture.alternative)]))
    }

    /// The address of a file of the content folder that is copied as it is.
    func assetURL(_ source: String) -> String {
        if source.contains("://") { return source }
        return address.path(source.hasPrefix("/") ? source : "/\(source)")
    }

    func contact(_ contact: Contact?) -> Value {
        guard let contact else { return .none }
        let values: [Value] = [.text(contact.name), .text(contact.email), .text(contact.phone)]
        return .record(Record(Shapes.contact, values))
    }

    func location(_ place: ResolvedPlace, applyURL: String? = nil) -> Record {
        let department = place.department.map { department in
            known.departments[department.code] ?? makeTerm(department)
        }
        let stated = place.place
        var label = stated.address.map { $0 + ", " } ?? ""
        if let code = stated.postalCode { label += code + " " }
        label += stated.town
        return Record(
            Shapes.location,
            [
                .string(stated.town), .text(stated.postalCode), .text(stated.address),
                .string(place.country), .string(edition.countryName(place.country)),
                .optional(department), facetLink(.town, place.townCode),
                .number(stated.coordinates?.latitude), .number(stated.coordinates?.longitude),
                .text(stated.note), .string(label), .text(applyURL),
            ]
        )
    }
}
