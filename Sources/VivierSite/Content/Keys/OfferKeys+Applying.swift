import VivierModel

// The second half of the table: dates, what is asked for, addresses.

let dateKeys: [KeyDefinition<Offer>] = [
    KeyDefinition(
        .starts,
        KeyDocumentation(
            "starts",
            aliases: ["start"],
            .either([.day, .text]),
            example: "starts: 2026-09-01",
            schemaOrg: "jobStartDate",
            "When the work begins, or words such as `dès que possible`."
        ),
        optional: \.starts
    ) { $1.dayOrText($0) },
    KeyDefinition(
        .published,
        KeyDocumentation(
            "published",
            .day,
            example: "published: 2026-05-04",
            schemaOrg: "datePosted",
            "From this day on the offer is shown."
        ),
        optional: \.published
    ) { $1.day($0) },
    KeyDefinition(
        .closes,
        KeyDocumentation(
            "closes",
            aliases: ["deadline"],
            .day,
            example: "closes: 2026-05-31",
            schemaOrg: "validThrough",
            "Last day to apply; it counts to its end, in the time zone of the site."
        ),
        optional: \.closes
    ) { $1.day($0) },
    KeyDefinition(
        .replyWithin,
        KeyDocumentation(
            "reply_within",
            .either([.integer(0...366), .text, .day]),
            standard: "that of the site",
            example: "reply_within: 2 weeks",
            "By when everybody is answered, counted from the deadline: days, `2 weeks`, or a date."
        ),
        optional: \.replyWithin
    ) { $1.replyDelay($0) },
    KeyDefinition(
        .closed,
        KeyDocumentation(
            "closed",
            .either([.yesOrNo, .day]),
            standard: "false",
            example: "closed: 2026-05-12",
            "The post is filled, since this day. The page then loses its form."
        ),
        \.closed
    ) { $1.closed($0) },
]

let requestKeys: [KeyDefinition<Offer>] = [
    KeyDefinition(
        .languages,
        KeyDocumentation(
            "languages",
            .list(.either([.language, .text, .keys(spokenLanguageKeys.rows)])),
            example: "languages: [fr, {code: en, level: B2}]",
            splitsAtCommas: true,
            "Languages asked for."
        ),
        \.languages
    ) { $1.list($0) { $1.spokenLanguage($0) } },
    KeyDefinition(
        .accommodations,
        KeyDocumentation(
            "accommodations",
            .list(.text),
            example: "accommodations: [horaires souples, bureau calme]",
            schemaOrg: "jobBenefits",
            "Adjustments that the workplace offers, with handicaps in mind."
        ),
        \.accommodations
    ) { $1.list($0) { $1.text($0) } },
    KeyDefinition(
        .documents,
        KeyDocumentation(
            "documents",
            .list(.either([.text, .keys(documentKeys.rows)])),
            example: "documents: [Copie du diplôme, {label: Permis B, required: false}]",
            "What candidates are asked to hand in besides their CV."
        ),
        \.documents
    ) { $1.list($0) { $1.document($0) } },
    KeyDefinition(
        .questions,
        KeyDocumentation(
            "questions",
            .list(.either([.text, .keys(questionKeys.rows)])),
            example: "questions: [{label: Avez-vous le permis B ?, type: yesno}]",
            "Questions to answer with the candidature."
        ),
        \.questions
    ) { $1.list($0) { $1.question($0) } },
]

let addressKeys: [KeyDefinition<Offer>] = [
    KeyDefinition(
        .contact,
        KeyDocumentation(
            "contact",
            .either([.keys(contactKeys.rows), .text]),
            example: "contact: {name: Jeanne Martin, email: rh@example.org}",
            schemaOrg: "applicationContact",
            "Whom to ask about the post."
        ),
        optional: \.contact
    ) { $1.contact($0) },
    KeyDefinition(
        .apply,
        KeyDocumentation(
            "apply",
            .either([.slug, .webAddress, .mailAddress, .keys(applyKeys.rows)]),
            standard: "that of the site",
            example: "apply: candidature",
            "How to apply: the name of a form of the site, a web address or a mail address."
        ),
        optional: \.apply
    ) { $1.applyBy($0) },
    KeyDefinition(
        .image,
        KeyDocumentation(
            "image",
            .either([.path, .keys(pictureKeys.rows)]),
            example: "image: {src: assets/images/creche.jpg, alt: La cour de la crèche}",
            schemaOrg: "image",
            "A picture of the content folder."
        ),
        optional: \.image
    ) { $1.picture($0) },
    KeyDefinition(
        .approved,
        KeyDocumentation(
            "approved",
            .either([.yesOrNo, .keys(approvalKeys.rows)]),
            standard: "false",
            example: "approved: {by: Direction des ressources humaines, on: 2026-05-02}",
            "Agreed to by those who must, where the site asks for it (`approval_required`)."
        ),
        \.isApproved
    ) { $1.approval($0) },
]

let approvalKeys = InnerKeys([
    KeyDocumentation("by", .text, example: "by: Jeanne Martin", "Who agreed."),
    KeyDocumentation("on", .day, example: "on: 2026-05-02", "When."),
])

extension KeyReader {
    /// `true`, or who agreed and when.
    fileprivate mutating func approval(_ value: ContentValue) -> Bool? {
        guard value.kind == .keys else { return yesOrNo(value) }
        var isApproved = false
        readKeys(of: value, approvalKeys) { key, value, reader in
            if key == "by" {
                isApproved = reader.text(value) != nil
            } else if reader.day(value) != nil {
                isApproved = true
            }
        }
        return isApproved
    }
}
