import VivierModel

/// The keys of an offer, in the order of the documentation.
let offerKeys = KeyTable<Offer>(
    sharedKeys(
        title: \.title,
        slug: \.slug,
        summary: \.summary,
        example: "Éducateur spécialisé ou éducatrice spécialisée",
        schemaOrg: "title"
    ) + postKeys + termsKeys + dateKeys + requestKeys + addressKeys
        + publicationKeys(draft: \.isDraft, aliases: \.aliases)
)

private let postKeys: [KeyDefinition<Offer>] = [
    KeyDefinition(
        .reference,
        KeyDocumentation(
            "reference",
            .text,
            standard: "the `slug`",
            example: "reference: 2026-042",
            schemaOrg: "identifier",
            "Number under which the offer is filed; no two offers share one."
        ),
        \.reference
    ) { $1.text($0) },
    KeyDefinition(
        .employer,
        KeyDocumentation(
            "employer",
            .either([.slug, .text]),
            example: "employer: ville-de-lyon",
            schemaOrg: "hiringOrganization",
            "Name of a file in `employers/` without its `.md`, or a name in plain words."
        ),
        optional: \.employer
    ) { $1.text($0) },
    KeyDefinition(
        .unit,
        KeyDocumentation(
            "unit",
            .text,
            example: "unit: Direction de l’enfance",
            "Service or department within the employer."
        ),
        optional: \.unit
    ) { $1.text($0) },
    KeyDefinition(
        .occupation,
        KeyDocumentation(
            "occupation",
            .either([.text, .keys(occupationKeys.rows)]),
            example: "occupation: {label: Éducation spécialisée, rome: K1207}",
            schemaOrg: "occupationalCategory",
            "The trade, with its code in ROME or ESCO if you know it."
        ),
        optional: \.occupation
    ) { $1.occupation($0) },
    KeyDefinition(
        .positions,
        KeyDocumentation(
            "positions",
            .integer(1...9999),
            example: "positions: 2",
            schemaOrg: "totalJobOpenings",
            "How many people are sought."
        ),
        optional: \.positions
    ) { $1.integer($0, 1...9999) },
]

private let termsKeys: [KeyDefinition<Offer>] = [
    KeyDefinition(
        .domain,
        KeyDocumentation(
            "domain",
            aliases: ["domains"],
            .list(.term("domain")),
            example: "domain: petite-enfance",
            schemaOrg: "industry",
            splitsAtCommas: true,
            "Field of work; the first is the main one. Where `taxonomies/domain.yml` exists, one of"
                + " its codes or labels."
        ),
        \.domains
    ) { $1.list($0) { $1.term($0, $1.settings.terms.domain) } },
    KeyDefinition(
        .contract,
        KeyDocumentation(
            "contract",
            aliases: ["contracts"],
            .list(.term("contract")),
            example: "contract: CDI",
            schemaOrg: "employmentType",
            splitsAtCommas: true,
            "Kind of contract. Where `taxonomies/contract.yml` exists, one of its codes or labels."
        ),
        \.contracts
    ) { $1.list($0) { $1.term($0, $1.settings.terms.contract) } },
    KeyDefinition(
        .duration,
        KeyDocumentation(
            "duration",
            .text,
            example: "duration: 12 mois",
            "How long, for a post that ends."
        ),
        optional: \.duration
    ) { $1.text($0) },
    KeyDefinition(
        .qualifications,
        KeyDocumentation(
            "qualifications",
            aliases: ["qualification"],
            .list(.term("qualification")),
            example: "qualifications: [bac-3, habilitation]",
            schemaOrg: "qualifications",
            splitsAtCommas: true,
            "Diplomas or levels asked for. Where `taxonomies/qualification.yml` exists, its codes or"
                + " labels."
        ),
        \.qualifications
    ) { $1.list($0) { $1.term($0, $1.settings.terms.qualification) } },
    KeyDefinition(
        .locations,
        KeyDocumentation(
            "locations",
            aliases: ["location"],
            .list(.either([.text, .keys(placeKeys.rows)])),
            example: "locations: [{town: Lyon, postal_code: \"69003\"}]",
            schemaOrg: "jobLocation",
            "Where one works: a town, or a town with its postal code, address and so on. Several are"
                + " possible."
        ),
        \.locations
    ) { $1.places($0) },
    KeyDefinition(
        .remote,
        KeyDocumentation(
            "remote",
            .either([
                .choice(["none", "partial", "full"]), .integer(0...7), .keys(remoteKeys.rows),
            ]),
            example: "remote: 2",
            schemaOrg: "jobLocationType",
            "Work from home: how much, or how many days a week."
        ),
        optional: \.remote
    ) { $1.remote($0) },
    KeyDefinition(
        .workload,
        KeyDocumentation(
            "workload",
            .either([.percent, .text, .keys(workloadKeys.rows)]),
            example: "workload: 80 %",
            schemaOrg: "workHours",
            "Share of a full week or hours a week: `80 %`, `28 h`, `full`, `part`."
        ),
        optional: \.workload
    ) { $1.workload($0) },
    KeyDefinition(
        .salary,
        KeyDocumentation(
            "salary",
            .either([.keys(salaryKeys.rows), .text]),
            example: "salary: {min: 2050, max: 2240, period: month}",
            schemaOrg: "baseSalary",
            "What the post pays. A sentence such as `2 050 – 2 240 € brut / mois` is understood as"
                + " well; other words are shown as they are."
        ),
        optional: \.salary
    ) { $1.salary($0) },
]
