import VivierDiagnostics
import VivierFiles
import VivierForms
import VivierModel

extension SiteSources {
    /// Reads `forms/*.yml`; one with a mistake is left out, and its offers are
    /// answered by mail.
    mutating func readForms(
        _ options: BuildOptions,
        into diagnostics: inout Diagnostics
    ) throws(SystemCallError) {
        for path in contentFiles where path.hasPrefix("forms/") && path.hasSuffix(".yml") {
            let name = String(path.dropFirst("forms/".count).dropLast(".yml".count))
            guard !name.contains("/") else { continue }
            let source = SourceText(
                path: shown(options.content, path),
                bytes: try readFile("\(options.content)/\(path)")
            )
            forms[name] = readForm(
                source,
                name: name,
                languages: configuration.languages,
                into: &diagnostics
            )
        }
    }
}
