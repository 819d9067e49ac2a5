import VivierModel

/// The keys of a file of questions, in the order of the documentation.
let faqKeys = KeyTable<FAQ>(
    sharedKeys(
        title: \.title,
        slug: \.slug,
        summary: \.summary,
        example: "Postuler en ligne",
        schemaOrg: "name"
    ) + [
        KeyDefinition(
            .version,
            KeyDocumentation(
                "version",
                aliases: ["updated"],
                .day,
                example: "version: 2026-04-01",
                schemaOrg: "dateModified",
                "Day on which the answers were last checked; shown on the page."
            ),
            optional: \.version
        ) { $1.day($0) },
        orderKey(\.order),
    ] + publicationKeys(draft: \.isDraft, aliases: \.aliases)
)

/// The keys of a free page, in the order of the documentation.
let pageKeys = KeyTable<FreePage>(
    sharedKeys(
        title: \.title,
        slug: \.slug,
        summary: \.summary,
        example: "Mentions légales",
        schemaOrg: "name"
    ) + [
        KeyDefinition(
            .menu,
            KeyDocumentation(
                "menu",
                .choice(FreePage.Menu.allCases.map(\.rawValue)),
                standard: "none",
                example: "menu: footer",
                "Where a link to the page stands."
            ),
            \.menu
        ) { $1.choice($0, FreePage.Menu.self, synonyms: ["main": .header, "false": .none]) },
        orderKey(\.order),
        KeyDefinition(
            .noindex,
            KeyDocumentation(
                "noindex",
                .yesOrNo,
                standard: "false",
                example: "noindex: true",
                "Search engines are asked to leave the page out."
            ),
            \.isHiddenFromSearch
        ) { $1.yesOrNo($0) },
        KeyDefinition(
            .contents,
            KeyDocumentation(
                "toc",
                .yesOrNo,
                standard: "false",
                example: "toc: true",
                "A list of the headings stands before the text."
            ),
            \.hasContents
        ) { $1.yesOrNo($0) },
        KeyDefinition(
            .layout,
            KeyDocumentation(
                "layout",
                .text,
                standard: "page",
                example: "layout: page",
                "Name of the template, without its `.html`."
            ),
            optional: \.layout
        ) { $1.text($0) },
    ] + publicationKeys(draft: \.isDraft, aliases: \.aliases)
)

private func orderKey<Value: Sendable>(
    _ member: any WritableKeyPath<Value, Int?> & Sendable
) -> KeyDefinition<Value> {
    KeyDefinition(
        .order,
        KeyDocumentation(
            "order",
            aliases: ["weight"],
            .integer(Int.min...Int.max),
            standard: "after those that have one, by title",
            example: "order: 2",
            "Place among its like; small numbers come first."
        ),
        optional: member
    ) { $1.integer($0, Int.min...Int.max) }
}
