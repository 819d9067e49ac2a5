import VivierDiagnostics

/// Says which templates no page uses, and which texts a language lacks.
func checkTheme(_ plan: SitePlan, into diagnostics: inout Diagnostics) {
    let texts = plan.templates.map {
        (path: $0.path, text: String(decoding: $0.bytes, as: UTF8.self))
    }
    for template in texts where template.path != SiteView.cardTemplate {
        let name = template.path
        let isNamed =
            texts.contains { $0.path != name && $0.text.contains("'\(name)'") }
            || texts.contains { $0.path != name && $0.text.contains("\"\(name)\"") }
        guard !isNamed, !name.hasPrefix("pages/") else { continue }
        diagnostics.emit(
            Diagnostic(
                .warning,
                code: "unused-template",
                "no page uses this template",
                path: "templates/\(name)",
                hint: "delete it, or include it somewhere"
            )
        )
    }
    let first = plan.views[0].edition.texts
    for view in plan.views.dropFirst() {
        let texts = view.edition.texts
        for key in first.keys.subtracting(texts.keys).sorted() {
            diagnostics.emit(
                Diagnostic(
                    .warning,
                    code: "missing-text",
                    "there is no text '\(key)'",
                    path: "templates/i18n/\(texts.language).yml",
                    hint: "it is in i18n/\(first.language).yml"
                )
            )
        }
    }
}
