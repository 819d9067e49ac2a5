import Foundation
import VivierDiagnostics

@testable import VivierSite

/// Texts of the interface, as YAML.
func texts(_ language: String, _ yaml: String) -> InterfaceTexts {
    var texts = InterfaceTexts(language: language)
    var diagnostics = Diagnostics()
    texts.read(SourceText(path: "i18n/\(language).yml", text: yaml), into: &diagnostics)
    return texts
}

/// The texts of the theme that comes with the program.
func themeTexts(_ language: String) throws -> InterfaceTexts {
    let file = projectFolder.appending(path: "templates/i18n/\(language).yml")
    return texts(language, try String(contentsOf: file, encoding: .utf8))
}

/// No-break spaces as `_` and narrow ones as `'`, so that one sees them.
func visible(_ text: String?) -> String? {
    text.map { $0.replacing("\u{A0}", with: "_").replacing("\u{202F}", with: "'") }
}

/// The folder of the package.
let projectFolder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

extension Edition {
    /// The edition of a language of the theme.
    static func theme(_ language: String, isDefault: Bool = true) throws -> Edition {
        let texts = try themeTexts(language)
        return Edition(
            texts: texts,
            routes: Routes(texts: texts, overrides: [:], isDefault: isDefault)
        )
    }
}
