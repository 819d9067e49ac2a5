import VivierDiagnostics
import VivierModel

/// How severe each rule is on a site; a rule that is missing is off.
///
/// In this order: what `lint.rules` of `site.yml` says, what the profile of the
/// country says, what holds for adopted trees (explicit `collections:`), what
/// holds everywhere.
func ruleSeverities(
    _ lint: SiteConfiguration.Lint,
    isAdopted: Bool
) -> [Rule: Diagnostic.Severity] {
    var severities: [Rule: Diagnostic.Severity] = [:]
    for description in ruleTable {
        if let stated = lint.severities[description.rule.code] {
            severities[description.rule] = stated
            continue
        }
        let usual = description.severity(in: lint.profile, isAdopted: isAdopted)
        severities[description.rule] = usual.severity
    }
    return severities
}

/// How severe a rule is, off included.
enum RuleSeverity: String, Sendable {
    case error
    case warning
    case note
    case off

    /// `nil` for off.
    var severity: Diagnostic.Severity? { Diagnostic.Severity(rawValue: rawValue) }
}

/// A row of the table of rules.
struct RuleDescription: Sendable {
    let rule: Rule
    /// In the site's own folders.
    let standard: RuleSeverity
    /// In trees adopted by `collections:`.
    let adopted: RuleSeverity
    /// Profiles for which something else holds.
    let profiles: [String: RuleSeverity]
    /// What the rule finds, one sentence.
    let text: String
    /// Why it matters or what to do, one or two sentences.
    let advice: String

    init(
        _ rule: Rule,
        _ standard: RuleSeverity,
        _ profiles: [String: RuleSeverity] = [:],
        adopted: RuleSeverity,
        _ text: String,
        _ advice: String
    ) {
        self.rule = rule
        self.standard = standard
        self.adopted = adopted
        self.profiles = profiles
        self.text = text
        self.advice = advice
    }

    /// In adopted trees a profile can only make a rule milder.
    func severity(in profile: String, isAdopted: Bool) -> RuleSeverity {
        let own = profiles[profile] ?? standard
        guard isAdopted else { return own }
        return own == .off || adopted == .off ? .off : adopted
    }
}
