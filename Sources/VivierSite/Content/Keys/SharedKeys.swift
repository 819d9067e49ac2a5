import VivierModel

/// The keys with which every kind of file begins.
func sharedKeys<Value: Sendable>(
    title: any WritableKeyPath<Value, String> & Sendable,
    slug: any WritableKeyPath<Value, String> & Sendable,
    summary: any WritableKeyPath<Value, String?> & Sendable,
    name: String = "title",
    aliases: [String] = [],
    example: String,
    schemaOrg: String
) -> [KeyDefinition<Value>] {
    [
        KeyDefinition(
            .title,
            KeyDocumentation(
                name,
                aliases: aliases,
                .text,
                isRequired: true,
                example: "\(name): \(example)",
                schemaOrg: schemaOrg,
                "What it is called, in one line."
            ),
            title
        ) { $1.text($0) },
        KeyDefinition(
            .slug,
            KeyDocumentation(
                "slug",
                .slug,
                standard: "the name of the file",
                example: "slug: \(VivierSite.slug(of: example))",
                "Last part of the address of the page."
            ),
            slug
        ) { $1.slug($0) },
        KeyDefinition(
            .summary,
            KeyDocumentation(
                "summary",
                .text,
                example: "summary: Une phrase qui donne envie de lire la suite.",
                schemaOrg: "description",
                "One sentence, shown in lists and by search engines."
            ),
            optional: summary
        ) { $1.text($0) },
        KeyDefinition(
            key: .language,
            documentation: KeyDocumentation(
                "lang",
                aliases: ["locale"],
                .language,
                standard: "the one in the name of the file (`x.en.md`), else the first of the site",
                example: "lang: fr",
                schemaOrg: "inLanguage",
                "Language the file is written in."
            ),
            // Read apart from the others: it is a property of the file.
            read: { _, _, _ in },
            inherit: { _, _ in }
        ),
        KeyDefinition(
            key: .translationKey,
            documentation: KeyDocumentation(
                "translation_key",
                .text,
                standard: "the name of the file without its language",
                example: "translation_key: educateur-2026",
                "Files that share it are one text in several languages, whatever their names."
            ),
            read: { _, _, _ in },
            inherit: { _, _ in }
        ),
    ]
}

/// The keys with which every kind of file ends.
func publicationKeys<Value: Sendable>(
    draft: any WritableKeyPath<Value, Bool> & Sendable,
    aliases: any WritableKeyPath<Value, [String]> & Sendable
) -> [KeyDefinition<Value>] {
    [
        KeyDefinition(
            .draft,
            KeyDocumentation(
                "draft",
                .yesOrNo,
                standard: "false",
                example: "draft: true",
                "Not ready: left out of the site, unless it is built with `--drafts`."
            ),
            draft
        ) { $1.yesOrNo($0) },
        KeyDefinition(
            .aliases,
            KeyDocumentation(
                "aliases",
                .list(.page),
                example: "aliases: [/ancienne/adresse/]",
                splitsAtCommas: true,
                "Old addresses that lead here."
            ),
            aliases
        ) { $1.list($0) { $1.alias($0) } },
    ]
}
