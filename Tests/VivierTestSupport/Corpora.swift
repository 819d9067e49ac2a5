import Foundation

/// The folder of real input used by the conformance tests, if this machine has it.
///
/// It is never part of the project. `VIVIER_CORPORA` names it; otherwise a
/// `shared/corpora` beside the checkout, or beside one of its parents, is used.
public func corporaFolder() -> URL? {
    let files = FileManager.default
    if let named = ProcessInfo.processInfo.environment["VIVIER_CORPORA"] {
        return files.fileExists(atPath: named) ? URL(filePath: named) : nil
    }
    var folder = URL(filePath: #filePath).deletingLastPathComponent()
    while folder.path != "/" {
        let candidate = folder.appending(path: "shared/corpora")
        if files.fileExists(atPath: candidate.path) { return candidate }
        folder.deleteLastPathComponent()
    }
    return nil
}
