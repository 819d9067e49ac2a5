import VivierDiagnostics

/// Scripts of `templates/assets/parts`: each is put into the scripts that import it, and is not published itself.
///
/// A page then loads one file where it would load many, and what they have in common is compressed together.
/// Parts keep their top-level names, so no two in one script may declare the same: see `declaredNames`.
struct ScriptParts {
    static let folder = "parts/"

    private let parts: [String: SourceText]

    /// - Parameter files: Scripts by their names below `templates/assets`.
    init(_ files: [(name: String, file: SourceText)]) {
        let own = files.filter { $0.name.hasPrefix(Self.folder) && $0.name.hasSuffix(".js") }
        parts = Dictionary(own.map { ($0.name, $0.file) }) { first, _ in first }
    }

    func contains(_ name: String) -> Bool { parts[name] != nil }

    /// A script with its parts, and theirs, in the places of their imports: each once, before what needs it.
    ///
    /// - Parameters:
    ///   - script: What imports parts, or does not.
    ///   - name: Its own name below `templates/assets`.
    ///   - diagnostics: Takes lines that import or export in another way than parts can, circles, names that stand twice.
    /// - Returns: `nil` if there was such a line.
    func assembled(
        _ script: SourceText,
        named name: String,
        into diagnostics: inout Diagnostics
    ) -> SourceText? {
        var assembly = ScriptAssembly(parts: parts, name: name)
        assembly.append(script, named: name, into: &diagnostics)
        guard assembly.isWhole else { return nil }
        return assembly.seen.isEmpty
            ? script : SourceText(path: script.path, bytes: assembly.bytes)
    }
}
