import Testing
import VivierTemplate
import VivierTestSupport

/// Random texts that always come the same.
struct Seeded {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(max(1, bound)))
    }

    mutating func pick<Element>(_ items: [Element]) -> Element { items[next(items.count)] }
}

@Suite("Escaping")
struct EscapingTests {
    private func naiveHTML(_ text: String) -> String {
        text.map { character in
            switch character {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\"": "&#34;"
            case "'": "&#39;"
            default: String(character)
            }
        }.joined()
    }

    private func naiveJSON(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\u{08}": result += "\\b"
            case "\u{0C}": result += "\\f"
            case "&": result += "\\u0026"
            case "'": result += "\\u0027"
            case "<": result += "\\u003c"
            case ">": result += "\\u003e"
            case "\u{00}"..<"\u{20}":
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    @Test("the fast escapers agree with the obvious ones on texts of every length")
    func agreement() throws {
        let made = makeLibrary([
            "t": """
            {{ a }}|<p title="{{ a }}">|<script type="application/json">{{ a }}</script>|{{ h }}|\
            <script type="application/json">{{ h|tojson }}</script>
            """
        ])
        let renderer = TemplateRenderer(try #require(made.library))
        let shape = Shape(["a", "h"])
        var seeded = Seeded(7)
        let plain = Array("abcdefgh xyz#%$!+-./:;=?@[]^_`{|}~0123456789éèà’ 日本🐍".unicodeScalars)
        let special = Array("&<>\"'\\\n\r\t\u{08}\u{0C}\u{00}\u{1F}\u{7F}".unicodeScalars)
        for length in 0..<400 {
            var scalars = String.UnicodeScalarView()
            let density = seeded.next(12) + 1
            for _ in 0..<length {
                scalars.append(
                    seeded.next(density) == 0 ? seeded.pick(special) : seeded.pick(plain)
                )
            }
            let text = String(scalars)
            var output: [UInt8] = []
            let safe = Value.safe(SafeHTML(Array(text.utf8)))
            try renderer.render("t", Record(shape, [.string(text), safe]), into: &output)
            // By unicode scalars, so that a carriage return and line feed are two.
            let html = text.unicodeScalars.map { naiveHTML(String($0)) }.joined()
            let json = naiveJSON(text)
            let expected = """
                \(html)|<p title="\(html)">|<script type="application/json">\(json)</script>|\(text)|\
                <script type="application/json">\(json)</script>
                """
            #expect(output == Array(expected.utf8), "length \(length)")
        }
    }

    @Test("a text that could exceed the limit if escaped is still printed if it fits")
    func longTexts() {
        var options = TemplateOptions.site
        options.limits.outputBytes = 20_000
        let long = String(repeating: "a", count: 18_000)
        #expect(render("{{ a }}", [("a", .string(long))], options) == long)
        #expect(
            render("{{ a }}", [("a", .string(long + "<" + long))], options)
                .contains("[output-too-long]")
        )
    }

    @Test(
        "addresses are checked at their beginning",
        arguments: [
            ("javascript:alert(1)", false), ("JaVaScRiPt:x", false), ("java\nscript:x", false),
            (" \u{01}javascript:x", false), ("data:text/html,x", false), ("vbscript:x", false),
            ("blob:x", false), (":x", false), ("x:y", false), ("https://a/", true),
            ("HTTP://a/", true), ("mailto:a@b", true), ("tel:+33", true), ("/a:b", true),
            ("?a:b", true), ("#a:b", true), ("a/b:c", true), ("", true), ("a b", true),
            ("//a.example/", true),
        ]
    )
    func schemes(address: String, isAllowed: Bool) {
        let printed = render("<a href=\"{{ u }}\">", [("u", .string(address))])
        #expect(printed.contains("[unsafe-url]") == !isAllowed, "\(printed)")
    }

    @Test(
        "a value cannot leave its place",
        arguments: [
            "\"><script>alert(1)</script>", "'onclick='x", "</title><script>", "--><script>",
            "</script><script>alert(1)</script>", "]]>", "\\\"};alert(1)//", "\u{2028}alert(1)",
            "`${alert(1)}`", "{{ 7 * 7 }}", "&quot;><b>", "\u{00}<b>",
        ]
    )
    func containment(value: String) {
        let template = """
            <p title="{{ v }}" data-x='{{ v }}'>{{ v }}</p><a href="/x?{{ v }}">y</a>\
            <title>{{ v }}</title><!-- {{ v }} -->\
            <script type="application/ld+json">{"a": {{ v }}, "b": "{{ v }}", "c": {{ [v]|tojson }}}</script>\
            <script>x = {{ v|tojson }}</script>
            """
        let printed = render(template, [("v", .string(value))])
        // The same tags as with a harmless value, and no quote more.
        let harmless = render(template, [("v", .string("x"))])
        #expect(tags(printed) == tags(harmless), "\(printed)")
    }

    /// The shape of a page: its tags, attributes and comments.
    private func tags(_ html: String) -> [String] {
        html.matches(of: /<(\/?[a-z!]+)/).map { String($0.output.1) }
    }

    @Test("safe HTML in an attribute keeps its entities and loses its tags")
    func safeInAttribute() {
        let html = Value.safe(SafeHTML(Array("<b>a &amp; \"b\"</b>".utf8)))
        #expect(
            render("<p title=\"{{ h }}\">", [("h", html)])
                == "<p title=\"&lt;b&gt;a &amp; &#34;b&#34;&lt;/b&gt;\">"
        )
    }

    @Test("the same include is compiled for each place it stands at")
    func placesOfIncludes() throws {
        let made = makeLibrary([
            "t": "<a href=\"{% include 'u' %}\" title=\"{% include 'u' %}\">{% include 'u' %}</a>",
            "u": "{{ v }}",
        ])
        let renderer = TemplateRenderer(try #require(made.library))
        var output: [UInt8] = []
        try renderer.render("t", Record(Shape(["v"]), [.string("a 'b")]), into: &output)
        #expect(
            String(decoding: output, as: UTF8.self)
                == "<a href=\"a%20%27b\" title=\"a &#39;b\">a &#39;b</a>"
        )
    }

    @Test(
        "places where a value means something else are refused",
        arguments: [
            "<p class={{ v }}>", "<p {{ v }}=\"x\">", "<{{ v }}>", "</{{ v }}>",
            "<!doctype {{ v }}>",
            "<script>{{ v }}</script>", "<script>`{{ v|tojson }}`</script>",
            "<script>// {{ v|tojson }}</script>", "<script type=\"{{ v }}\"></script>",
            "<script type=\"text/x\">{{ v|tojson }}</script>", "<style>{{ v }}</style>",
            "<p style=\"{{ v }}\">", "<p onclick=\"{{ v }}\">",
            "<iframe srcdoc=\"{{ v }}\"></iframe>",
            "<iframe>{{ v }}</iframe>", "<a href=\"javascript:{{ v }}\">",
            "<a href=\"data:{{ v }}\">",
            "<p{% if v %} title=\"{% endif %}>", "{% for x in v %}<p {% endfor %}",
            "<p class{% if v %} x{% endif %}y>", "{% macro m() %}<p {% endmacro %}",
            "{% set x %}<!--{% endset %}", "{{ {'onclick': v}|xmlattr }}x<p {{ v }}>",
        ]
    )
    func refusals(template: String) {
        #expect(render(template, [("v", .string("x"))]).contains("[html-context]"), "\(template)")
    }

    @Test(
        "places where a value is a value are accepted",
        arguments: [
            "<p{% if v %} class=\"a\"{% endif %}>", "<input disabled{% if v %} checked{% endif %}>",
            "<p {% if v %}a=\"b\"{% else %}c=\"d\"{% endif %} e>", "<br/>{{ v }}",
            "<a href='{{ v }}'>",
            "<p a=\"{% for x in [1] %}{{ x }}{% endfor %}\">", "<!-- a -- b --> {{ v }}",
            "1 < 2 {{ v }}",
            "<script src=\"/x.js\"></script>{{ v }}", "<script>if (a < b) {}</script>{{ v }}",
            "<title>a</title>{{ v }}", "<!-->{{ v }}", "<!-- a --!>{{ v }}", "<!--->{{ v }}",
            "<textarea>{{ v }}</textarea>",
            "<script>const a = 'it\\'s'; const b = {{ v|tojson }}</script>",
            "<script>/* ' */ x = {{ v|tojson }}</script>",
            "<SCRIPT TYPE=\"APPLICATION/JSON\">{{ v }}</SCRIPT>",
            "<p {{ {'a': v}|xmlattr(false) }}>", "<p{{ {'a': v}|xmlattr }}>",
        ]
    )
    func acceptances(template: String) {
        let printed = render(template, [("v", .string("x"))])
        #expect(!printed.contains("error:"), "\(printed)")
    }
}
