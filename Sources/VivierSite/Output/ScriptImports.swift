import VivierDiagnostics

/// The other scripts that a script names: `import "./list-text.js"`.
///
/// Assets are published under names made of their content, so a script has to
/// name the published file, and its own name depends on those that it names.
struct ScriptImports {
    struct Reference {
        /// From `templates/assets`: `charts/bars.js` for `./bars.js` beside it.
        var name: String
        /// Its place in the script, without the quotes and the `./` or `../`.
        var range: Range<Int>
        /// Whether it is called `../bars.js`.
        var isAbove: Bool
    }

    let references: [Reference]
    let script: SourceText
    private let folder: String

    /// Reads the names; `name` is that of the script itself: `charts/bars.js`.
    init(_ script: SourceText, named name: String) {
        let folder = parentFolder(of: name)
        self.script = script
        self.folder = folder
        references = localScripts(in: script.bytes).map { range, isAbove in
            let name = String(decoding: script.bytes[range], as: UTF8.self)
            let start = isAbove ? parentFolder(of: String(folder.dropLast())) : folder
            return Reference(name: start + name, range: range, isAbove: isAbove)
        }
    }

    /// The script with the names of published files.
    ///
    /// - Parameter address: The address of a script; `nil` if it has none yet.
    /// - Returns: `nil` as long as one of them has no address.
    func bytes(naming address: (String) -> String?) -> [UInt8]? {
        var bytes: [UInt8] = []
        var end = 0
        for reference in references {
            guard let address = address(reference.name) else { return nil }
            bytes += script.bytes[end..<reference.range.lowerBound]
            let start = reference.isAbove ? parentFolder(of: String(folder.dropLast())) : folder
            bytes += address.dropFirst("/assets/\(start)".count).utf8
            end = reference.range.upperBound
        }
        return bytes + script.bytes[end...]
    }
}

extension Assets {
    /// Adds the files of `templates/assets`; scripts that name others come after them.
    ///
    /// - Parameters:
    ///   - files: The files, whose paths begin with `folder`.
    ///   - folder: How `templates/assets` is called in messages.
    ///   - diagnostics: Takes the names of scripts that are not there, and circles.
    /// - Returns: `false` if a script could not be added.
    mutating func add(
        _ files: [SourceText],
        below folder: String,
        into diagnostics: inout Diagnostics
    ) -> Bool {
        let files = files.map { (name: String($0.path.dropFirst(folder.count + 1)), file: $0) }
        let names = Set(files.map(\.name))
        let parts = ScriptParts(files)
        var waiting: [(name: String, imports: ScriptImports)] = []
        var isComplete = true
        for (name, file) in files {
            guard name.hasSuffix(".js") else {
                add(name, file.bytes, source: file.path)
                continue
            }
            let references = ScriptImports(file, named: name).references
            for reference in references where !names.contains(reference.name) {
                diagnostics.emit(.unknownScript(reference, in: file))
                isComplete = false
            }
            if parts.contains(name) { continue }
            if let whole = parts.assembled(file, named: name, into: &diagnostics) {
                waiting.append((name, ScriptImports(whole, named: name)))
            } else {
                isComplete = false
            }
        }
        while isComplete, !waiting.isEmpty {
            let before = waiting.count
            waiting.removeAll { name, imports in
                guard let bytes = imports.bytes(naming: { address(of: $0) }) else { return false }
                add(name, squeezed(bytes), source: imports.script.path)
                return true
            }
            guard waiting.count == before else { continue }
            for item in waiting { diagnostics.emit(.scriptCircle(item.imports)) }
            isComplete = false
        }
        return isComplete
    }
}

/// `charts/` of `charts/bars.js`; empty for a file of the folder itself.
private func parentFolder(of name: String) -> String {
    name.lastIndex(of: "/").map { String(name[...$0]) } ?? ""
}

/// Finds `"./name.js"` and `'../name.js'`, wherever they stand, and which are called by `../`.
private func localScripts(in bytes: [UInt8]) -> [(Range<Int>, isAbove: Bool)] {
    var found: [(Range<Int>, isAbove: Bool)] = []
    var index = 0
    while index + 3 < bytes.count {
        let quote = bytes[index]
        let isAbove = bytes[(index + 1)...].starts(with: "../".utf8)
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
            isAbove || bytes[(index + 1)...].starts(with: "./".utf8)
        else {
            index += 1
            continue
        }
        let start = index + (isAbove ? 4 : 3)
        let name = bytes[start...].prefix { isScriptName($0) }
        index = start + name.count
        guard index < bytes.count, bytes[index] == quote else { continue }
        if name.suffix(3).elementsEqual(".js".utf8) { found.append((start..<index, isAbove)) }
    }
    return found
}

private func isScriptName(_ byte: UInt8) -> Bool {
    (97...122).contains(byte | 0x20) || (45...57).contains(byte) || byte == UInt8(ascii: "_")
}

extension Diagnostic {
    fileprivate static func unknownScript(
        _ reference: ScriptImports.Reference,
        in file: SourceText
    ) -> Diagnostic {
        Diagnostic(
            .error,
            code: "unknown-script",
            "there is no script '\(reference.name)'",
            in: file,
            at: reference.range,
            hint: "put it beside this one, or take the line away"
        )
    }

    fileprivate static func scriptCircle(_ imports: ScriptImports) -> Diagnostic {
        Diagnostic(
            .error,
            code: "script-circle",
            "this script imports one that imports it, directly or not",
            in: imports.script,
            at: imports.references.first?.range ?? 0..<0,
            hint: "put what both need into a third script"
        )
    }
}
