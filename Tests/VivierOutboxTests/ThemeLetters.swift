import Foundation
import Testing
import VivierDiagnostics
import VivierOutbox

/// The letters of the theme that comes with the program.
func themeLetters() throws -> LetterLibrary {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "templates/mail")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    let sources = try names.map { name in
        SourceText(
            path: "mail/\(name)",
            bytes: [UInt8](try Data(contentsOf: folder.appending(path: name)))
        )
    }
    var diagnostics = Diagnostics()
    let letters = LetterLibrary(sources, into: &diagnostics)
    return try #require(letters, "\(diagnostics)")
}
