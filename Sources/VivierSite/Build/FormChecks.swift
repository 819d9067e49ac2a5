import VivierDiagnostics
import VivierForms
import VivierModel

/// Says which forms are asked for and are not there, and which employers a form
/// names that the site does not have.
func checkForms(
    _ forms: [String: FormDefinition],
    _ catalogue: Catalogue,
    below content: String,
    into diagnostics: inout Diagnostics
) {
    guard catalogue.configuration.intake != nil else { return }
    if case .form(let name)? = catalogue.configuration.apply, forms[name] == nil {
        diagnostics.emit(.unknownForm(name, forms, path: shown(content, "site.yml")))
    }
    for version in catalogue.open.flatMap(\.versions) {
        if case .form(let name)? = version.value.apply, forms[name] == nil {
            diagnostics.emit(.unknownForm(name, forms, path: shown(content, version.path)))
        }
    }
    let employers = catalogue.employers.map(\.value.slug)
    for (name, form) in forms.sorted(by: { $0.key < $1.key }) {
        guard case .employers(let slugs?) = form.audience else { continue }
        for slug in slugs where !employers.contains(slug) {
            diagnostics.emit(
                .unknownEmployer(slug, employers, path: shown(content, "forms/\(name).yml"))
            )
        }
    }
}

extension Diagnostic {
    fileprivate static func unknownForm(
        _ name: String,
        _ forms: [String: FormDefinition],
        path: String
    ) -> Diagnostic {
        let near = nearestNames(to: name, in: forms.keys)
        return Diagnostic(
            .warning,
            code: "unknown-form",
            "there is no form '\(name)': the offer is answered by mail",
            path: path,
            hint: near.isEmpty
                ? "write content/forms/\(name).yml"
                : "did you mean \(near.joined(separator: " or "))"
        )
    }

    fileprivate static func unknownEmployer(
        _ slug: String,
        _ employers: [String],
        path: String
    ) -> Diagnostic {
        let near = nearestNames(to: slug, in: employers)
        return Diagnostic(
            .warning,
            code: "unknown-employer",
            "there is no employer '\(slug)': the form has no page for it",
            path: path,
            hint: near.isEmpty ? nil : "did you mean \(near.joined(separator: " or "))"
        )
    }
}
