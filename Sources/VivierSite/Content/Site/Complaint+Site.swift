import VivierDiagnostics
import VivierModel

// What is said about `site.yml`.

extension Complaint {
    static func wrongIntake(_ address: String) -> Complaint {
        Complaint(
            .wrongWebAddress,
            "'\(address)' is more than the address of an intake",
            hint: "write its host and path only: https://candidatures.example.org"
        )
    }

    static func wrongIssuer(_ address: String) -> Complaint {
        Complaint(
            .wrongWebAddress,
            "anybody on the way to '\(address)' could sign in as somebody else",
            hint: "write its address with https://"
        )
    }

    static func unknownTimeZone(_ text: String) -> Complaint {
        let near = nearestNames(to: text, in: TimeZoneRule.identifiers)
        return Complaint(
            .unknownChoice,
            "unknown time zone \(quoted(text))",
            hint: near.isEmpty
                ? "write it as a part of the world and a town: Europe/Paris"
                : "did you mean \(listed(near.map { "'\($0)'" }))?"
        )
    }

    static func noTexts(_ code: String, _ languages: [String]) -> Complaint {
        Complaint(
            .unknownLanguage,
            "the words of the pages are not there in \(quoted(code))",
            hint: "use \(listed(languages)), or write content/i18n/\(code).yml"
        )
    }

    static func wrongColor(_ text: String) -> Complaint {
        Complaint(
            .wrongShape,
            "\(quoted(text)) is not a colour",
            hint: "write '#' and six digits from 0 to f, in quotes: '#1f4e79'"
        )
    }

    /// The ratio is cut, not rounded: 4.499 is not enough and does not look so.
    static func lowContrast(
        _ color: Color,
        on ground: Color,
        _ contrast: Double,
        nearest: Color
    ) -> Complaint {
        Complaint(
            .lowContrast,
            "\(quoted(color.text)) has a contrast of \(decimalText((contrast * 100).rounded(.down) / 100)):1"
                + " with \(ground.text), and text needs 4.5:1",
            hint: "the nearest colour that would do is '\(nearest.text)'"
        )
    }

    static func unknownRule(_ name: String) -> Complaint {
        let near = nearestNames(to: name, in: Rule.allCases.map(\.code))
        return Complaint(
            .unknownKey,
            "no rule is called \(quoted(name))",
            hint: near.isEmpty
                ? "docs/lint.md lists the rules" : "did you mean \(listed(near.map { "'\($0)'" }))?"
        )
    }

    static func unknownOurs(
        _ name: String,
        _ kind: SiteConfiguration.Collection.Kind,
        _ keys: InnerKeys
    ) -> Complaint {
        let near = nearestKeys(to: name, in: keys)
        return Complaint(
            .unknownKey,
            "\(kind.rawValue) have no key \(quoted(name))",
            hint: near.isEmpty
                ? "docs/content.md lists the keys"
                : "did you mean \(listed(near.map { "'\($0)'" }))?"
        )
    }
}
