import VivierModel

/// The keys of an employer, in the order of the documentation.
let employerKeys = KeyTable<Employer>(
    sharedKeys(
        title: \.name,
        slug: \.slug,
        summary: \.summary,
        aliases: ["name"],
        example: "Ville de Lyon",
        schemaOrg: "name"
    ) + ownKeys + publicationKeys(draft: \.isDraft, aliases: \.aliases)
)

private let ownKeys: [KeyDefinition<Employer>] = [
    KeyDefinition(
        .kind,
        KeyDocumentation(
            "kind",
            .text,
            example: "kind: collectivité",
            "What sort of body it is."
        ),
        optional: \.kind
    ) { $1.text($0) },
    KeyDefinition(
        .size,
        KeyDocumentation(
            "size",
            .either([.integer(0...Int.max), .text]),
            example: "size: 9000",
            schemaOrg: "numberOfEmployees",
            "How many people work there."
        ),
        optional: \.size
    ) { $1.text($0) },
    KeyDefinition(
        .website,
        KeyDocumentation(
            "website",
            .webAddress,
            example: "website: https://www.example.org",
            schemaOrg: "sameAs",
            "Its own site."
        ),
        optional: \.website
    ) { $1.webAddress($0) },
    KeyDefinition(
        .logo,
        KeyDocumentation(
            "logo",
            .either([.path, .keys(pictureKeys.rows)]),
            example: "logo: assets/logos/lyon.svg",
            schemaOrg: "logo",
            "A picture of the content folder."
        ),
        optional: \.logo
    ) { $1.picture($0) },
    KeyDefinition(
        .locations,
        KeyDocumentation(
            "locations",
            aliases: ["location"],
            .list(.either([.text, .keys(placeKeys.rows)])),
            example: "locations: [{town: Lyon, postal_code: \"69001\"}]",
            schemaOrg: "address",
            "Where it is; several are possible."
        ),
        \.locations
    ) { $1.list($0) { $1.place($0) } },
    KeyDefinition(
        .contact,
        KeyDocumentation(
            "contact",
            .either([.keys(contactKeys.rows), .text]),
            example: "contact: {name: Jeanne Martin, email: rh@example.org}",
            schemaOrg: "contactPoint",
            "Whom to ask."
        ),
        optional: \.contact
    ) { $1.contact($0) },
    KeyDefinition(
        .links,
        KeyDocumentation(
            "links",
            .names(.webAddress),
            example: "links: {mastodon: https://social.example.org/@lyon}",
            schemaOrg: "sameAs",
            "Pages elsewhere, each under a name: linkedin, mastodon, facebook."
        ),
        \.links
    ) { $1.links($0) },
]

extension KeyReader {
    /// Names of other sites, each with a page there.
    fileprivate mutating func links(_ value: ContentValue) -> [Employer.Link]? {
        guard value.kind == .keys else {
            complain(
                .wrongShape(name, .names(.webAddress), found: value, example: example),
                at: value.range
            )
            return nil
        }
        var links: [Employer.Link] = []
        let outer = name
        for entry in value.entries where !entry.value.isEmpty {
            name = "\(outer).\(entry.name)"
            if let address = webAddress(entry.value) {
                links.append(Employer.Link(name: cleanLine(entry.name), url: address))
            }
        }
        name = outer
        return links
    }
}
