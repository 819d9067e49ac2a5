import Foundation
import Testing
import VivierDiagnostics
import VivierTestSupport

@testable import VivierMarkup

@Suite("Front matter: damaged input")
struct FrontMatterFuzzTests {
    private static let seeds = [
        "---\ntitle: \"Éducateur : h/f\"\ntags: [a, 'b', \"c\"]\nplace:\n  town: Paris\n  lat: 48.8\n---\nBody\n",
        "\u{FEFF}---\r\na: |\r\n  x\r\n\r\n  y\r\nb:\r\n- c: 1\r\n  d: >-\r\n    e\r\n    f\r\n---\r\n",
        "---\n\"a b\" : {x: 1, \"y\":[2, 3], z}\nc: 'it''s\n  fine'\nd: one\n  two\n\n  three # end\n...\n",
        "---\na: \"\\u00e9\\\n  \\x41 \\\\ \\\"\"\nb: |2+\n    c\n\n\nd:\n  - - e\n    - f\n  -\n---\n",
        "---\nstartup: #mobilic\ngithub: @okfn\nlist:\n  - a\n - b\nis---\n", "+++\na = 1\n+++\n",
    ]

    private static let pieces = [
        "\n", "\r\n", "\t", " ", "  ", ": ", ":", "- ", "-", "---", "\n---\n", "\"", "'", "[", "]",
        "{", "}", ",", "#", " #", "|", ">", "\\", "\\u", "&", "*", "!", "?", "%", "@", "`",
        "\u{A0}",
        "é", "\u{FEFF}", "...", "~", "<<", "\n  ", "\n- ", "a: ", "\0", "\u{7F}", "\u{85}",
    ]

    /// SplitMix64: the same damage on every machine.
    private struct Dice {
        var state: UInt64

        mutating func roll(_ sides: Int) -> Int {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return Int((mixed ^ (mixed >> 31)) % UInt64(max(1, sides)))
        }
    }

    private func damaged(_ bytes: [UInt8], _ dice: inout Dice) -> [UInt8] {
        var bytes = bytes
        for _ in 0...dice.roll(4) {
            let place = dice.roll(bytes.count + 1)
            let end = min(bytes.count, place + dice.roll(6))
            switch dice.roll(5) {
            case 0:
                bytes.insert(contentsOf: Self.pieces[dice.roll(Self.pieces.count)].utf8, at: place)
            case 1: bytes.replaceSubrange(place..<end, with: [])
            case 2: if place < bytes.count { bytes[place] = UInt8(dice.roll(256)) }
            case 3: bytes.insert(contentsOf: bytes[place..<end], at: dice.roll(bytes.count + 1))
            default:
                let piece = Self.pieces[dice.roll(Self.pieces.count)]
                bytes.replaceSubrange(place..<end, with: piece.utf8)
            }
        }
        return bytes
    }

    @Test("whatever the bytes, an answer and no crash")
    func mutations() throws {
        var dice = Dice(state: 20_260_101)
        var seeds = Self.seeds.map { Array($0.utf8) }
        if let folder = corporaFolder()?.appending(path: "offers/eig-defis") {
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            for name in names.prefix(20) {
                seeds.append([UInt8](try Data(contentsOf: folder.appending(path: name))))
            }
        }
        var accepted = 0
        for round in 0..<12_000 {
            let bytes = damaged(seeds[round % seeds.count], &dice)
            let source = SourceText(path: "a.md", bytes: bytes)
            var diagnostics = Diagnostics()
            let found = readFrontMatter(source, into: &diagnostics)
            #expect((found == nil) == diagnostics.hasErrors)
            for diagnostic in diagnostics.all { #expect(!diagnostic.description.isEmpty) }
            if let found {
                accepted += 1
                #expect(found.bodyOffset >= 0 && found.bodyOffset <= bytes.count)
                #expect(found.range.upperBound <= found.bodyOffset)
                try checkTree(found.document, within: bytes.count)
            }
            if let document = readYAML(source, root: .anything, into: &diagnostics) {
                try checkTree(document, within: bytes.count)
            }
        }
        #expect(accepted > 1000)
    }

    /// Every node lies in the source and after its parent; texts are valid.
    private func checkTree(_ document: YAMLDocument, within count: Int) throws {
        let records = document.storage.records
        for (index, record) in records.enumerated() {
            let isInside = record.range.upperBound <= count && record.start <= record.end
            let goesOn = record.next > index && record.next <= records.count
            guard isInside, goesOn else {
                Issue.record("node \(index) of \(records)")
                return
            }
        }
        var json: [UInt8] = []
        appendJSON(document.rootNode, to: &json)
        let text = try #require(String(validating: json, as: UTF8.self))
        #expect(!text.unicodeScalars.contains { $0.value < 0x20 })
        _ = try JSONDecoder().decode(JSONValue.self, from: Data(json))
    }
}
