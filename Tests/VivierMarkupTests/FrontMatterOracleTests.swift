import Foundation
import Testing
import VivierDiagnostics
import VivierTestSupport

@testable import VivierMarkup

/// Every front matter of the real input, beside what PyYAML read in it.
///
/// PyYAML reads YAML 1.1. Where it differs by design, the difference is one of
/// ``OracleDifference``; anything else must be equal or refused.
@Suite("Front matter: real files against PyYAML")
struct FrontMatterOracleTests {
    /// Files PyYAML reads and this reader refuses: the code, and how many.
    private static let refused: [String: Int] = [
        // The last one wins in PyYAML; YAML forbids it.
        "duplicate-key": 3,
        // YAML wants the further lines of a text in quotes indented; PyYAML does not.
        "quoted-text-not-indented": 2,
    ]

    @Test(
        "agrees with PyYAML or refuses",
        .enabled(if: corporaFolder() != nil, "the folder of real input is absent")
    )
    func oracle() throws {
        let folder = try #require(corporaFolder())
        let lines = try String(
            contentsOf: folder.appending(path: "oracle/frontmatter.jsonl"),
            encoding: .utf8
        )
        var all = (read: 0, accepted: 0)
        var offers = (read: 0, accepted: 0)
        var refused: [String: Int] = [:]
        var differences: [OracleDifference: Int] = [:]
        for line in lines.split(separator: "\n") {
            let entry = try JSONDecoder().decode(OracleEntry.self, from: Data(line.utf8))
            let bytes = try Data(contentsOf: folder.appending(path: entry.path))
            var diagnostics = Diagnostics()
            let source = SourceText(path: entry.path, bytes: [UInt8](bytes))
            let found = readFrontMatter(source, into: &diagnostics)
            #expect((found == nil) == diagnostics.hasErrors, "\(entry.path)")
            guard entry.kind == "yaml" else { continue }
            guard let expected = entry.data else {
                #expect(found == nil, "\(entry.path) is refused by PyYAML")
                continue
            }
            let isOffer = entry.path.hasPrefix("offers/")
            all.read += 1
            offers.read += isOffer ? 1 : 0
            guard let found else {
                refused[
                    diagnostics.sorted.first { $0.severity == .error }?.code ?? "",
                    default: 0
                ] += 1
                continue
            }
            all.accepted += 1
            offers.accepted += isOffer ? 1 : 0
            for difference in compare(found.document.rootNode, expected, entry.path) {
                differences[difference, default: 0] += 1
            }
        }
        #expect(Set(differences.keys) == [.date, .octal, .lastLineEnd])
        print("PyYAML: all", all, "offers", offers, "differences", differences)
        #expect(Double(offers.accepted) >= 0.98 * Double(offers.read))
        #expect(Double(all.accepted) >= 0.995 * Double(all.read))
        #expect(refused == Self.refused)
    }

    /// Compares a node with what PyYAML read; records an issue where they differ
    /// without a reason.
    private func compare(
        _ node: YAMLNode,
        _ expected: JSONValue,
        _ path: String
    ) -> [OracleDifference] {
        switch (node.kind, expected) {
        case (.mapping, .map(let map)) where map["$date"] == nil:
            let entries = Array(node.entries)
            #expect(entries.count == map.count, "\(path)")
            return entries.flatMap { key, value -> [OracleDifference] in
                guard let other = map[key.text] else {
                    Issue.record("\(path): PyYAML has no key \(key.text)")
                    return []
                }
                return compare(value, other, path)
            }
        case (.sequence, .list(let list)):
            let elements = Array(node.elements)
            #expect(elements.count == list.count, "\(path)")
            return zip(elements, list).flatMap { compare($0, $1, path) }
        case (.mapping, .null) where node.index == 0 && !node.entries.contains { _ in true }:
            return []
        default:
            if let difference = OracleDifference(node, expected) { return [difference] }
            #expect(plain(node) == expected, "\(path): \(node.text)")
            return []
        }
    }

    private func plain(_ node: YAMLNode) -> JSONValue? {
        switch node.kind {
        case .null: .null
        case .bool: node.bool.map(JSONValue.bool)
        case .int, .float: node.double.map(JSONValue.number)
        case .string: .string(node.text)
        case .sequence, .mapping: nil
        }
    }
}

private struct OracleEntry: Decodable {
    var path: String
    var kind: String
    var data: JSONValue?
}

/// Where YAML 1.1, which PyYAML reads, and the core schema of YAML 1.2 differ,
/// and where PyYAML was given another text.
enum OracleDifference: Hashable {
    /// `2026-01-31` is a date in 1.1, a string in 1.2.
    case date

    /// `yes`, `no`, `on`, `off` are booleans in 1.1.
    case word

    /// `12:30` is 750 in 1.1.
    case sexagesimal

    /// `010` is eight in 1.1, ten in 1.2; `08` is a string in 1.1, eight in 1.2;
    /// `0o10` is eight in 1.2, a string in 1.1.
    case octal

    /// `1_000` is a thousand in 1.1; `0b11` three.
    case underscoreOrBinary

    /// `1e3` is a string in PyYAML, a number in 1.2.
    case exponent

    /// PyYAML was given the lines without the last line end, which then lacks in a
    /// block text that is the last value.
    case lastLineEnd

    /// The difference that explains why a scalar was not read alike, if one does.
    init?(_ node: YAMLNode, _ expected: JSONValue) {
        let text = node.text
        switch (node.kind, expected) {
        case (.string, .map(let map)):
            guard case .string(let date)? = map["$date"], map.count == 1 else { return nil }
            let ours = text.split { !$0.isNumber }.compactMap { Int($0) }
            let theirs = date.split { !$0.isNumber }.compactMap { Int($0) }
            guard ours.prefix(6).elementsEqual(theirs.prefix(ours.count < 6 ? 3 : 6)) else {
                return nil
            }
            self = .date
        case (.string, .string(let value)):
            guard value + "\n" == text, node.isQuoted else { return nil }
            self = .lastLineEnd
        case (.string, .bool(let value)):
            let words = value ? ["yes", "on"] : ["no", "off"]
            guard !node.isQuoted, words.contains(text.lowercased()) else { return nil }
            self = .word
        case (.string, .number):
            guard !node.isQuoted else { return nil }
            if text.contains(":") {
                self = .sexagesimal
            } else if text.contains("_") || text.hasPrefix("0b") {
                self = .underscoreOrBinary
            } else {
                return nil
            }
        case (.int, .number(let value)):
            guard text.hasPrefix("0"), Int(text, radix: 8).map(Double.init) == value,
                text.count > 1
            else { return nil }
            self = .octal
        case (.int, .string(let value)):
            guard value == text, text.hasPrefix("0") else { return nil }
            self = .octal
        case (.float, .string(let value)):
            guard value == text, text.lowercased().contains("e") else { return nil }
            self = .exponent
        default: return nil
        }
    }
}
