import Testing

@testable import VivierSite

@Suite("Output: scripts without what only readers need")
struct ScriptSqueezeTests {
    private func squeezed(_ script: String) -> String {
        String(decoding: VivierSite.squeezed(Array(script.utf8)), as: UTF8.self)
    }

    @Test("indentation, empty lines and lines of comment go; all else stays")
    func squeezes() {
        let script = """
            // What it does.
            const a = "x"; // why

              //! Licence
            \tconst b = `y`;
              // more
              a.b("//")
            """
        let expected = """
            const a = "x"; // why
            //! Licence
            const b = `y`;
            a.b("//")
            """
        #expect(squeezed(script) == expected)
        #expect(squeezed("") == "" && squeezed("// only") == "")
    }

    @Test(
        "a script with a text over several lines stays as it is",
        arguments: ["  a = `\n  // text\n`", "  a = 'b\\\n  // text'"]
    )
    func leaves(script: String) {
        #expect(squeezed(script) == script)
    }
}
