import Testing
import VivierDiagnostics

@testable import VivierSite

@Suite("Output: scripts put together of parts")
struct ScriptPartsTests {
    @Test("each part stands once, before what needs it, and is not published")
    func joined() throws {
        let (assets, diagnostics, isComplete) = assets([
            "a.js": """
            // The page.
            import { b, c } from "./parts/b.js";
            import { d } from "./parts/d.js";
            import { x } from "./site.js";
            b(d, x)
            """,
            "parts/b.js": """
            import { d } from "./d.js";
            import { y } from "../site.js";
            export function b() { return d + y }
            export const c = 1
            """,
            "parts/d.js": "export class d {}\nlet e",
            "site.js": "export let x, y",
        ])
        #expect(isComplete && diagnostics.all.isEmpty)
        #expect(assets.names == ["a.js", "site.js"])
        let site = try #require(assets.address(of: "site.js")).dropFirst("/assets/".count)
        #expect(
            text(assets, "a.js") == """
                class d{}
                let e
                import{y}from"./\(site)";function b(){return d+y}
                const c=1
                import{x}from"./\(site)";b(d,x)
                """
        )
    }

    @Test("what a part names is named as the script sees it that takes the part in")
    func folders() throws {
        let (assets, diagnostics, isComplete) = assets([
            "d/e/a.js": "import { p } from '../../parts/p.js';",
            "parts/p.js": "export const p = ['../x.js', \"../d/y.js\"];",
            "x.js": "1", "d/y.js": "2",
        ])
        #expect(isComplete && diagnostics.all.isEmpty)
        func file(_ name: String) throws -> String {
            String(try #require(assets.address(of: name)).dropFirst("/assets/".count))
        }
        #expect(
            try text(assets, "d/e/a.js")
                == "const p=['../../\(file("x.js"))',\"../../\(file("d/y.js"))\"];"
        )
    }

    @Test("parts that import one another are an error, at the line that closes the circle")
    func circle() {
        let (_, diagnostics, isComplete) = assets([
            "a.js": "import { b } from './parts/b.js';",
            "parts/b.js": "import { c } from './c.js';",
            "parts/c.js": "\nimport { b } from './b.js';",
        ])
        #expect(!isComplete)
        #expect(
            diagnostics.all.map(\.description) == [
                """
                templates/assets/parts/c.js:2:22: error: this script imports one that imports it, directly or not \
                [script-circle]
                  | import { b } from './b.js';
                  |                      ^^^^
                  = put what both need into a third script
                """
            ]
        )
    }

    @Test("a circle of a script and its part is said of the script, where that imports the part")
    func circleThroughPart() {
        let (_, diagnostics, isComplete) = assets([
            "a.js": "\n\nimport { p } from './parts/p.js';", "parts/p.js": "import '../a.js'",
        ])
        #expect(!isComplete && diagnostics.all.count == 1)
        #expect(
            diagnostics.all.first?.description.hasPrefix(
                "templates/assets/a.js:3:22: error: this script imports one that imports it"
            ) == true
        )
    }

    @Test(
        "a name that stands in two parts of a script is an error with both places",
        arguments: [
            "const p = 1", "let { x: p } = {}", "async function p() {}", "import p from './x.js'",
            "import { x as p } from './x.js'",
        ]
    )
    func nameTwice(line: String) {
        let (_, diagnostics, isComplete) = assets([
            "a.js": "import { p } from './parts/p.js';\n  const p = 2\n\(line)",
            "parts/p.js": "let q;\nexport function p() {}", "x.js": "1",
        ])
        #expect(!isComplete && diagnostics.all.count == 1)
        let text = diagnostics.all.first?.description ?? ""
        #expect(text.hasPrefix("templates/assets/a.js:3:1: error: 'p' is declared twice"))
        #expect(text.contains("templates/assets/parts/p.js:2:1: note: the other declaration"))
    }

    @Test("a change of a part changes the name of every script that has it")
    func changed() {
        func addresses(_ part: String) -> [String?] {
            let files = assets([
                "a.js": "import { p } from \"./parts/p.js\";", "b.js": "1",
                "parts/o.js": "export const o = \(part);",
                "parts/p.js": "import { o } from \"./o.js\";\nexport const p = o;",
            ]).0
            return [files.address(of: "a.js"), files.address(of: "b.js")]
        }
        #expect(addresses("1")[0] != addresses("2")[0] && addresses("1")[1] == addresses("2")[1])
    }

    @Test(
        "what cannot be put in is an error with its place",
        arguments: [
            (
                "import { p as q } from \"./parts/p.js\";", "",
                "a.js:1:27: error: a part is imported by names alone"
            ),
            (
                "import * as p from \"./parts/p.js\";", "",
                "a.js:1:23: error: a part is imported by names alone"
            ),
            (
                "1;\nimport('./parts/p.js')", "",
                "a.js:2:11: error: a part is imported by names alone"
            ),
            (
                "import { p } from \"./parts/p.js\";", "const p = 1;\nexport { p };",
                "parts/p.js:2:1: error: a part exports what it declares"
            ),
            (
                "import { p } from \"./parts/p.js\";", "export default 1",
                "parts/p.js:1:1: error: a part exports what it declares"
            ),
            (
                "import { p } from \"./parts/q.js\";", "",
                "a.js:1:22: error: there is no script 'parts/q.js'"
            ),
            (
                "1", "import { q } from \"../q.js\";",
                "parts/p.js:1:23: error: there is no script 'q.js'"
            ),
        ]
    )
    func refused(script: String, part: String, message: String) {
        let (_, diagnostics, isComplete) = assets(["a.js": script, "parts/p.js": part])
        #expect(!isComplete && diagnostics.all.count == 1)
        #expect(diagnostics.all.first?.description.hasPrefix("templates/assets/" + message) == true)
    }
}
