package import VivierModel

/// One thing that a form asks for.
package struct FormField: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        case text(TextRule)
        case mail
        case phone
        case date(DateRule)
        case number(NumberRule)
        case choice([Option])
        case several([Option])
        case town
        case file(FileRule)
        case consent
        case group(GroupRule)
    }

    /// Name under which the value is sent.
    package let name: String
    package var kind: Kind
    package var label: LocalText
    package var hint: LocalText?
    package var isRequired = false
    /// The field is asked for only where this holds.
    package var condition: Condition?
    /// A word of the HTML standard's list, for the browser's own filling in.
    package var autocomplete: String?
    /// Where a JSON Resume file has the value: `basics.email`.
    package var resume: String?
    /// The parameter of a list's address that its value is: `q`, `lieu`, `km`, the name of a facet.
    package var search: String?
    /// Whether a CV made of the form shows it.
    package var isOnCV = true
    /// A CV shows it only where this holds: what its owner chose to show.
    package var showing: Condition?
    /// Whether an offer asks for it and not the form itself.
    package var isFromOffer = false

    package init(name: String, kind: Kind, label: LocalText) {
        self.name = name
        self.kind = kind
        self.label = label
    }

    /// Whether the value must be there whatever the rest of the form says: all
    /// that HTML can demand.
    package var isAlwaysRequired: Bool { isRequired && condition == nil }
}

extension FormField {
    /// Lengths are in UTF-16 units with a line end as one, as HTML counts them.
    package struct TextRule: Sendable, Equatable {
        /// Lines that the box shows; one line only if 1.
        package var lines = 1
        package var minimum: Int?
        package var maximum = 200
        package var pattern: FieldPattern?
        /// What the pattern wants, in words.
        package var explanation: LocalText?

        package init() {}
    }

    package struct DateRule: Sendable, Equatable {
        package var earliest: Day?
        package var latest: Day?

        package init() {}
    }

    package struct NumberRule: Sendable, Equatable {
        package var minimum: Int?
        package var maximum: Int?

        package init() {}
    }

    package struct Option: Sendable, Equatable {
        package var code: String
        package var label: LocalText

        package init(code: String, label: LocalText) {
            self.code = code
            self.label = label
        }
    }

    package struct FileRule: Sendable, Equatable {
        package var types = FileType.allCases
        /// Bytes of one file.
        package var size = 10 << 20
        /// Files under this name.
        package var count = 1

        package init() {}
    }

    package struct GroupRule: Sendable, Equatable {
        package var fields: [FormField] = []
        /// Blank entries that a page shows without its module.
        package var shown = 2
        package var maximum = 20

        package init() {}
    }

    /// Holds if each of the fields has one of its values.
    package struct Condition: Sendable, Equatable {
        package struct Part: Sendable, Equatable {
            package var field: String
            package var values: [String]
        }

        package var parts: [Part]

        /// `values`: Those of a field.
        package func holds(_ values: (String) -> [String]) -> Bool {
            parts.allSatisfy { part in
                values(part.field).contains { part.values.contains($0) }
            }
        }
    }
}

/// A kind of file that is taken.
package enum FileType: String, Sendable, CaseIterable {
    case pdf
    case docx
    case odt
    case txt
    case jpg
    case png

    /// Extensions, without the dot.
    package var extensions: [String] { self == .jpg ? ["jpg", "jpeg"] : [rawValue] }
}
