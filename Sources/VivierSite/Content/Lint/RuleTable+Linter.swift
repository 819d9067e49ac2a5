/// All rules, in the order of `docs/lint.md`.
let ruleTable: [RuleDescription] = linterRules + valueRules

/// Countries in which Directive (EU) 2023/970 on pay transparency holds.
private let union: [String: RuleSeverity] = [
    "ch": .note, "us": .note, "none": .off,
]

/// A rule of law everywhere but in the profile `none`.
private let law: [String: RuleSeverity] = ["none": .off]

/// Rules about what is well-formed and yet a mistake.
let linterRules: [RuleDescription] = [
    RuleDescription(
        .noSalary,
        .warning,
        union,
        adopted: .note,
        "The offer does not say what the post pays.",
        "Candidates have a right to the pay or its range before the interview: Directive (EU)"
            + " 2023/970, article 5, from 7 June 2026."
    ),
    RuleDescription(
        .hiddenSalary,
        .warning,
        union,
        adopted: .note,
        "The pay is in the file and `published: false` hides it.",
        "The same directive; candidates would have to be told by other means."
    ),
    RuleDescription(
        .salaryWithoutFigures,
        .note,
        law,
        adopted: .off,
        "The pay is words without figures: “selon profil”.",
        "A range says more, and search engines show it."
    ),
    RuleDescription(
        .salaryWithoutRange,
        .note,
        law,
        adopted: .off,
        "The pay has one bound only: “à partir de 2 100 €”.",
        "The directive asks for the pay or its range."
    ),
    RuleDescription(
        .wideSalaryRange,
        .note,
        law,
        adopted: .off,
        "The most is more than twice the least.",
        "Such a range tells nobody what to expect."
    ),
    RuleDescription(
        .genderedTitle,
        .warning,
        ["nl": .note, "ca": .note, "us": .off, "none": .off],
        adopted: .note,
        "The title speaks to one gender only.",
        "An offer may not address one sex: Code du travail L1142-1 and L5321-2 (FR), AGG § 11 (DE)."
            + " Add “H/F” or “(m/w/d)”, name both forms, or use a word for everyone."
    ),
    RuleDescription(
        .middleDot,
        .note,
        ["de": .off, "nl": .off, "us": .off, "none": .off],
        adopted: .off,
        "The title writes both genders with points: “chargé·e”.",
        "Screen readers stumble over them; “chargé ou chargée” and “chargé de projet H/F” are read"
            + " aloud rightly."
    ),
    RuleDescription(
        .salaryHistory,
        .warning,
        law,
        adopted: .warning,
        "A question about earlier pay.",
        "Forbidden by Directive (EU) 2023/970, article 5 (2), and by the law of many provinces and"
            + " states."
    ),
    RuleDescription(
        .healthQuestion,
        .warning,
        law,
        adopted: .warning,
        "A question about health, disability or pregnancy.",
        "Only the occupational physician may ask. To offer adjustments, use `accommodations` and say"
            + " that nobody must answer."
    ),
    RuleDescription(
        .familyQuestion,
        .warning,
        law,
        adopted: .warning,
        "A question about marriage, children or who looks after them.",
        "It has no bearing on the post: Code du travail L1132-1 and L1221-6."
    ),
    RuleDescription(
        .beliefQuestion,
        .warning,
        law,
        adopted: .warning,
        "A question about religion, opinions or a union.",
        "Forbidden, but for rare bodies with a creed of their own."
    ),
    RuleDescription(
        .originQuestion,
        .warning,
        law,
        adopted: .warning,
        "A question about nationality, origin or place of birth.",
        "The right to work is checked when the post is taken up; ask for a language if one is needed."
    ),
    RuleDescription(
        .ageQuestion,
        .warning,
        law,
        adopted: .warning,
        "A question about age, or a limit of age in the offer.",
        "Allowed only where the law itself sets one: Code du travail L5331-2."
    ),
    RuleDescription(
        .photoRequired,
        .warning,
        law,
        adopted: .warning,
        "A photograph is asked for.",
        "It shows sex, age and origin before anything else is read."
    ),
    RuleDescription(
        .noDeadline,
        .warning,
        adopted: .off,
        "The offer does not say until when one can apply.",
        "Without `closes` it stays open until somebody thinks of closing it, and candidates keep"
            + " writing."
    ),
    RuleDescription(
        .deadlineBeforePublication,
        .error,
        adopted: .warning,
        "The deadline is before the day of publication.",
        "The offer would never be open."
    ),
    RuleDescription(
        .longExpired,
        .note,
        adopted: .off,
        "The offer closed so long ago that nothing is made of it.",
        "The file can be deleted or moved away."
    ),
    RuleDescription(
        .closedWithoutDate,
        .note,
        adopted: .off,
        "`closed: true` does not say since when.",
        "The page then stays for good: give the day instead, `closed: 2026-05-31`."
    ),
    RuleDescription(
        .noReplyDelay,
        .note,
        adopted: .off,
        "Neither the offer nor the site says by when one is answered.",
        "Silence is what candidates complain of most: add `reply_within: 2 weeks`."
    ),
    RuleDescription(
        .noPublicationDate,
        .warning,
        adopted: .note,
        "The offer does not say since when it is published.",
        "It stands last in lists, job search engines ask for the day, and news readers show that of"
            + " the build."
    ),
    RuleDescription(
        .noEmployer,
        .note,
        adopted: .off,
        "The offer does not name an employer.",
        "The site’s own name is shown instead."
    ),
    RuleDescription(
        .noLocation,
        .note,
        adopted: .off,
        "The offer says neither where one works nor that it is remote.",
        "It appears in no list of places, and search engines leave it out."
    ),
    RuleDescription(
        .noWayToApply,
        .warning,
        adopted: .off,
        "Neither the offer nor the site says how to apply.",
        "Add `apply:` here or in `site.yml`."
    ),
    RuleDescription(
        .longTitle,
        .note,
        adopted: .off,
        "The title has more than 110 characters.",
        "Search engines and mails cut it."
    ),
    RuleDescription(
        .shoutedTitle,
        .note,
        adopted: .off,
        "The title is in capitals.",
        "Screen readers may spell it out, and it is harder to read."
    ),
]
