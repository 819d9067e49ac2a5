import Testing
import VivierDiagnostics
import VivierMarkup

/// Renders everything twice: by way of the parser of plain documents, and by
/// cmark alone.
struct PlainComparison {
    private let plain: MarkdownRenderer
    private let reference: MarkdownRenderer

    /// How many texts were plain, counted once for each set of options.
    private(set) var plainTexts = 0

    private var checks = 0

    /// A page, what cmark writes, and limits that some plain texts break.
    private static let options: [MarkdownOptions] = {
        var tight = MarkdownLimits.untrusted
        tight.nesting = 2
        tight.outputFactor = 1
        tight.outputSlack = 30
        return [
            MarkdownOptions(typography: .french),
            .commonMark,
            MarkdownOptions(
                allowTables: false,
                limits: tight,
                linkRewriter: { address, _ in address.count < 6 ? "javascript:" : nil }
            ),
        ]
    }()

    init() throws {
        plain = try #require(MarkdownRenderer())
        reference = try #require(MarkdownRenderer(parsesPlainText: false))
    }

    /// Compares all that comes of `bytes`, if the parser takes them, under all
    /// options or, to be three times as fast, under those whose turn it is.
    mutating func check(
        _ bytes: [UInt8],
        inTurn: Bool = false,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let source = SourceText(path: "a.md", bytes: bytes)
        checks += 1
        for (index, options) in Self.options.enumerated() {
            if inTurn, checks % Self.options.count != index { continue }
            let before = plain.plainDocuments
            var diagnostics = Diagnostics()
            let rendered = plain.render(source, options: options, into: &diagnostics)
            // A limit broken sends a text to cmark, which must then say all of it.
            guard plain.plainDocuments > before || index == 2 else { continue }
            plainTexts += plain.plainDocuments - before
            var expected = Diagnostics()
            let other = reference.render(source, options: options, into: &expected)
            let isSame =
                rendered.html == other.html && rendered.links == other.links
                && rendered.headings == other.headings
                && rendered.firstParagraph == other.firstParagraph
                && rendered.isRefused == other.isRefused
                && diagnostics.all.map(\.description) == expected.all.map(\.description)
            if isSame { continue }
            let text = String(decoding: bytes, as: UTF8.self).debugDescription
            Issue.record("options \(index): \(text)", sourceLocation: sourceLocation)
        }
    }
}

/// Plain documents with something done to them.
struct PlainMutations {
    private var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    private static let blocks = [
        "## Le poste\n", "# a\n", "Un *mot* et **deux**, puis\nla suite (**ici**) : fin.\n",
        "- un\n- **deux** ;\n- [trois](/a/)\n", "* a\n* b\n", "1. un\n2. deux\n", "> cité\n> là\n",
        "> é < 12 mois > & co\n", "Écrire à <a.b@c-d.example> ou [ici](https://e.example/f).\n",
        "l\u{2019}*œuvre*\u{A0}: «\u{A0}**a**\u{A0}» !\n", "3. c\n", "12 postes\n", "-5 °C\n",
        "| a | b |\n|:--|--:|\n| c d | e |\n", "a \nb\n", "texte\n", "*a\nb* c\n",
        "[a](b)\n[c](d) <e@f>\n",
    ].map { Array($0.utf8) }

    private static let pieces = [
        "*", "**", "***", "_", "[", "]", "(", ")", "![", "<", ">", "|", "`", "\\", "&", "&amp;",
        "~",
        "#", "-", "+", "=", ":", "@", "\"", "'", ".", ",", "!", "1", "12", "é", "×", "œ", "«", "»",
        "\u{2019}", "…", "\u{A0}", "\u{202F}", "\u{2003}", "\u{FEFF}", "°", "\n", "\n", "\n\n", " ",
        " ", "  ", "    ", "\t", "\r", "\u{0}", "\u{C}", "- ", "* ", "+ ", "1. ", "2) ", "0. ",
        "> ",
        "# ", "---", "===", "|-|\n", ":-", "www.a.fr", "http://", "](", "](a)", "[a]: b", "<b>",
        "<a@b.c>", "a@b.c", "- [ ] ", "\u{301}", "w", "/", "%", "x",
    ].map { Array($0.utf8) }

    /// The next one: one to four blocks, with none to three changes.
    mutating func next() -> [UInt8] {
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            bytes += Self.blocks[Int.random(in: 0..<Self.blocks.count, using: &random)]
            if Int.random(in: 0..<3, using: &random) > 0 { bytes.append(0x0A) }
        }
        for _ in 0..<Int.random(in: 0...3, using: &random) {
            let place = Int.random(in: 0...bytes.count, using: &random)
            switch Int.random(in: 0..<8, using: &random) {
            case 0 where place < bytes.count: bytes.remove(at: place)
            case 1 where place < bytes.count:
                let end = min(bytes.count, place + Int.random(in: 1...12, using: &random))
                bytes.removeSubrange(place..<end)
            case 2: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
            default:
                let piece = Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &random)]
                bytes.insert(contentsOf: piece, at: place)
            }
        }
        return bytes
    }
}
