import VivierDiagnostics
import VivierModel

let policiesKey = SiteKey(
    "policies",
    policyKeys,
    example: "policies: {grace_days: 14, reply_within: 2 weeks}",
    "Rules that hold for all offers.",
    \.policies
) { key, value, reader, policies in
    switch key {
    case "grace_days": policies.graceDays = reader.integer(value, 0...3650) ?? policies.graceDays
    case "gone_days": policies.goneDays = reader.integer(value, 0...36_500) ?? policies.goneDays
    case "publication_delay":
        policies.publicationDelay = reader.integer(value, 0...365) ?? policies.publicationDelay
    case "approval_required":
        policies.approvalRequired = reader.yesOrNo(value) ?? policies.approvalRequired
    case "spontaneous": policies.spontaneous = reader.spontaneous(value)
    case "postal_refused_from": policies.postalRefusedFrom = reader.day(value)
    case "town_pages_from":
        policies.townPagesFrom = reader.integer(value, 1...1000) ?? policies.townPagesFrom
    default: policies.replyWithin = reader.replyDelay(value)
    }
}

private let policyKeys = InnerKeys([
    KeyDocumentation(
        "grace_days",
        .integer(0...3650),
        standard: "30",
        example: "grace_days: 14",
        "Days during which a closed offer keeps its page, without its form."
    ),
    KeyDocumentation(
        "gone_days",
        .integer(0...36_500),
        standard: "365",
        example: "gone_days: 180",
        "Days after that during which the page says that the offer is gone."
    ),
    KeyDocumentation(
        "publication_delay",
        .integer(0...365),
        standard: "0",
        example: "publication_delay: 2",
        "Days between `published` and the day an offer is shown."
    ),
    KeyDocumentation(
        "approval_required",
        .yesOrNo,
        standard: "false",
        example: "approval_required: true",
        "Offers without `approved` are left out."
    ),
    KeyDocumentation(
        "spontaneous",
        .either([.choice(["false"]), .webAddress, .page]),
        standard: "false",
        example: "spontaneous: https://emploi.example.org/candidature-libre/",
        "Where candidatures without an offer go; false says that none are taken."
    ),
    KeyDocumentation(
        "postal_refused_from",
        .day,
        example: "postal_refused_from: 2026-01-01",
        "From this day on candidatures by post are refused, and offers say so."
    ),
    KeyDocumentation(
        "reply_within",
        .either([.integer(0...366), .text, .day]),
        example: "reply_within: 2 weeks",
        "By when everybody is answered, counted from the deadline."
    ),
    KeyDocumentation(
        "town_pages_from",
        .integer(1...1000),
        standard: "1",
        example: "town_pages_from: 3",
        "Offers a town must have to get a page of its own."
    ),
])

let lintKey = SiteKey(
    "lint",
    lintKeys,
    example: "lint: {profile: be, rules: {no-salary: error, middle-dot: off}}",
    "How strict the check of offers is; docs/lint.md lists the rules.",
    \.lint
) { key, value, reader, lint in
    if key == "profile" {
        guard let text = reader.text(value) else { return }
        guard lintProfiles.contains(text) else {
            reader.complain(.unknownChoice("profile", text, lintProfiles), at: value.range)
            return
        }
        lint.profile = text
        return
    }
    guard value.kind == .keys else {
        let shape = KeyShape.names(.choice(severityNames))
        reader.complain(
            .wrongShape("lint.rules", shape, found: value, example: "rules: {no-salary: error}"),
            at: value.range
        )
        return
    }
    for entry in value.entries {
        let text = entry.value.text.lowercased()
        guard Rule(rawValue: entry.name) != nil else {
            reader.complain(.unknownRule(entry.name), at: entry.place)
            continue
        }
        if text == "off" || text == "false" {
            lint.severities[entry.name] = .some(nil)
        } else if let severity = Diagnostic.Severity(rawValue: text) {
            lint.severities[entry.name] = severity
        } else {
            reader.complain(.unknownChoice(entry.name, text, severityNames), at: entry.value.range)
        }
    }
}

/// The countries with rules of their own, and none.
let lintProfiles = ["fr", "be", "ch", "lu", "de", "nl", "ca", "us", "none"]

private let severityNames = ["error", "warning", "note", "off"]

private let lintKeys = InnerKeys([
    KeyDocumentation(
        "profile",
        .choice(lintProfiles),
        standard: "fr",
        example: "profile: be",
        "Country whose rules apply."
    ),
    KeyDocumentation(
        "rules",
        .names(.choice(severityNames)),
        example: "rules: {no-salary: error}",
        "Severity of single rules, by their code."
    ),
])

let feedsKey = SiteKey(
    "feeds",
    feedKeys,
    example: "feeds: {partners: false}",
    "Files for programs, beside the pages.",
    \.feeds
) { key, value, reader, feeds in
    switch key {
    case "atom": feeds.atom = reader.yesOrNo(value) ?? feeds.atom
    case "atom_limit": feeds.atomLimit = reader.integer(value, 1...1000) ?? feeds.atomLimit
    case "facets": feeds.perFacet = reader.yesOrNo(value) ?? feeds.perFacet
    case "partners": feeds.partners = reader.yesOrNo(value) ?? feeds.partners
    case "api": feeds.api = reader.yesOrNo(value) ?? feeds.api
    case "api_offers": feeds.apiOffers = reader.yesOrNo(value) ?? feeds.apiOffers
    default: feeds.sitemap = reader.yesOrNo(value) ?? feeds.sitemap
    }
}

private let feedKeys = InnerKeys([
    KeyDocumentation(
        "atom",
        .yesOrNo,
        standard: "true",
        example: "atom: false",
        "Feed of new offers."
    ),
    KeyDocumentation(
        "atom_limit",
        .integer(1...1000),
        standard: "50",
        example: "atom_limit: 20",
        "Offers in a feed."
    ),
    KeyDocumentation(
        "facets",
        .yesOrNo,
        standard: "true",
        example: "facets: false",
        "A feed for each domain, contract, town and so on."
    ),
    KeyDocumentation(
        "partners",
        .yesOrNo,
        standard: "true",
        example: "partners: false",
        "Complete XML list for other job boards."
    ),
    KeyDocumentation(
        "api",
        .yesOrNo,
        standard: "true",
        example: "api: false",
        "All offers as JSON."
    ),
    KeyDocumentation(
        "api_offers",
        .yesOrNo,
        standard: "true",
        example: "api_offers: false",
        "A JSON file for each offer, beside that of all; needs `api`."
    ),
    KeyDocumentation(
        "sitemap",
        .yesOrNo,
        standard: "true",
        example: "sitemap: false",
        "List of pages for search engines."
    ),
])

let outputsKey = SiteKey(
    "outputs",
    InnerKeys(
        outputNames.map { output in
            let isOn = SiteConfiguration().outputs[keyPath: output.member]
            return KeyDocumentation(
                output.name,
                .yesOrNo,
                standard: "\(isOn)",
                example: "\(output.name): \(!isOn)",
                output.text
            )
        }
    ),
    example: "outputs: {towns: false}",
    "Kinds of page that can be switched off or on.",
    \.outputs
) { key, value, reader, outputs in
    guard let output = outputNames.first(where: { $0.name == key }) else { return }
    if let answer = reader.yesOrNo(value) { outputs[keyPath: output.member] = answer }
}

private struct OutputName: Sendable {
    let name: String
    let member: any WritableKeyPath<SiteConfiguration.Outputs, Bool> & Sendable
    let text: String

    init(
        _ name: String,
        _ member: any WritableKeyPath<SiteConfiguration.Outputs, Bool> & Sendable,
        _ text: String
    ) {
        self.name = name
        self.member = member
        self.text = text
    }
}

private let outputNames = [
    OutputName("home", \.home, "Home page."),
    OutputName("employers", \.employers, "List of employers, and a page for each."),
    OutputName(
        "employer_lists",
        \.employerLists,
        "A list of offers for each employer, apart from its page."
    ),
    OutputName("domains", \.domains, "A list of offers for each domain."),
    OutputName("contracts", \.contracts, "A list of offers for each contract."),
    OutputName("qualifications", \.qualifications, "A list of offers for each qualification."),
    OutputName("towns", \.towns, "A list of offers for each town."),
    OutputName("departments", \.departments, "A list of offers for each department."),
    OutputName("archive", \.archive, "List of offers closed of late."),
    OutputName("faq", \.faq, "Questions and answers."),
    OutputName("pages", \.pages, "Free pages."),
    OutputName("gone", \.gone, "Pages in place of offers that are gone."),
    OutputName("hosting", \.hosting, "Files for the server: headers, redirects."),
]

let routesKey = SiteKey(
    KeyDocumentation(
        "routes",
        .names(.slug),
        standard: "those of the interface texts",
        example: "routes: {offers: postes}",
        "Words of addresses, in place of the usual ones."
    ),
    \.routes
) { value, reader in
    guard value.kind == .keys else {
        reader.complain(
            .wrongShape("routes", .names(.slug), found: value, example: "routes: {offers: postes}"),
            at: value.range
        )
        return nil
    }
    var routes: [String: String] = [:]
    for entry in value.entries {
        reader.name = "routes.\(entry.name)"
        if let slug = reader.slug(entry.value) { routes[entry.name] = slug }
    }
    return routes
}

extension KeyReader {
    /// `false`, or the address where such candidatures go.
    fileprivate mutating func spontaneous(_ value: ContentValue) -> String? {
        guard let text = text(value) else { return nil }
        if readYesOrNo(text) == false { return nil }
        if text.hasPrefix("/"), !text.hasPrefix("//") { return text }
        return webAddress(value)
    }
}
