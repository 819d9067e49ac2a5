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
              c()
            """
        let expected = """
            const a="x";// why
            //! Licence
            const b=`y`;a.b("//")
            c()
            """
        #expect(squeezed(script) == expected)
        #expect(squeezed("") == "" && squeezed("// only") == "")
    }

    @Test(
        "spaces go beside signs, line ends where they mean nothing",
        arguments: [
            ("if (a) {\n  b = c ? [1, 2] : `${d} - e`;\n}", "if(a){b=c?[1,2]:`${d} - e`;}"),
            ("return { a };\nf (\"x = y\" , 'z  z')", "return{a};f(\"x = y\",'z  z')"),
            ("a < !--b", "a< !--b"), ("a = b + +c - -d\ne - f", "a=b+ +c- -d\ne-f"),
            ("let x = async () => await y\n(z)", "let x=async()=>await y\n(z)"),
        ]
    )
    func tightens(script: String, expected: String) {
        #expect(squeezed(script) == expected)
    }

    @Test(
        "from where code is not plain to see a line keeps its spaces, and its end",
        arguments: [
            ("a = b / c", "a=b / c"), ("a = /x  y/", "a=/x  y/"),
            ("a = 'it\\'s  so'", "a='it\\'s  so'"),
            ("a = `${b(`c  d`)}  e`", "a=`${b(`c  d`)}  e`"),
            ("a = 1; // why\n}", "a=1;// why\n}"), ("a = \"no end\nb", "a=\"no end\nb"),
            ("/* don't\nb = 'c', d */", "/* don't\nb='c',d*/"), ("1 .name", "1 .name"),
        ]
    )
    func keeps(script: String, expected: String) {
        #expect(squeezed(script) == expected)
    }

    @Test(
        "a script with a text over several lines stays as it is",
        arguments: ["  a = `\n  // text\n`", "  a = 'b\\\n  // text'"]
    )
    func leaves(script: String) {
        #expect(squeezed(script) == script)
    }
}
