import VivierDiagnostics
import VivierModel

extension Catalogue {
    /// Says which entries of the menus name a page that is not there, in the files of
    /// settings that they are written in.
    func checkMenus(_ settings: [SourceText], into diagnostics: inout Diagnostics) {
        let slugs = pages.map(\.value.slug)
        for entry in configuration.navigation + configuration.footer where isMissing(entry) {
            let near = nearestNames(to: entry.target, in: slugs)
            guard let place = entry.place,
                let source = settings.first(where: { $0.path == place.path })
            else { continue }
            diagnostics.emit(
                Diagnostic(
                    .warning,
                    code: "no-such-page",
                    "no page is called '\(entry.target)', and the link is left out",
                    in: source,
                    at: place.range,
                    hint: near.isEmpty
                        ? "a menu takes slugs of pages, or {label: …, url: /address/}"
                        : "did you mean \(listed(near.map { "'\($0)'" }))?"
                )
            )
        }
    }

    /// Whether an entry of a menu names a page that the site does not have.
    func isMissing(_ entry: SiteConfiguration.MenuEntry) -> Bool {
        entry.isSlug && !pages.contains { $0.value.slug == entry.target }
    }
}
