import Testing
import VivierDiagnostics
import VivierMarkup
import VivierTestSupport

/// What a front matter reads as, in JSON, or its diagnostics.
func readAsJSON(_ frontMatter: String) -> String {
    var diagnostics = Diagnostics()
    let source = SourceText(path: "a.md", text: "---\n" + frontMatter + "\n---\nBody\n")
    guard let read = readFrontMatter(source, into: &diagnostics) else {
        return diagnostics.sorted.map(\.description).joined(separator: "\n")
    }
    var json: [UInt8] = []
    appendJSON(read.document.rootNode, to: &json)
    return String(decoding: json, as: UTF8.self)
}

/// What the value of one key reads as.
func readAsJSON(value: String) -> String {
    let json = readAsJSON("a: " + value)
    guard json.hasPrefix(#"{"a":"#), json.hasSuffix("}") else { return json }
    return String(json.dropFirst(5).dropLast())
}

@Suite("Front matter: values")
struct FrontMatterReadingTests {
    @Test("keys and values come in the order they were written")
    func order() {
        #expect(
            readAsJSON("title: Éducateur\nopen: true\nplaces: 3\npay: 1.5\nend:\nnone: ~")
                == #"{"title":"Éducateur","open":true,"places":3,"pay":1.5,"end":null,"none":null}"#
        )
    }

    @Test(
        "a plain value is what the core schema of YAML 1.2 says",
        arguments: [
            ("null", "null"), ("Null", "null"), ("NULL", "null"), ("nULL", #""nULL""#),
            ("~", "null"), ("true", "true"), ("False", "false"), ("yes", #""yes""#),
            ("off", #""off""#), ("12", "12"), ("-12", "-12"), ("+12", "12"), ("012", "12"),
            ("0o14", "12"), ("0xC", "12"), ("0o8", #""0o8""#), ("1_000", #""1_000""#),
            ("12:30", #""12:30""#), ("2026-01-31", #""2026-01-31""#), ("1e3", "1000.0"),
            ("1.10", "1.1"), (".5", "0.5"), ("5.", "5.0"), ("-.5e-1", "-0.05"), (".", #"".""#),
            ("1.2.3", #""1.2.3""#), ("1e", #""1e""#), (".inf", #"".inf""#),
            ("-.INF", #""-.INF""#), (".nan", #"".nan""#), ("+.nan", #""+.nan""#),
            ("1e999", #""1e999""#), ("true#", #""true#""#), ("35 h", #""35 h""#),
            ("00123456789012345678901234567890", "123456789012345678901234567890"),
            ("-123456789012345678901234567890", "-123456789012345678901234567890"),
            ("0xFFFFFFFFFFFFFFFFFFFF", #""0xFFFFFFFFFFFFFFFFFFFF""#),
        ]
    )
    func coreSchema(written: String, json: String) {
        #expect(readAsJSON(value: written) == json)
    }

    @Test("a number keeps the text it was written with")
    func numberText() throws {
        var diagnostics = Diagnostics()
        let source = SourceText(path: "a.md", text: "---\nversion: 1.10\npostcode: 01000\n---\n")
        let read = try #require(readFrontMatter(source, into: &diagnostics))
        #expect(read.document["version"]?.text == "1.10")
        #expect(read.document["version"]?.double == 1.1)
        #expect(read.document["postcode"]?.text == "01000")
        #expect(read.document["postcode"]?.int == 1000)
    }

    @Test(
        "quotes make a text of anything",
        arguments: [
            (#""true""#, #""true""#), ("'12'", #""12""#), ("''", #""""#), (#""""#, #""""#),
            ("'l''été'", #""l'été""#), (#""tab\there""#, #""tab\there""#),
            (#""\u00e9\x41\U0001F600""#, #""éA😀""#), (#""\uD83D\uDE00""#, #""😀""#),
            (#""a\/b \\ \"c\"""#, #""a/b \\ \"c\"""#), (#""x : y # z""#, #""x : y # z""#),
            (#"'{{ a }}'"#, #""{{ a }}""#), (#""\_\N""#, "\"\u{A0}\u{85}\""),
        ]
    )
    func quotes(written: String, json: String) {
        #expect(readAsJSON(value: written) == json)
    }

    @Test(
        "a text over several lines is folded",
        arguments: [
            ("one\n  two\n   three", #""one two three""#), ("one\n\n  two", #""one\ntwo""#),
            ("\n  one\n  two", #""one two""#), ("\"one  \n   two\"", #""one two""#),
            ("\"one\\\n  two\"", #""onetwo""#), ("\"one \\\n  two\"", #""one two""#),
            ("'one\n\n\n  two'", #""one\n\ntwo""#), ("\"a\\ \n  b\"", #""a  b""#),
        ]
    )
    func folding(written: String, json: String) {
        #expect(readAsJSON(value: written) == json)
    }

    @Test(
        "block texts keep or join their lines",
        arguments: [
            ("|\n  a\n  b", #""a\nb\n""#), ("|-\n  a\n   b\n", #""a\n b""#),
            ("|+\n  a\n", #""a\n\n""#), (">\n  a\n  b\n\n  c", #""a b\nc\n""#),
            (">-\n  a\n    b\n  c", #""a\n  b\nc""#), ("|2\n    a", #""  a\n""#),
            ("|  # note\n  # not a note", "\"# not a note\\n\""), (">\n\n  a", #""\na\n""#),
            ("|-2\n  a", #""a""#), ("|", #""""#), ("|\n  \ta", #""\ta\n""#),
        ]
    )
    func blockTexts(written: String, json: String) {
        #expect(readAsJSON(value: written) == json)
    }

    @Test(
        "lists and maps are read in every shape",
        arguments: [
            ("\n- x\n- y", #"["x","y"]"#), ("\n  - x\n  -\n  - y", #"["x",null,"y"]"#),
            ("\n  b: 1\n  c:\n    d: 2", #"{"b":1,"c":{"d":2}}"#),
            ("\n  - b: 1\n    c: 2\n  - b: 3", #"[{"b":1,"c":2},{"b":3}]"#),
            ("\n- - x\n  - y\n- z", #"[["x","y"],"z"]"#), ("[x, \"y, z\", 3]", #"["x","y, z",3]"#),
            ("[\n  x, # note\n  y,\n]", #"["x","y"]"#), ("[]", "[]"), ("{}", "{}"),
            ("{b: 1, \"c\":2, d}", #"{"b":1,"c":2,"d":null}"#),
            ("[b: 1, c]", #"[{"b":1},"c"]"#), ("[[1, 2], {b: [3]}]", #"[[1,2],{"b":[3]}]"#),
            ("[https://example.org/?q=1, a:b]", #"["https://example.org/?q=1","a:b"]"#),
            ("[one\n  two, three]", #"["one two","three"]"#),
        ]
    )
    func collections(written: String, json: String) {
        #expect(readAsJSON(value: written) == json)
    }

    @Test("a list may stand in the column of its key")
    func unindentedList() {
        #expect(readAsJSON("a:\n- x\n- y\nb: z") == #"{"a":["x","y"],"b":"z"}"#)
    }

    @Test("keys may be in quotes, and a space may stand before the colon")
    func keys() {
        #expect(
            readAsJSON("\"a b\" : 1\n'c''d': 2\ne : 3\n1: 4\ntrue: 5\n~: 6")
                == #"{"a b":1,"c'd":2,"e":3,"1":4,"true":5,"~":6}"#
        )
    }

    @Test("comments are left out, no-break spaces are letters")
    func comments() {
        #expect(
            readAsJSON("# one\na: b # two\n\n  # three\nc:  d#e\u{A0}f # g\n#end")
                == "{\"a\":\"b\",\"c\":\"d#e\u{A0}f\"}"
        )
        #expect(readAsJSON(value: "h/f\u{202F}! #x") == "\"h/f\u{202F}!\"")
    }

    @Test("a value knows its place, quotes included")
    func ranges() throws {
        let marked = MarkedText("---\na: [x, «\"é\\n\"»]\n---\n")
        var diagnostics = Diagnostics()
        let source = SourceText(path: "a.md", text: marked.text)
        let read = try #require(readFrontMatter(source, into: &diagnostics))
        let list = try #require(read.document["a"])
        #expect(list.elements.map(\.range).last == marked.range)
        #expect(list.elements.map(\.text) == ["x", "é\n"])
        #expect(list.elements.map(\.isQuoted) == [false, true])
    }

    @Test("nodes can be walked by index")
    func indices() throws {
        var diagnostics = Diagnostics()
        let source = SourceText(path: "a.yml", text: "a: {b: [1, 2]}\n\"c\\x64\": x\n")
        let document = try #require(readYAML(source, into: &diagnostics))
        let nested = try #require(document.value(of: "a", in: document.root))
        let list = try #require(document.value(of: "b", in: nested))
        #expect(document.kind(list) == .sequence)
        #expect(document.string(document.firstChild(of: list)) == "1")
        let last = try #require(document.value(of: "cd", in: 0))
        #expect(document.utf8(last).elementsEqual("x".utf8))
        #expect(document.text(last, is: "x"))
        #expect(document.value(of: "z", in: 0) == nil)
        #expect(document["cd"]?.text == "x")
        #expect(document["a"]?["b"]?.elements.compactMap(\.int) == [1, 2])
    }
}
