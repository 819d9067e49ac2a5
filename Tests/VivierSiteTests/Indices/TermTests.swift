import Foundation
import Testing

@testable import VivierSite

/// The vectors that Swift and the browser share.
private struct Vectors: Decodable {
    struct Rules: Decodable {
        let stop: String
        let ends: String
        let min: Int
    }

    struct Case: Decodable {
        let language: String
        let text: String
        let terms: [String]
    }

    struct Unfinished: Decodable {
        let language: String
        let word: String
        let stems: [String]
    }

    let rules: [String: Rules]
    let cases: [Case]
    let unfinished: [Unfinished]

    static func read() throws -> Vectors {
        var folder = URL(filePath: #filePath)
        for _ in 0..<3 { folder.deleteLastPathComponent() }
        let file = folder.appending(path: "Board/vectors/folding.json")
        return try JSONDecoder().decode(Vectors.self, from: Data(contentsOf: file))
    }
}

@Suite("Index: terms")
struct TermTests {
    private func text(_ bytes: some Sequence<UInt8>) -> String {
        String(decoding: Array(bytes), as: UTF8.self)
    }

    private func terms(_ words: String, _ language: String) -> [String] {
        let rules = TermRules.of(language)
        let stopWords = Set(rules.stopWords)
        var terms: [String] = []
        var scan = WordScan()
        scan.words(of: words) { word in
            guard !stopWords.contains(text(word)) else { return }
            terms.append(text(word.prefix(rules.stemLength(of: word))))
        }
        return terms
    }

    @Test(
        "what is read is found by the parts of its words too, and what is asked is not taken apart"
    )
    func parts() {
        func words(_ text: String, readsParts: Bool) -> [String] {
            var words: [String] = []
            var scan = WordScan(readsParts: readsParts)
            scan.words(of: text) { words.append(self.text($0)) }
            return words
        }
        #expect(
            words("DossierFacile, iPhoneXs PHPUnit ÉtéAo", readsParts: true) == [
                "dossierfacile", "dossier", "facile", "iphonexs", "i", "phone", "xs", "phpunit",
                "eteao",
            ]
        )
        #expect(words("DossierFacile", readsParts: false) == ["dossierfacile"])
        let long = String(repeating: "a", count: 31) + "BcDe"
        #expect(
            words(long, readsParts: true)
                == [
                    String(repeating: "a", count: 31) + "b", String(repeating: "a", count: 31), "b",
                ]
        )
    }

    @Test("texts give the terms of the shared vectors")
    func vectors() throws {
        let vectors = try Vectors.read()
        #expect(vectors.cases.count >= 200)
        for item in vectors.cases {
            #expect(terms(item.text, item.language) == item.terms, "\(item.text)")
        }
    }

    @Test("words that are still being typed give the stems of the shared vectors")
    func unfinished() throws {
        for item in try Vectors.read().unfinished {
            let stems = TermRules.of(item.language).unfinishedStems(of: Array(item.word.utf8)[...])
            #expect(stems.map { text($0) } == item.stems, "\(item.word)")
        }
    }

    @Test("the vectors have the rules of every language", arguments: ["fr", "en", "nl", "de"])
    func rules(language: String) throws {
        let written = try #require(try Vectors.read().rules[language])
        let rules = TermRules.of(language)
        #expect(rules.stopWords.joined(separator: " ") == written.stop)
        #expect(rules.endings.map(\.written).joined(separator: " ") == written.ends)
        #expect(rules.minimum == written.min)
    }

    @Test("every tag of a page separates, and no reference is a letter")
    func html() {
        var words: [String] = []
        var scan = WordScan()
        let html = "<p class=\"x\">Caf&#x27;<em>é</em>s&amp;bar</p>\n<ul><li>l’œuvre</li></ul>"
        scan.words(ofHTML: Array(html.utf8)) { words.append(text($0)) }
        #expect(words == ["caf", "e", "s", "bar", "l", "oeuvre"])
    }

    @Test(
        "bytes that are no page do no harm",
        arguments: ["<", "<p", "&", "&amp", "a<b", "é&", "<p>é", "\u{0}"]
    )
    func brokenHTML(html: String) {
        var scan = WordScan()
        var count = 0
        scan.words(ofHTML: Array(html.utf8)) { _ in count += 1 }
        // A letter cut in two at the end of the bytes.
        scan.words(ofHTML: [0x61, 0xC3]) { _ in count += 1 }
        #expect(count <= 3)
    }

    @Test("a term of a title stays strong when the text has it too")
    func strong() {
        let vocabulary = TermVocabulary(.of("fr"))
        let reader = TermReader(vocabulary)
        func read(_ strong: [String], _ weak: [String], _ html: String) -> [String: Bool] {
            let terms = reader.terms(strong: strong, weak: weak, html: Array(html.utf8))
            let all = vocabulary.all
            return Dictionary(
                terms.map { (text(all[$0.term]), $0.isStrong) },
                uniquingKeysWith: { first, _ in first }
            )
        }
        #expect(
            read(["Jardinière"], ["Aubrelle"], "<p>le jardinier plante</p>")
                == ["jardini": true, "aubrel": false, "plant": false]
        )
        // The next row begins anew.
        #expect(read([], ["jardinier"], "") == ["jardini": false])
        #expect(read([], [], "") == [:])
    }

    @Test("a slip is one letter more, less or other, or two neighbours exchanged")
    func slips() {
        func isSlip(_ one: String, _ other: String) -> Bool {
            isOneSlip(Array(one.unicodeScalars), Array(other.unicodeScalars))
        }
        for word in ["jardi", "ardin", "jardins", "jrdin", "jradin", "xjardin", "jarden", "jardni"]
        {
            #expect(isSlip("jardin", word) && isSlip(word, "jardin"), "\(word)")
        }
        for word in ["jardin", "jar", "jrdain", "nidraj", "jardinss", "", "dinjar"] {
            #expect(!isSlip("jardin", word), "\(word)")
        }
        #expect(isSlip("aab", "aaab") && isSlip("aaaa", "aaa") && !isSlip("", ""))
    }
}
