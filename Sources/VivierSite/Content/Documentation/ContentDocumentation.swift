/// A kind of file with a table of keys.
package enum ContentKind: String, Sendable, CaseIterable {
    case offer
    case employer
    case faq
    case page
    case site

    var title: String {
        switch self {
        case .offer: "Offer"
        case .employer: "Employer"
        case .faq: "Questions and answers"
        case .page: "Free page"
        case .site: "Settings of the site"
        }
    }

    var summary: String {
        switch self {
        case .offer: "A file of offers/ (or offres/): a post to be filled."
        case .employer: "A file of employers/ (or employeurs/): a body that recruits."
        case .faq:
            "A file of faq/: each heading '##' of its text is a question, each '#' a group of questions."
        case .page: "A file of pages/: legal notice, accessibility statement, contact."
        case .site: "The file site.yml of the content folder; everything in it can be left out."
        }
    }
}

/// The table of keys of a kind of file.
func keyDocumentation(of kind: ContentKind) -> [KeyDocumentation] {
    switch kind {
    case .offer: offerKeys.documentation
    case .employer: employerKeys.documentation
    case .faq: faqKeys.documentation
    case .page: pageKeys.documentation
    case .site: siteKeys.map(\.documentation)
    }
}

/// `docs/content.md`: every key with its type, default and an example.
package func contentKeyDocumentation() -> String {
    let parts = ContentKind.allCases.map { contentKeyDocumentation($0, level: 2) }
    return contentIntroduction + parts.joined(separator: "\n")
}

/// The keys of one kind of file, under a heading of `level`.
package func contentKeyDocumentation(_ kind: ContentKind, level: Int = 1) -> String {
    let mark = String(repeating: "#", count: level)
    let keys = keyDocumentation(of: kind)
    var text = "\(mark) \(kind.title)\n\n\(kind.summary)\n\n"
    text += "| key | takes | if left out | what it says |\n|---|---|---|---|\n"
    for key in keys { text += row(key) }
    text += "\nExamples:\n\n```yaml\n"
    text += keys.map { $0.example + "\n" }.joined()
    text += "```\n"
    for key in keys where !key.shape.keys.isEmpty {
        text += "\n\(mark)# `\(key.name)`: its own keys\n\n"
        text += "| key | takes | if left out | what it says |\n|---|---|---|---|\n"
        for inner in key.shape.keys { text += row(inner) }
    }
    return text
}

private func row(_ key: KeyDocumentation) -> String {
    var name = "`\(key.name)`"
    if key.isRequired { name += " *" }
    if !key.aliases.isEmpty {
        name += " (or \(listed(key.aliases.map { "`\($0)`" })))"
    }
    var words = key.text
    if let property = key.schemaOrg { words += " (schema.org: `\(property)`)" }
    let standard = key.standard ?? (key.isRequired ? "an error" : "nothing")
    return "| \(name) | \(cell(key.shape.words)) | \(cell(standard)) | \(cell(words)) |\n"
}

private func cell(_ text: String) -> String {
    text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
}

private let contentIntroduction = """
    # Content

    What can stand in the files of the content folder. This page is made from the tables that the
    program itself reads by (`vivier content keys`); a test holds the two together.

    ## Files

    | folder or file | what it holds |
    |---|---|
    | `site.yml` | settings of the site |
    | `offers/` or `offres/` | one offer a file |
    | `employers/` or `employeurs/` | one employer a file |
    | `faq/` | questions and answers, one subject a file |
    | `pages/` | free pages |
    | `taxonomies/domain.yml`, `contract.yml`, `qualification.yml` | closed lists of terms |
    | `assets/` | pictures and typefaces, copied as they are |

    Folders are read with all folders in them. Names that begin with `.` or `_` are left out.

    A file begins with its data, between two lines `---`, and goes on with its text in Markdown:

    ```
    ---
    title: Éducateur spécialisé ou éducatrice spécialisée
    employer: ville-de-lyon
    closes: 2026-05-31
    ---
    ## Vos missions
    ```

    Keys marked * are needed. A key that is left empty counts as left out. Where a list is taken, a
    single value will do; `true` and `false` can be said as `oui`, `non`, `yes` and `no`.

    ## Days

    A day is written year-month-day: `2026-05-31`. Also understood: `31 mai 2026`, `May 31, 2026`,
    `31/05/2026` in the order of the country (with a note, since it can be misread), and a moment such
    as `2026-05-31T22:30:00Z`, which is the day it then is in the time zone of the site. A deadline
    counts to the end of its day.

    What becomes of an offer on a given day, in this order:

    1. `draft: true` leaves it out; so does a missing `approved` where the site asks for it.
    2. Before `published`, plus `policies.publication_delay` days, it is left out.
    3. It is open to the end of the day `closes`. `closed: 2026-05-12` closes it from that day on,
       `closed: true` at once.
    4. A closed offer keeps its page, without its form, for `policies.grace_days` days; then a page
       says that it is gone, for `policies.gone_days` days; then nothing is made of it. `closed: true`
       without any past day keeps its page for good.

    ## Translations

    `offre.en.md` beside `offre.md` is its translation into English. It repeats only the keys that
    differ, mostly `title` and `summary`; all others are those of the original. A translation whose
    original is missing stands alone if it has a title.

    ## Terms

    `taxonomies/contract.yml` lists the contracts, in the order in which they are shown:

    ```yaml
    cdi: CDI
    cdd: {fr: CDD, en: Fixed term, employment_type: TEMPORARY}
    ```

    A term has its label in each language, or one label for all; `rome`, `esco` and `employment_type`
    (a word of schema.org) are possible. Where the file exists, an offer can name a term by its code or
    by one of its labels, and an unknown one is an error; where it does not, terms are what offers say.


    """
