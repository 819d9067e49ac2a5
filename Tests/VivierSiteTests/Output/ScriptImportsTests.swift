import Testing
import VivierDiagnostics

@testable import VivierSite

@Suite("Output: scripts that import scripts")
struct ScriptImportsTests {
    @Test("a script names the published files of those it imports, however it imports them")
    func names() throws {
        let (assets, diagnostics, isComplete) = assets([
            "a.js": "import x from \"./b.js\";new Worker(new URL('./d/c.js', import.meta.url))",
            "b.js": "import('./d/c.js')",
            "d/c.js": "import \"./e.js\"",
            "d/e.js": "1",
            "a.css": "url('./b.js')",
        ])
        #expect(isComplete && diagnostics.all.isEmpty)
        func file(_ name: String) throws -> String {
            String(try #require(assets.address(of: name)).dropFirst("/assets/".count))
        }
        #expect(try text(assets, "d/c.js") == "import\"./\(file("d/e.js").dropFirst(2))\"")
        #expect(try text(assets, "b.js") == "import('./\(file("d/c.js"))')")
        #expect(
            try text(assets, "a.js")
                == "import x from\"./\(file("b.js"))\";new Worker(new URL('./\(file("d/c.js"))',"
                + "import.meta.url))"
        )
        #expect(assets.names == ["a.css", "a.js", "b.js", "d/c.js", "d/e.js"])
    }

    @Test("a script in a folder names what stands above it")
    func above() throws {
        let (assets, diagnostics, _) = assets(["d/c.js": "import '../a.js'", "a.js": "1"])
        let file = try #require(assets.address(of: "a.js")).dropFirst("/assets/".count)
        #expect(diagnostics.all.isEmpty && text(assets, "d/c.js") == "import'../\(file)'")
    }

    @Test("what stands above the assets is no script of theirs")
    func outside() {
        let (assets, diagnostics, isComplete) = assets([
            "a.js": "'../sw.js'", "d/c.js": "'../../sw.js'", "sw.js": "1",
        ])
        #expect(isComplete && diagnostics.all.isEmpty)
        #expect(text(assets, "a.js") == "'../sw.js'")
        #expect(text(assets, "d/c.js") == "'../../sw.js'")
    }

    @Test("a change far below changes the name of what imports it")
    func changed() {
        let first = assets(["a.js": "import './b.js'", "b.js": "import './c.js'", "c.js": "1"]).0
        let second = assets(["a.js": "import './b.js'", "b.js": "import './c.js'", "c.js": "2"]).0
        #expect(first.address(of: "a.js") != second.address(of: "a.js"))
    }

    @Test("what only looks like an import stays as it is")
    func others() {
        let script = "'./b.css';'./b.js\" \"./b js\" './' '. /b.js' \"./"
        let (assets, diagnostics, isComplete) = assets(["a.js": script, "b.js": "1"])
        #expect(isComplete && diagnostics.all.isEmpty)
        #expect(text(assets, "a.js") == script)
    }

    @Test("a script that is not there is an error with its place")
    func missing() {
        let (assets, diagnostics, isComplete) = assets(["a.js": "1;\nimport './b.js'"])
        #expect(!isComplete && assets.names.isEmpty)
        #expect(
            diagnostics.all.map(\.description) == [
                """
                templates/assets/a.js:2:11: error: there is no script 'b.js' [unknown-script]
                  | import './b.js'
                  |           ^^^^
                  = put it beside this one, or take the line away
                """
            ]
        )
    }

    @Test("scripts that import one another are an error, and said of each")
    func circle() {
        let (_, diagnostics, isComplete) = assets([
            "a.js": "import './b.js'", "b.js": "import './a.js'", "c.js": "import './c.js'",
            "d.js": "1",
        ])
        #expect(!isComplete)
        #expect(diagnostics.all.map(\.code) == ["script-circle", "script-circle", "script-circle"])
        #expect(diagnostics.all.map(\.path).map { $0.suffix(4) } == ["a.js", "b.js", "c.js"])
    }
}
