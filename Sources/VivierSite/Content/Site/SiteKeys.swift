import VivierModel

/// A key of `site.yml`: its row of the table, and how it is read.
struct SiteKey: Sendable {
    let documentation: KeyDocumentation
    let read: @Sendable (ContentValue, inout KeyReader, inout SiteConfiguration) -> Void
}

extension SiteKey {
    /// A key whose reading gives one member of the configuration.
    init<Part: Sendable>(
        _ documentation: KeyDocumentation,
        _ member: any WritableKeyPath<SiteConfiguration, Part> & Sendable,
        _ read: @escaping @Sendable (ContentValue, inout KeyReader) -> Part?
    ) {
        self.documentation = documentation
        self.read = { value, reader, configuration in
            if let part = read(value, &reader) { configuration[keyPath: member] = part }
        }
    }

    /// A key with keys inside, read one by one over what is known already.
    init<Part: Sendable>(
        _ name: String,
        _ keys: InnerKeys,
        example: String,
        _ text: String,
        _ member: any WritableKeyPath<SiteConfiguration, Part> & Sendable,
        _ read: @escaping @Sendable (String, ContentValue, inout KeyReader, inout Part) -> Void
    ) {
        documentation = KeyDocumentation(name, .keys(keys.rows), example: example, text)
        self.read = { value, reader, configuration in
            guard value.kind == .keys else {
                reader.complain(
                    .wrongShape(name, .keys(keys.rows), found: value, example: example),
                    at: value.range
                )
                return
            }
            reader.readKeys(of: value, keys) { key, value, reader in
                read(key, value, &reader, &configuration[keyPath: member])
            }
        }
    }
}

/// The way from a name of `site.yml` to its row.
let siteIndex = InnerKeys(siteKeys.map(\.documentation))

/// The keys of `site.yml`, in the order of the documentation.
let siteKeys: [SiteKey] =
    identityKeys + lookKeys + [
        policiesKey, lintKey, feedsKey, outputsKey, routesKey, collectionsKey,
    ]

/// A text, or one for each language.
private let translatedText = KeyShape.either([.text, .names(.text)])

private let identityKeys: [SiteKey] = [
    SiteKey(
        KeyDocumentation(
            "title",
            .text,
            standard: "Offres d’emploi",
            example: "title: La ville recrute",
            "Name of the site."
        ),
        \.title
    ) { $1.text($0) },
    SiteKey(
        KeyDocumentation(
            "subtitle",
            translatedText,
            example: "subtitle: Ville de Lyon",
            "What stands beside the title; one text, or one for each language: `{fr: Emplois, en: Jobs}`."
        ),
        \.subtitle
    ) { $1.translatedText($0).map(Optional.some) },
    SiteKey(
        KeyDocumentation(
            "headline",
            translatedText,
            example: "headline: Travailler à Lyon",
            "What the home page is headed with, in one text or one for each language; the title if it is not given."
        ),
        \.headline
    ) { $1.translatedText($0).map(Optional.some) },
    SiteKey(
        KeyDocumentation(
            "description",
            translatedText,
            example: "description: Les offres d’emploi de la ville et de ses écoles.",
            "One sentence about the site, for search engines, in one text or one for each language."
        ),
        \.description
    ) { $1.translatedText($0).map(Optional.some) },
    SiteKey(
        KeyDocumentation(
            "url",
            .webAddress,
            standard: "unknown: feeds and metadata then lack whole addresses",
            example: "url: https://emploi.example.org",
            "Address at which the site is published, with its folder if it has one."
        ),
        \.url
    ) { $1.webAddress($0).map(withoutLastSlash) },
    SiteKey(
        KeyDocumentation(
            "timezone",
            .timeZone,
            standard: "Europe/Paris",
            example: "timezone: Europe/Brussels",
            "Time zone in which days begin and end."
        ),
        \.timeZone
    ) { $1.timeZone($0) },
    SiteKey(
        KeyDocumentation(
            "languages",
            .list(.language),
            standard: "fr",
            example: "languages: [fr, en]",
            splitsAtCommas: true,
            "Languages of the site; the first is the one of files that do not say theirs."
        ),
        \.languages
    ) { value, reader in
        var languages: [String] = []
        for code in reader.list(value, { $1.siteLanguage($0) }) ?? []
        where !languages.contains(code) {
            languages.append(code)
        }
        return languages.isEmpty ? nil : languages
    },
    SiteKey(
        KeyDocumentation(
            "country",
            .country,
            standard: "FR",
            example: "country: BE",
            "Country of places that do not say theirs; decides how 05/01/2026 is read."
        ),
        \.country
    ) { $1.country($0) },
    SiteKey(
        "contact",
        siteContactKeys,
        example: "contact: {email: rh@example.org, reply: sous 3 jours ouvrés}",
        "Whom to ask about the site and its offers.",
        \.contact
    ) { key, value, reader, contact in
        switch key {
        case "email": contact.email = reader.mailAddress(value)
        case "phone": contact.phone = reader.phone(value)
        case "address": contact.address = reader.text(value)
        case "url": contact.url = reader.webAddress(value)
        default: contact.reply = reader.text(value)
        }
    },
    SiteKey(
        "mail",
        siteMailKeys,
        example: "mail: {from: Recrutement <emplois@example.org>, reply_to: rh@example.org}",
        "In whose name `vivier-intake` writes to candidates that it has received what they sent; `contact.email` if it is not given. Without either it writes to nobody.",
        \.mail
    ) { key, value, reader, mail in
        switch key {
        case "from": mail.from = reader.mailbox(value)
        case "replies": mail.replies = reader.mailAddress(value)
        default: mail.replyTo = reader.mailAddress(value)
        }
    },
]

private let siteMailKeys = InnerKeys([
    KeyDocumentation(
        "from",
        .mailbox,
        example: "from: Recrutement <emplois@example.org>",
        "Sender of the letters."
    ),
    KeyDocumentation(
        "reply_to",
        .mailAddress,
        standard: "the sender",
        example: "reply_to: rh@example.org",
        "Where an answer goes."
    ),
    KeyDocumentation(
        "replies",
        .mailAddress,
        example: "replies: candidatures@example.org",
        "Address whose mail `vivier-intake mail` takes in, with all that stands behind a `+` in it: answers to letters come there, each into the thread of its candidature. Before `reply_to`; at most 18 characters before the `@`."
    ),
])

private let siteContactKeys = InnerKeys([
    KeyDocumentation("email", .mailAddress, example: "email: rh@example.org", "Mail address."),
    KeyDocumentation("phone", .phone, example: "phone: 01 23 45 67 89", "Telephone number."),
    KeyDocumentation(
        "address",
        .text,
        example: "address: 1 place de la Mairie, 69001 Lyon",
        "Postal address."
    ),
    KeyDocumentation(
        "url",
        .webAddress,
        example: "url: https://www.example.org/contact",
        "Contact page."
    ),
    KeyDocumentation(
        "reply",
        .text,
        example: "reply: sous 3 jours ouvrés",
        "By when one is answered."
    ),
])

private func withoutLastSlash(_ address: String) -> String {
    address.hasSuffix("/") ? withoutLastSlash(String(address.dropLast())) : address
}
