import VivierDiagnostics
import VivierModel

let lookKeys: [SiteKey] = [
    SiteKey(
        KeyDocumentation(
            "logo",
            .either([.path, .keys(pictureKeys.rows)]),
            example: "logo: {src: assets/logos/ville.svg, alt: Ville de Lyon}",
            "A picture of the content folder."
        ),
        \.logo
    ) { $1.picture($0).map(Optional.some) },
    SiteKey(
        "colors",
        InnerKeys([
            KeyDocumentation(
                "accent",
                .color,
                example: "accent: '#1f4e79'",
                "Colour of links and buttons: 4.5:1 at least on #fbfbfa and on white."
            ),
            KeyDocumentation(
                "accent_dark",
                .color,
                standard: "`accent`, made lighter if need be",
                example: "accent_dark: '#9cc3e6'",
                "The same on a dark ground: 4.5:1 at least on #10171a and #06252d."
            ),
        ]),
        example: "colors: {accent: '#1f4e79'}",
        "Colours, each in quotes since `#` begins a comment.",
        \.colors
    ) { key, value, reader, colors in
        if key == "accent" {
            colors.accent = reader.color(value, on: .light)
        } else {
            colors.accentDark = reader.color(value, on: .dark)
        }
    },
    SiteKey(
        "fonts",
        InnerKeys([
            KeyDocumentation(
                "body",
                .path,
                example: "body: fonts/texte.woff2",
                "Typeface of the text, a woff2 file of the content folder."
            )
        ]),
        example: "fonts: {body: fonts/texte.woff2}",
        "Typefaces that stand in for those of the theme.",
        \.bodyFont
    ) { _, value, reader, font in font = reader.path(value) },
    SiteKey(
        KeyDocumentation(
            "nav",
            .list(.either([.slug, .keys(menuKeys.rows)])),
            standard: "offers, employers, questions and the pages of the header",
            example: "nav: [{label: Nos métiers, url: /metiers/}, contact]",
            "Links of the header: pages by their slug, or a label with an address."
        ),
        \.navigation
    ) { $1.list($0) { $1.menuEntry($0) } },
    SiteKey(
        KeyDocumentation(
            "footer",
            .list(.either([.slug, .keys(menuKeys.rows)])),
            standard: "the pages of the footer",
            example: "footer: [mentions-legales, accessibilite]",
            "Links of the footer."
        ),
        \.footer
    ) { $1.list($0) { $1.menuEntry($0) } },
    SiteKey(
        KeyDocumentation(
            "apply",
            .either([.slug, .webAddress, .mailAddress, .keys(applyKeys.rows)]),
            example: "apply: rh@example.org",
            "How to apply where an offer does not say."
        ),
        \.apply
    ) { $1.applyBy($0).map(Optional.some) },
    SiteKey(
        KeyDocumentation(
            "intake",
            .either([.webAddress, .page]),
            example: "intake: https://candidatures.example.org",
            "Where the forms of the site are sent: the address of `vivier-intake serve`, or its path on this site. Without it there are no forms, and offers are answered by mail."
        ),
        \.intake
    ) { $1.intake($0).map(Optional.some) },
    SiteKey(
        KeyDocumentation(
            "portal",
            .webAddress,
            example: "portal: https://espace.example.org",
            "Address of the candidates’ space."
        ),
        \.portal
    ) { $1.webAddress($0).map(Optional.some) },
    SiteKey(
        KeyDocumentation(
            "spaces",
            .yesOrNo,
            standard: "false",
            example: "spaces: true",
            "Whether candidates have a space on this site: sealed pages that `vivier-intake` writes and only their links open. It needs `intake`."
        ),
        \.spaces
    ) { $1.yesOrNo($0) },
    SiteKey(
        KeyDocumentation(
            "sign_in",
            .list(.keys(signInKeys.rows)),
            example: "sign_in: [{provider: linkedin, client: 86abcdef}]",
            "Whom candidates can sign in with at the door of their space, besides a password: providers of OpenID Connect. What they share with this site stands in the store ([spaces.md](spaces.md))."
        ),
        \.signIn
    ) { $1.list($0) { $1.signIn($0) } },
    SiteKey(
        KeyDocumentation(
            "typography",
            .yesOrNo,
            standard: "true",
            example: "typography: false",
            "Set no-break spaces and curly apostrophes as good French does."
        ),
        \.typography
    ) { $1.yesOrNo($0) },
    SiteKey(
        KeyDocumentation(
            "page_size",
            .integer(1...500),
            standard: "20",
            example: "page_size: 50",
            "Offers on one page of a list."
        ),
        \.pageSize
    ) { $1.integer($0, 1...500) },
    SiteKey(
        KeyDocumentation(
            "home_offers",
            .integer(0...100),
            standard: "6",
            example: "home_offers: 10",
            "Newest offers on the home page."
        ),
        \.homeOffers
    ) { $1.integer($0, 0...100) },
    SiteKey(
        KeyDocumentation(
            "board",
            .yesOrNo,
            standard: "what the theme says",
            example: "board: false",
            "Write the files with which lists are filtered and searched in the browser."
        ),
        \.board
    ) { $1.yesOrNo($0) },
    SiteKey(
        KeyDocumentation(
            "places",
            .path,
            standard: "the theme’s",
            example: "places: places/communes.tsv",
            "Table of towns that one can search around; docs/index-format.md has its columns."
        ),
        \.places
    ) { $1.path($0).map(Optional.some) },
]

private let menuKeys = InnerKeys([
    KeyDocumentation(
        "label",
        .text,
        isRequired: true,
        example: "label: Nos métiers",
        "Words of the link."
    ),
    KeyDocumentation(
        "url",
        .either([.page, .webAddress]),
        isRequired: true,
        example: "url: /metiers/",
        "Page of the site, or a web address."
    ),
])

extension KeyReader {
    /// A link of a menu: the slug of a page, or `{label, url}`.
    fileprivate mutating func menuEntry(_ value: ContentValue) -> SiteConfiguration.MenuEntry? {
        typealias Entry = SiteConfiguration.MenuEntry
        let place = SiteConfiguration.Place(path: source.path, range: value.range)
        guard value.kind == .keys else {
            guard let text = text(value) else { return nil }
            let target = text.contains(":") ? webAddress(value) : text
            return target.map { Entry(label: nil, target: $0, place: place) }
        }
        var entry = Entry(label: nil, target: "", place: place)
        readKeys(of: value, menuKeys) { key, value, reader in
            if key == "label" {
                entry.label = reader.text(value)
            } else if let text = reader.text(value) {
                let isInside = text.hasPrefix("/") && !text.hasPrefix("//") || isSlug(text)
                entry.target = isInside ? text : reader.webAddress(value) ?? ""
            }
        }
        guard entry.target.isEmpty else { return entry }
        complain(.missingPart(name, "url", example: "url: /metiers/"), at: value.range)
        return nil
    }

    /// An address without a query, or a path; it becomes part of the security policy.
    fileprivate mutating func intake(_ value: ContentValue) -> String? {
        guard let text = text(value) else { return nil }
        let isPath = text.hasPrefix("/") && !text.hasPrefix("//")
        guard let address = isPath ? text : webAddress(value) else { return nil }
        let isPlain = address.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (97...122).contains(byte | 0x20)
                || "-._~:/".utf8.contains(byte)
        }
        guard isPlain else {
            complain(.wrongIntake(address), at: value.range)
            return nil
        }
        return address
    }

    /// A text, or one for each language: `{fr: …, en: …}`.
    mutating func translatedText(_ value: ContentValue) -> TranslatedText? {
        guard value.kind == .keys else { return text(value).map { TranslatedText($0) } }
        var texts: [String: String] = [:]
        for part in value.entries where !part.value.isEmpty {
            guard readLanguage(part.name) == part.name else {
                complain(.notALanguage(part.name), at: part.place)
                continue
            }
            texts[part.name] = text(part.value)
        }
        return texts.isEmpty ? nil : TranslatedText(texts)
    }

    /// A language that the theme or the content has the words of the interface in.
    mutating func siteLanguage(_ value: ContentValue) -> String? {
        guard let code = languageCode(value) else { return nil }
        if settings.languages.isEmpty || settings.languages.contains(code) { return code }
        complain(.noTexts(code, settings.languages), at: value.range)
        return nil
    }

    mutating func timeZone(_ value: ContentValue) -> String? {
        guard let text = text(value) else { return nil }
        if TimeZoneRule(identifier: text) != nil { return text }
        complain(.unknownTimeZone(text), at: value.range)
        return nil
    }

    /// `#RGB` or `#RRGGBB`, as six digits; refused if it cannot be read on the grounds.
    fileprivate mutating func color(_ value: ContentValue, on grounds: Grounds) -> String? {
        guard let text = text(value) else { return nil }
        let digits = text.dropFirst()
        guard text.hasPrefix("#"), digits.utf8.count == 6 || digits.utf8.count == 3,
            digits.allSatisfy(\.isHexDigit)
        else {
            complain(.wrongColor(text), at: value.range)
            return nil
        }
        let six = digits.utf8.count == 6 ? String(digits) : digits.map { "\($0)\($0)" }.joined()
        guard let color = Color("#" + six.lowercased()) else { return nil }
        if let (ground, contrast) = grounds.worst(for: color) {
            let nearest = grounds.nearest(to: color)
            complain(.lowContrast(color, on: ground, contrast, nearest: nearest), at: value.range)
            return nil
        }
        return color.text
    }
}

extension Complaint {
    fileprivate static func notALanguage(_ name: String) -> Complaint {
        Complaint(
            .unknownKey,
            "\(quoted(name)) is not the code of a language",
            hint: "write the text alone, or one for each language: {fr: …, en: …}"
        )
    }
}
