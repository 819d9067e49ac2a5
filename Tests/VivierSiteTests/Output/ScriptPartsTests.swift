import Testing
import VivierDiagnostics

@testable import VivierSite

@Suite("Output: scripts put together of parts")
struct ScriptPartsTests {
    private func assets(_ files: KeyValuePairs<String, String>) -> (Assets, Diagnostics, Bool) {
        var assets = Assets()
        var diagnostics = Diagnostics()
        let sources = files.map {
            SourceText(path: "templates/assets/\($0.key)", bytes: Array($0.value.utf8))
        }
        let isComplete = assets.add(sources, below: "templates/assets", into: &diagnostics)
        return (assets, diagnostics, isComplete)
    }

    private func text(_ assets: Assets, _ name: String) -> String? {
        assets.script(name).map { String(decoding: $0, as: UTF8.self) }
    }

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
            "parts/d.js": "import { b } from \"./b.js\";\nexport class d {}\nlet e",
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
