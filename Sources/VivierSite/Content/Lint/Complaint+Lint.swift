import VivierModel

// What the linter says.

extension Complaint {
    static let noSalary = Complaint(
        .noSalary,
        "the offer does not say what the post pays",
        hint: "add the range: salary: {min: 2050, max: 2240, period: month}"
    )

    static let hiddenSalary = Complaint(
        .hiddenSalary,
        "the pay is not published",
        hint: "candidates have a right to it before the interview; remove 'published: false'"
    )

    static let salaryWithoutFigures = Complaint(
        .salaryWithoutFigures,
        "the pay is given without figures",
        hint: "add the range: salary: {min: 2050, max: 2240, period: month, note: …}"
    )

    static let salaryWithoutRange = Complaint(
        .salaryWithoutRange,
        "the pay has only one bound",
        hint: "give both 'min' and 'max'; the same figure twice if there is no range"
    )

    static let wideSalaryRange = Complaint(
        .wideSalaryRange,
        "the most that is paid is more than twice the least",
        hint: "give the range of this post, not of the whole scale"
    )

    static func genderedTitle(_ word: String, _ neutral: String?) -> Complaint {
        Complaint(
            .genderedTitle,
            "the title speaks to one gender only: \(quoted(word))",
            hint: neutral.map { "say '\($0)'" }
                ?? "write both forms, add 'H/F' or '(m/w/d)', or use a word for everyone"
        )
    }

    static let middleDot = Complaint(
        .middleDot,
        "screen readers stumble over points inside a word",
        hint: "write both forms, or add 'H/F': chargé ou chargée de mission"
    )

    static func longTitle(_ count: Int) -> Complaint {
        Complaint(
            .longTitle,
            "the title has \(count) characters",
            hint: "keep it below 110; what else it says goes into 'summary'"
        )
    }

    static let shoutedTitle = Complaint(
        .shoutedTitle,
        "the title is in capitals",
        hint: "write it as in a sentence"
    )

    static let noDeadline = Complaint(
        .noDeadline,
        "the offer does not say until when one can apply",
        hint: "add a line: closes: 2026-05-31"
    )

    static func deadlineBeforePublication(_ closes: Day, _ published: Day) -> Complaint {
        Complaint(
            .deadlineBeforePublication,
            "the deadline, \(closes.iso), is before the publication, \(published.iso)",
            hint: "check both dates"
        )
    }

    static let longExpired = Complaint(
        .longExpired,
        "the offer closed so long ago that nothing is made of it",
        hint: "the file can be deleted, or moved out of the content folder"
    )

    static let closedWithoutDate = Complaint(
        .closedWithoutDate,
        "the offer does not say since when it is closed; its page stays for good",
        hint: "write the day instead of 'true': closed: 2026-05-31"
    )

    static let noReplyDelay = Complaint(
        .noReplyDelay,
        "nothing says by when candidates are answered",
        hint: "add a line: reply_within: 2 weeks (or in 'policies' of site.yml)"
    )

    static let noPublicationDate = Complaint(
        .noPublicationDate,
        "the offer does not say since when it is published",
        hint: "add a line: published: 2026-05-04"
    )

    static let noEmployer = Complaint(
        .noEmployer,
        "the offer does not name an employer",
        hint: "add a line: employer: …"
    )

    static let noLocation = Complaint(
        .noLocation,
        "the offer does not say where one works",
        hint: "add a line: location: Lyon (or remote: full)"
    )

    static let noWayToApply = Complaint(
        .noWayToApply,
        "nothing says how to apply",
        hint: "add a line: apply: rh@example.org (or in site.yml, for all offers)"
    )

    /// A question or a document that may not be asked for.
    static func forbidden(_ rule: Rule, _ text: String) -> Complaint {
        Complaint(
            rule,
            "this asks about \(subject(of: rule)): \(quoted(text))",
            hint: advice(on: rule)
        )
    }

    /// Words of the text that no offer may have.
    static func forbiddenPhrase(_ rule: Rule, _ phrase: String) -> Complaint {
        Complaint(rule, "the text speaks of \(subject(of: rule))", hint: advice(on: rule))
    }

    private static func subject(of rule: Rule) -> String {
        switch rule {
        case .salaryHistory: "earlier pay"
        case .healthQuestion: "health, disability or pregnancy"
        case .familyQuestion: "family"
        case .beliefQuestion: "religion, opinions or a union"
        case .originQuestion: "nationality or origin"
        case .ageQuestion: "age"
        case .photoRequired: "a photograph"
        default: rule.code
        }
    }

    private static func advice(on rule: Rule) -> String {
        switch rule {
        case .salaryHistory: "leave it out; you may ask what pay is hoped for"
        case .healthQuestion:
            "leave it out; to offer adjustments, list them under 'accommodations'"
        case .originQuestion:
            "leave it out; you may ask how well a language is spoken, and whether one may work here"
        case .ageQuestion: "leave it out, unless the law sets a limit for this contract"
        default: "leave it out: it has no bearing on the post"
        }
    }
}
