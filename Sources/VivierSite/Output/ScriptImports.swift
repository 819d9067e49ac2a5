import VivierDiagnostics

/// The other scripts that a script names: `import "./charts.js"`.
///
/// Assets are published under names made of their content, so a script has to
/// name the published file, and its own name depends on those that it names.
struct ScriptImports {
    struct Reference {
        /// From `templates/assets`: `charts/bars.js` for `./bars.js` beside it.
        var name: String
        /// Its place in the script, without the quotes and the `./` or `../../`.
        var range: Range<Int>
        /// The folder that the `./` or `../../` before it stands for: `charts/`.
        var start: String
    }

    let references: [Reference]
    let script: SourceText

    /// Reads the names; `name` is that of the script itself: `charts/bars.js`.
    ///
    /// What stands above `templates/assets` is not ours: `../sw.js` in a script of that folder itself.
    init(_ script: SourceText, named name: String) {
        let folders = name.split(separator: "/").dropLast()
        self.script = script
        references = localScripts(in: script.bytes).compactMap { range, levels in
            guard levels <= folders.count else { return nil }
            let start = folders.dropLast(levels).map { "\($0)/" }.joined()
            let name = String(decoding: script.bytes[range], as: UTF8.self)
            return Reference(name: start + name, range: range, start: start)
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
            bytes += address.dropFirst("/assets/\(reference.start)".count).utf8
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
        var waiting: [(name: String, own: ScriptImports, whole: ScriptImports)] = []
        var isComplete = true
        for (name, file) in files {
            guard name.hasSuffix(".js") else {
                add(name, file.bytes, source: file.path)
                continue
            }
            let own = ScriptImports(file, named: name)
            for reference in own.references where !names.contains(reference.name) {
                diagnostics.emit(.unknownScript(reference, in: file))
                isComplete = false
            }
            if parts.contains(name) { continue }
            if let whole = parts.assembled(file, named: name, into: &diagnostics) {
                waiting.append((name, own, ScriptImports(whole, named: name)))
            } else {
                isComplete = false
            }
        }
        while isComplete, !waiting.isEmpty {
            let before = waiting.count
            waiting.removeAll { name, _, whole in
                guard let bytes = whole.bytes(naming: { address(of: $0) }) else { return false }
                add(name, squeezed(withShortNames(bytes)), source: whole.script.path)
                return true
            }
            guard waiting.count == before else { continue }
            for (_, own, _) in waiting {
                diagnostics.emit(.scriptCircle(own.references.first, in: own.script))
            }
            isComplete = false
        }
        return isComplete
    }
}

/// Finds `"./name.js"` and `'../../name.js'`, wherever they stand, and how many folders above they lead.
private func localScripts(in bytes: [UInt8]) -> [(Range<Int>, levels: Int)] {
    var found: [(Range<Int>, levels: Int)] = []
    var index = 0
    while index + 3 < bytes.count {
        let quote = bytes[index]
        index += 1
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { continue }
        var start = index
        while bytes[start...].starts(with: "../".utf8) { start += 3 }
        let levels = (start - index) / 3
        if levels == 0, bytes[start...].starts(with: "./".utf8) { start += 2 }
        guard start > index else { continue }
        let name = bytes[start...].prefix { isScriptName($0) }
        index = start + name.count
        guard index < bytes.count, bytes[index] == quote else { continue }
        if name.suffix(3).elementsEqual(".js".utf8) { found.append((start..<index, levels)) }
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

    /// About a script that comes back to itself from `reference` on.
    static func scriptCircle(
        _ reference: ScriptImports.Reference?,
        in file: SourceText
    ) -> Diagnostic {
        Diagnostic(
            .error,
            code: "script-circle",
            "this script imports one that imports it, directly or not",
            in: file,
            at: reference?.range ?? 0..<0,
            hint: "put what both need into a third script"
        )
    }
}
