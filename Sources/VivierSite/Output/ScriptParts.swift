import VivierDiagnostics

/// Scripts of `templates/assets/parts`: each is put into the scripts that import it, and is not published itself.
///
/// A page then loads one file where it would load many, and what they have in common is compressed together.
/// Parts keep their top-level names, so no two in one script may declare the same.
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
    ///   - diagnostics: Takes lines that import or export in another way than parts can.
    /// - Returns: `nil` if there was such a line.
    func assembled(
        _ script: SourceText,
        named name: String,
        into diagnostics: inout Diagnostics
    ) -> SourceText? {
        var seen: Set<String> = []
        var bytes: [UInt8] = []
        let isWhole = append(script, named: name, to: &bytes, &seen, &diagnostics)
        guard isWhole else { return nil }
        return seen.isEmpty ? script : SourceText(path: script.path, bytes: bytes)
    }

    private func append(
        _ script: SourceText,
        named name: String,
        to bytes: inout [UInt8],
        _ seen: inout Set<String>,
        _ diagnostics: inout Diagnostics
    ) -> Bool {
        let references = ScriptImports(script, named: name).references
        let isPart = contains(name)
        var isWhole = true
        var start = 0
        for line in script.bytes.split(
            separator: UInt8(ascii: "\n"),
            omittingEmptySubsequences: false
        ) {
            let range = start..<start + line.count
            start = range.upperBound + 1
            let reference = references.first { range.contains($0.range.lowerBound) }
            if let reference, let part = parts[reference.name] {
                guard isImportOfNames(line) else {
                    diagnostics.emit(.partImport(reference, in: script))
                    isWhole = false
                    continue
                }
                if seen.insert(reference.name).inserted {
                    isWhole =
                        append(part, named: reference.name, to: &bytes, &seen, &diagnostics)
                        && isWhole
                }
                continue
            }
            if isPart, line.starts(with: "export ".utf8) {
                let exported = line.dropFirst("export ".utf8.count)
                guard declarations.contains(where: { exported.starts(with: $0.utf8) }) else {
                    diagnostics.emit(.partExport(range, in: script))
                    isWhole = false
                    continue
                }
                bytes += exported
            } else if isPart, let reference, reference.isAbove {
                // Seen from the script that the part is put into, what stands above it stands beside it.
                bytes += script.bytes[range.lowerBound..<reference.range.lowerBound].dropLast(3)
                bytes += "./".utf8
                bytes += script.bytes[reference.range.lowerBound..<range.upperBound]
            } else {
                bytes += line
            }
            bytes.append(UInt8(ascii: "\n"))
        }
        return isWhole
    }
}

private let declarations = ["function ", "async function ", "class ", "const ", "let "]

/// `import { one, two } from "…";`, alone in its line.
private func isImportOfNames(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.starts(with: "import {".utf8), let end = line.firstIndex(of: UInt8(ascii: "}"))
    else {
        return false
    }
    let names = line[line.startIndex + 8..<end].split(separator: UInt8(ascii: ","))
    let rest = line[(end + 1)...].split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") }
    return rest.count == 2 && rest[0].elementsEqual("from".utf8)
        && names.allSatisfy { $0.split(separator: UInt8(ascii: " ")).count <= 1 }
}

extension Diagnostic {
    fileprivate static func partImport(
        _ reference: ScriptImports.Reference,
        in file: SourceText
    ) -> Diagnostic {
        Diagnostic(
            .error,
            code: "script-part",
            "a part is imported by names alone, in a line of its own",
            in: file,
            at: reference.range,
            hint: "write import { one, two } from \"…\"; without 'as'"
        )
    }

    fileprivate static func partExport(_ line: Range<Int>, in file: SourceText) -> Diagnostic {
        Diagnostic(
            .error,
            code: "script-part",
            "a part exports what it declares, where it declares it",
            in: file,
            at: line,
            hint: "begin a declaration with 'export': export function name() {"
        )
    }
}
