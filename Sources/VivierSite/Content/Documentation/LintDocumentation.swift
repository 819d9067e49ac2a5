/// `docs/lint.md`: every rule with its severities and the reason for it.
package func lintDocumentation() -> String {
    var text = """
        # Checks

        What `vivier build` and `vivier check` say about the files of the content folder. This page is
        made from the table that the program itself goes by; a test holds the two together.

        An *error* keeps the file out of the site and ends the command with exit code 1. A *warning* and
        a *note* do not. `site.yml` can change each rule, and say whose law holds:

        ```yaml
        lint:
          profile: be
          rules: {no-salary: error, middle-dot: off}
        ```

        Profiles: \(lintProfiles.map { "`\($0)`" }.joined(separator: ", ")). In trees adopted by
        `collections:` the rules are milder, since their files were written for another tool.

        ## Offers that are well-formed and yet wrong


        """
    text += linterRules.map(entry).joined(separator: "\n")
    text += "\n## Files and values\n\n"
    text += valueRules.map(entry).joined(separator: "\n")
    return text
}

private func entry(_ description: RuleDescription) -> String {
    var severities = description.standard.rawValue
    let others = Dictionary(grouping: description.profiles.keys.sorted()) {
        description.profiles[$0] ?? description.standard
    }
    for (severity, profiles) in others.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
        severities += "; \(severity.rawValue) in \(listed(profiles.map { "`\($0)`" }, "and"))"
    }
    return """
        ### `\(description.rule.code)`

        \(description.text) \(description.advice)

        Severity: \(severities). In adopted trees: \(description.adopted.rawValue).

        """
}
