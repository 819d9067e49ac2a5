import VivierMarkup

/// What can be wrong with a file of `content/campaigns/`, and what to do about it.
struct CampaignFault: DefinitionFault {
    let code: String
    let message: String
    var hint: String?

    static func unknownKey(_ name: String, _ allowed: [String]) -> Self {
        Self(
            code: "unknown-campaign-key",
            message: "there is no key '\(name)' here",
            hint: keyHint(name, allowed)
        )
    }

    static func missing(_ key: String, in place: String) -> Self {
        Self(
            code: "missing-campaign-key",
            message: "\(place) has no '\(key)'",
            hint: "add '\(key):'"
        )
    }

    static func wrongShape(_ wanted: String) -> Self {
        Self(code: "wrong-campaign-value", message: "expected \(wanted)")
    }

    static func unknownValue(_ key: String, _ value: String, _ choices: [String]) -> Self {
        Self(
            code: "unknown-campaign-value",
            message: "'\(value)' is no value of '\(key)'",
            hint: choices.isEmpty
                ? "nothing of that kind is named in this campaign"
                : "use one of \(choices.joined(separator: ", "))"
        )
    }

    static func outOfRange(_ text: String, _ range: ClosedRange<Int>) -> Self {
        Self(
            code: "wrong-campaign-value",
            message:
                "'\(text)' is not a whole number from \(range.lowerBound) to \(range.upperBound)"
        )
    }

    static func wrongName(_ name: String) -> Self {
        Self(
            code: "campaign-name",
            message: "'\(name)' cannot be a name",
            hint: "use small letters without accents, digits, '-' and '_', at most 40"
        )
    }

    static func twice(_ name: String) -> Self {
        Self(
            code: "campaign-twice",
            message: "there are two of the name '\(name)'",
            hint: "rename one of them"
        )
    }

    static func offerTwice(_ offer: String) -> Self {
        Self(
            code: "campaign-offer-twice",
            message: "two campaigns name the offer '\(offer)'",
            hint: "take it out of one of them"
        )
    }

    static let reminderTooLate = Self(
        code: "campaign-reminder",
        message: "the reminder would come before the dossier is there",
        hint: "write fewer days under 'reminder' than under 'incomplete'"
    )

    static let markTooHigh = Self(
        code: "wrong-campaign-value",
        message: "nobody can reach that mark",
        hint: "write one up to 'out_of'"
    )

    static let periodTurned = Self(
        code: "wrong-campaign-value",
        message: "the period ends before it begins",
        hint: "exchange 'from' and 'until'"
    )
}
