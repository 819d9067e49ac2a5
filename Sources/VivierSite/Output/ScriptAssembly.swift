import VivierDiagnostics

/// A script into which its parts are being put.
struct ScriptAssembly {
    let parts: [String: SourceText]
    /// `charts/bars.js`: what the script is called that takes the parts in.
    let name: String

    private(set) var bytes: [UInt8] = []
    private(set) var seen: Set<String> = []
    private(set) var isWhole = true
    /// The parts that are being put in, each for the one before.
    private var open: [String] = []
    private var declared: [String: (file: SourceText, line: Int)] = [:]

    init(parts: [String: SourceText], name: String) {
        self.parts = parts
        self.name = name
    }

    mutating func append(
        _ script: SourceText,
        named name: String,
        into diagnostics: inout Diagnostics
    ) {
        let references = ScriptImports(script, named: name).references
        var start = 0
        for line in script.bytes.split(
            separator: UInt8(ascii: "\n"),
            omittingEmptySubsequences: false
        ) {
            let range = start..<start + line.count
            start = range.upperBound + 1
            let named = references.filter { range.contains($0.range.lowerBound) }
            if let reference = named.first(where: { parts[$0.name] != nil }) {
                if !isImportOfNames(line) {
                    refuse(.partImport(reference, in: script), &diagnostics)
                } else if open.contains(reference.name) {
                    refuse(.scriptCircle(reference, in: script), &diagnostics)
                } else if let part = parts[reference.name],
                    seen.insert(reference.name).inserted
                {
                    open.append(reference.name)
                    append(part, named: reference.name, into: &diagnostics)
                    open.removeLast()
                }
                continue
            }
            declare(range, of: script, &diagnostics)
            if parts[name] == nil {
                bytes += line
            } else {
                appendLine(range, of: script, naming: named, &diagnostics)
            }
            bytes.append(UInt8(ascii: "\n"))
        }
    }

    /// A line of a part: nothing is exported, and other scripts are named as the whole script sees them.
    private mutating func appendLine(
        _ range: Range<Int>,
        of part: SourceText,
        naming references: [ScriptImports.Reference],
        _ diagnostics: inout Diagnostics
    ) {
        var rest = part.bytes[range]
        if rest.starts(with: "export ".utf8) {
            rest = rest.dropFirst("export ".utf8.count)
            guard declarations.contains(where: { rest.starts(with: $0.utf8) }) else {
                return refuse(.partExport(range, in: part), &diagnostics)
            }
        }
        let levels = name.utf8.count { $0 == UInt8(ascii: "/") }
        let up = levels == 0 ? "./" : String(repeating: "../", count: levels)
        for reference in references {
            let end = reference.range.lowerBound - 1
            let quote = part.bytes[..<end].lastIndex { $0 == 0x22 || $0 == 0x27 } ?? end
            bytes += rest[..<quote] + [part.bytes[quote]] + Array((up + reference.name).utf8)
            rest = rest[reference.range.upperBound...]
        }
        bytes += rest
    }

    /// Takes note of what a line declares: a browser refuses a whole script for a name that stands in it twice.
    private mutating func declare(
        _ range: Range<Int>,
        of script: SourceText,
        _ diagnostics: inout Diagnostics
    ) {
        for name in declaredNames(script.bytes[range]) {
            if let (file, line) = declared[name], file.path != script.path {
                let twice = Diagnostic.nameTwice(name, range, in: script)
                refuse(
                    twice.noting("the other declaration", in: file, at: line),
                    &diagnostics
                )
            }
            declared[name] = declared[name] ?? (script, range.lowerBound)
        }
    }

    private mutating func refuse(_ diagnostic: Diagnostic, _ diagnostics: inout Diagnostics) {
        diagnostics.emit(diagnostic)
        isWhole = false
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

    fileprivate static func nameTwice(
        _ name: String,
        _ line: Range<Int>,
        in file: SourceText
    ) -> Diagnostic {
        Diagnostic(
            .error,
            code: "script-part",
            "'\(name)' is declared twice in one script, since parts share their names",
            in: file,
            at: line,
            hint: "give one of them another name"
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
