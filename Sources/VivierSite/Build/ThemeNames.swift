import VivierTemplate

/// The names that the templates of a theme mention.
///
/// What no template names is not made: a theme that prints no structured data
/// does not pay for it. Of a value that a template uses whole (`page | tojson`), all is made.
struct ThemeNames: Sendable {
    /// `page.jsonld`.
    let structuredData: Bool
    /// `page.description`.
    let descriptions: Bool
    /// The offers like another one.
    let similar: Bool
    /// `offer.toc`.
    let contents: Bool
    /// The text of an offer, or what comes with it, in its row.
    let rowTexts: Bool
    /// The values that offers are listed by.
    let facets: Bool
    /// How many offers a list has, or which of them a page shows.
    let counts: Bool
    /// How one applies, and where for each place.
    let apply: Bool

    /// What is made for the templates, each as so or not so.
    var all: [Bool] {
        [structuredData, descriptions, similar, contents, rowTexts, facets, counts, apply]
    }

    init(_ templates: ParsedTemplates) {
        let theme = templates.fields
        let usesOffer = theme.usesWhole("offer")
        structuredData = theme.mention(["jsonld"]) || theme.usesWhole("page")
        descriptions = theme.mention(["description"]) || theme.usesWhole("page")
        similar = theme.mention(["similar"])
        contents = theme.mention(["toc"]) || usesOffer
        facets = theme.mention(["facets"])
        counts =
            theme.see(["total", "from", "to"], of: "list")
            || theme.see(["description"], of: "page")
        apply = theme.mention(["apply", "apply_url"]) || usesOffer
        rowTexts = templates.fields(from: SiteView.cardTemplate)
            .see(SiteView.slotsOfText, of: "offer")
    }
}
