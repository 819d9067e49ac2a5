import VivierDiagnostics

@testable import VivierSite

/// Adds scripts to a theme; whether each could be read.
func assets(_ files: KeyValuePairs<String, String>) -> (Assets, Diagnostics, Bool) {
    var assets = Assets()
    var diagnostics = Diagnostics()
    let sources = files.map {
        SourceText(path: "templates/assets/\($0.key)", bytes: Array($0.value.utf8))
    }
    let isComplete = assets.add(sources, below: "templates/assets", into: &diagnostics)
    return (assets, diagnostics, isComplete)
}

/// A published script as text.
func text(_ assets: Assets, _ name: String) -> String? {
    assets.script(name).map { String(decoding: $0, as: UTF8.self) }
}
