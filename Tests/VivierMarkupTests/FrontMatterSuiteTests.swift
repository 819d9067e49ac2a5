import Foundation
import Testing
import VivierDiagnostics
import VivierTestSupport

@testable import VivierMarkup

/// The public test suite of YAML: what is accepted is read as YAML reads it.
///
/// The subset refuses a good part of the suite (tags, anchors, several
/// documents, keys that are no text); it must never read another value.
@Suite("Front matter: the YAML test suite")
struct FrontMatterSuiteTests {
    /// Cases of which YAML 1.2 refuses the text and the reader does not, with the
    /// reason.
    private static let lenient: [String: String] = [:]

    /// Cases accepted, agreeing in value and in every event, of 202 that are YAML;
    /// the rest is refused, and so are all 69 that are not.
    private static let agreeing = 103

    @Test(
        "agrees with the suite or refuses",
        .enabled(if: corporaFolder() != nil, "the folder of real input is absent")
    )
    func suite() throws {
        let folder = try #require(corporaFolder()).appending(path: "yaml/yaml-test-suite")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        var counts = (agreeing: 0, refused: 0, refusedInvalid: 0, lenient: 0)
        var codes: [String: Int] = [:]
        for name in names where name.hasSuffix(".yaml") {
            let bytes = try Data(contentsOf: folder.appending(path: name))
            for (number, test) in try YAMLSuiteCase.all(name, [UInt8](bytes)).enumerated() {
                let label = "\(name.dropFirst(5).prefix(4))/\(number)"
                var diagnostics = Diagnostics()
                let source = SourceText(path: label, text: test.yaml)
                let document = readYAML(source, root: .anything, into: &diagnostics)
                #expect((document == nil) == diagnostics.hasErrors, "\(label)")
                guard let document else {
                    if !test.fails { codes[diagnostics.all.last?.code ?? "", default: 0] += 1 }
                    counts.refused += test.fails ? 0 : 1
                    counts.refusedInvalid += test.fails ? 1 : 0
                    continue
                }
                guard !test.fails else {
                    counts.lenient += 1
                    #expect(Self.lenient[label] != nil, "\(label) is no YAML: \(test.yaml)")
                    continue
                }
                counts.agreeing += 1
                let events = YAMLSuiteCase.events(of: document)
                #expect(events == test.events, "\(label): \(test.yaml)")
                if let json = test.json {
                    #expect(try JSONValue(of: document) == json, "\(label): \(test.yaml)")
                }
            }
        }
        print("yaml-test-suite:", counts, codes.sorted { $0.value > $1.value })
        #expect(counts.agreeing >= Self.agreeing)
        #expect(counts.lenient == Self.lenient.count)
    }
}

/// One case of the suite, its marks for invisible characters undone.
struct YAMLSuiteCase {
    var yaml: String
    var fails: Bool
    var events: [String]
    var json: JSONValue?

    /// The cases of a file, which is itself YAML; what a case leaves out it has
    /// from the one before.
    static func all(_ name: String, _ bytes: [UInt8]) throws -> [YAMLSuiteCase] {
        var diagnostics = Diagnostics()
        let source = SourceText(path: name, bytes: bytes)
        let file = try #require(
            readYAML(source, root: .anything, into: &diagnostics),
            "\(diagnostics.all)"
        )
        var cases: [YAMLSuiteCase] = []
        for entry in file.rootNode.elements {
            let tree = entry["tree"].map { normalised($0.text) } ?? cases.last?.events ?? []
            var json = cases.last?.json
            if let text = entry["json"]?.text {
                // Several documents have several values: never accepted.
                json = try? JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
            } else if entry["tree"] != nil {
                json = nil
            }
            cases.append(
                YAMLSuiteCase(
                    yaml: unmarked(entry["yaml"]?.text ?? ""),
                    fails: entry["fail"]?.bool == true,
                    events: tree,
                    json: json
                )
            )
        }
        return cases
    }

    private static func unmarked(_ text: String) -> String {
        var text = text.replacing("␣", with: " ").replacing(/—*»/, with: "\t")
        text = text.replacing("←", with: "\r").replacing("⇔", with: "\u{FEFF}")
        return text.replacing("↵", with: "").replacing(/∎\n$/, with: "")
    }

    private static func normalised(_ tree: String) -> [String] {
        tree.split(separator: "\n").map { line in
            let event = unmarked(String(line)).drop { $0 == " " }
            let plain = event.replacing(/^(\+MAP|\+SEQ|\+DOC|-DOC) ?(\{\}|\[\]|---|\.\.\.)/) {
                $0.output.1
            }
            return String(plain)
        }
    }

    /// The events of a document, as the suite writes them.
    static func events(of document: YAMLDocument) -> [String] {
        var events = ["+STR", "+DOC"]
        let isNothing = document.storage.records.count == 1 && document.rootNode.range.isEmpty
        guard !isNothing || document.source.bytes.starts(with: "---".utf8) else {
            return ["+STR", "-STR"]
        }
        append(document.rootNode, to: &events)
        return events + ["-DOC", "-STR"]
    }

    private static func append(_ node: YAMLNode, to events: inout [String]) {
        let style = node.storage.records[node.index].style
        switch style {
        case .mapping:
            events.append("+MAP")
            for entry in node.entries {
                append(entry.key, to: &events)
                append(entry.value, to: &events)
            }
            events.append("-MAP")
        case .sequence:
            events.append("+SEQ")
            for element in node.elements { append(element, to: &events) }
            events.append("-SEQ")
        default:
            let mark: [YAMLRecord.Style: String] = [
                .single: "'", .double: "\"", .literal: "|", .folded: ">",
            ]
            let isNull = style == .plain && node.kind == .null
            let text =
                isNull
                ? String(decoding: node.document.source.bytes[node.range], as: UTF8.self)
                : node.text
            let escaped = text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
                .replacing("\t", with: "\\t").replacing("\u{8}", with: "\\b")
                .replacing("\r", with: "\\r")
            events.append("=VAL \(mark[style] ?? ":")\(escaped)")
        }
    }
}
