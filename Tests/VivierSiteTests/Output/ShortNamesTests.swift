import Testing

@testable import VivierSite

@Suite("Output: scripts with short names")
struct ShortNamesTests {
    private func shortened(_ script: String) -> String {
        String(decoding: withShortNames(Array(script.utf8)), as: UTF8.self)
    }

    @Test("what a module declares for itself gets a short name wherever it stands")
    func shortens() {
        let script = """
            import { every, find as found } from "./page.js";
            const [title, list] = every("h1"), size = 20;
            let state = { title, size };
            const show = (title) => say(`${title} of ${list.title}`);
            export const total = show;
            export function say(text) { return text / size; }
            class Index { show() { return show(state); } }
            function* pages() { yield* [...list, { state: state.state }]; }
            new Index(pages);
            """
        let expected = """
            import { every, find as found } from "./page.js";
            const [a, b] = every("h1"), size = 20;
            let c = { title:a, size };
            const show = (a) => say(`${a} of ${b.title}`);
            export const total = show;
            export function say(text) { return text / size; }
            class d { show() { return show(c); } }
            function* e() { yield* [...b, { state: c.state }]; }
            new d(e);
            """
        #expect(shortened(script) == expected)
    }

    @Test(
        "where a name could also be a key, an object's brace is told from a block's",
        arguments: [
            ("if (x) { word, f(); }", "if (x) { a, f(); }"),
            ("() => { word(); }", "() => { a(); }"),
            ("f({ word, x })", "f({ word:a, x })"), ("f({ word: word })", "f({ word: a })"),
            ("({ a1: { word } }) => word", "({ a1: { word:a } }) => a"),
            ("({ word = 1 }) => word", "({ word:a = 1 }) => a"),
            ("f({ word() {} }, word)", "f({ word() {} }, word)"),
            ("f({ get word() {} }, word)", "f({ get word() {} }, word)"),
            ("x = y ? z : { word }", "x = y ? z : { word }"),
            ("word: for (;;) break word", "word: for (;;) break word"),
            ("switch (x) { case word: y }", "switch (x) { case a: y }"),
            ("class B { word = 1 }", "class B { word = 1 }"),
            ("x.word + x?.word + f(...word)", "x.word + x?.word + f(...a)"),
            ("'word' + `word ${word} ${`${word}`}`", "'word' + `word ${a} ${`${a}`}`"),
            ("/word[/]/.test(word) // word", "/word[/]/.test(a) // word"),
            ("/* word */ word", "/* word */ a"),
            ("f(word) / 2 + \"/word\"", "f(a) / 2 + \"/word\""),
            ("if (x) /\"word/.test(word)", "if (x) /\"word/.test(a)"),
            ("x = { ...word, word }", "x = { ...a, word:a }"),
        ]
    )
    func tells(use: String, expected: String) {
        let name = use == expected ? "word" : "a"
        #expect(
            shortened("let word;\n\(use)\nexport {}") == "let \(name);\n\(expected)\nexport {}"
        )
    }

    @Test("a name that stands in the script is no short name")
    func avoids() {
        #expect(shortened("let word, a; b.c\nexport {}") == "let d, a; b.c\nexport {}")
        #expect(shortened("let word; { let a; }\nexport {}") == "let b; { let a; }\nexport {}")
    }

    @Test(
        "a script that is no module stays, and one that cannot be read at a glance",
        arguments: [
            "let word; word", "let word; import('x'); import.meta",
            "let word; eval('word')\nexport {}",
            "let word; {} /2/ 1\nexport {}", "let word; 'x\nexport {}",
            "let word; `x\nexport {}", "let word; /* x\nexport {}", "let word; }\nexport {}",
            "let word; {\nexport {}", "let word; \\u0041\nexport {}", "let word; /x\nexport {}", "",
        ]
    )
    func keeps(script: String) {
        #expect(shortened(script) == script)
    }

    @Test("what is exported or imported keeps its name")
    func exported() {
        for script in [
            "const word = 1\nexport { word }", "export const word = 1",
            "export async function word() {}",
            "function word() {}\nexport default word", "import word, { other } from 'x'\nword",
            "import * as word from 'x'",
        ] {
            #expect(shortened(script) == script)
        }
    }
}
