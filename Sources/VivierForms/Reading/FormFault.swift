import VivierMarkup

/// What can be wrong with a file of `content/forms/`, and what to do about it.
struct FormFault: DefinitionFault {
    let code: String
    let message: String
    let hint: String?

    init(_ code: String, _ message: String, hint: String? = nil) {
        self.code = code
        self.message = message
        self.hint = hint
    }

    static func unknownKey(_ name: String, _ allowed: [String]) -> Self {
        Self(
            "unknown-form-key",
            "there is no key '\(name)' here",
            hint: keyHint(name, allowed)
        )
    }

    static func missing(_ key: String, in place: String) -> Self {
        Self("missing-form-key", "\(place) has no '\(key)'", hint: "add '\(key):'")
    }

    static let fileOnSheet = Self(
        "file-on-sheet",
        "a form for the space takes no files",
        hint: "ask for the file in a form 'for: offer' or 'for: page'"
    )

    static let nothingAsked = Self(
        "empty-form",
        "the form asks for nothing",
        hint: "add 'fields:' or 'steps:'"
    )

    static func unknownChoice(_ key: String, _ value: String, _ choices: [String]) -> Self {
        Self(
            "unknown-form-value",
            "'\(value)' is no value of '\(key)'",
            hint: "use one of \(choices.joined(separator: ", "))"
        )
    }

    static func wrongShape(_ wanted: String) -> Self {
        Self("wrong-form-value", "expected \(wanted)")
    }

    static let emptyText = Self("empty-form-value", "there is nothing here", hint: "write a text")

    static func notALanguage(_ name: String) -> Self {
        Self(
            "form-language",
            "'\(name)' is not the code of a language",
            hint: "write the text, or {fr: text, en: text}"
        )
    }

    static func missingLanguage(_ language: String) -> Self {
        Self(
            "form-language",
            "the text is missing in '\(language)', the language of the site",
            hint: "add '\(language):'"
        )
    }

    static func outOfRange(_ text: String, _ range: ClosedRange<Int>) -> Self {
        Self(
            "wrong-form-value",
            "'\(text)' is not a whole number from \(range.lowerBound) to \(range.upperBound)"
        )
    }

    static func wrongSize(_ text: String) -> Self {
        Self("wrong-form-value", "'\(text)' is not a size of a file", hint: "write 5 MB or 500 kB")
    }

    static func notASlug(_ text: String) -> Self {
        Self(
            "wrong-form-value",
            "'\(text)' cannot be a part of an address",
            hint: "use small letters without accents, digits and '-'"
        )
    }

    static func notAnOrigin(_ text: String) -> Self {
        Self(
            "wrong-form-value",
            "'\(text)' is not the address of a site",
            hint: "write https:// and the name of the host alone: https://www.example.org"
        )
    }

    static let embeddedOffer = Self(
        "form-embed",
        "the form of offers has no page of its own that another site could show",
        hint: "remove 'embed', or write 'for: page'"
    )

    static let photoOutsideSpace = Self(
        "form-photo",
        "a photo belongs to a sheet that candidates keep in their space",
        hint: "write 'for: space', or ask for a picture with a field of the type 'file'"
    )

    static func deskOutsideSpace(_ key: String) -> Self {
        Self(
            "form-desk",
            "only a sheet that candidates keep in their space is shown by their choice",
            hint: "write 'for: space', or leave '\(key)' out: agents see what is sent to them"
        )
    }

    static let notAPublicKey = Self(
        "form-sealed-to",
        "this is no key that a browser can seal to",
        hint: "write the line that 'vivier-intake submission-key' prints"
    )

    static func wrongName(_ name: String) -> Self {
        Self(
            "form-field-name",
            "'\(name)' cannot be the name of a field",
            hint: "use small letters without accents, digits and '_', at most 40"
        )
    }

    static func reservedName(_ name: String) -> Self {
        Self("form-field-name", "'\(name)' is used by every form", hint: "choose another name")
    }

    static func twice(_ name: String) -> Self {
        Self("form-field-twice", "there are two fields '\(name)'", hint: "rename one of them")
    }

    static func notInGroup(_ type: String) -> Self {
        Self("form-group", "a group cannot hold a field of the type '\(type)'")
    }

    static let conditionInGroup = Self("form-group", "a field of a group cannot have a condition")

    static func exchanged(_ first: String, _ second: String) -> Self {
        Self("wrong-form-value", "'\(first)' is beyond '\(second)'", hint: "exchange the two")
    }

    static func wrongPattern(_ reason: String) -> Self {
        Self(
            "form-pattern",
            "the pattern cannot be read: \(reason)",
            hint: "use characters, . [a-z] \\d \\w \\s ( | ) ? * + {2,5}"
        )
    }

    static let patternOfLines = Self(
        "form-pattern",
        "browsers know no pattern for a text of several lines",
        hint: "remove 'pattern' or 'lines'"
    )

    static func unknownCondition(_ name: String, _ known: [String]) -> Self {
        Self(
            "form-condition",
            "no choice '\(name)' stands before this field",
            hint: known.isEmpty
                ? "move the field that decides in front"
                : "use one of \(known.joined(separator: ", "))"
        )
    }
}
