import Testing
import VivierTemplate
import VivierTestSupport

@Suite("Limits of templates")
struct LimitTests {
    private var small: TemplateOptions {
        var options = TemplateOptions.site
        options.limits.outputBytes = 10_000
        options.limits.steps = 10_000
        return options
    }

    @Test(
        "nothing runs away",
        arguments: [
            ("{% for i in range(2000) %}0123456789{% endfor %}", "output-too-long"),
            (
                "{% set n = 200 %}{% for i in range(n) %}{% for j in range(n) %}{% endfor %}{% endfor %}",
                "too-many-steps"
            ),
            ("{{ range(9000)|sort|length }}{{ range(9000)|list|length }}", "too-many-steps"),
            ("{{ 'ab' * 100000 }}", "value-too-large"),
            ("{{ [1] * 100000 }}", "value-too-large"),
            (
                "{% set n = namespace(t='aaaaaaaaaa') %}{% for i in range(40) %}{% set n.t = n.t ~ n.t %}{% endfor %}",
                "value-too-large"
            ),
            (
                "{% set n = namespace(t='aaaaaaaaaa') %}{% for i in range(40) %}{% set n.t = n.t + n.t %}{% endfor %}",
                "value-too-large"
            ),
            (
                "{{ 'a'|replace('', 'bbbbbbbbbbbbbbbbbbbb') }}{{ ('a' * 5000)|replace('a', 'bbb') }}",
                "value-too-large"
            ),
            ("{{ 'a'|center(2000000) }}", "bad-arguments"),
            ("{{ 'a'|indent(99999999) }}", "bad-arguments"),
            ("{{ '%99999999d'|format(1) }}", "bad-format"),
            ("{{ [1]|batch(999999, 'x') }}", "too-many-steps"),
            ("{{ [1]|slice(999999) }}", "too-many-steps"),
            ("{{ range(100001) }}", "range-too-long"),
            ("{{ range(0, 9223372036854775807, 2) }}", "range-too-long"),
            ("{{ range(-9223372036854775807, 9223372036854775807) }}", "range-too-long"),
            ("{{ 9223372036854775807 + 1 }}", "number-too-large"),
            ("{{ -9223372036854775807 - 2 }}", "number-too-large"),
            ("{{ 2 ** 64 }}", "number-too-large"),
            ("{{ (-9223372036854775807 - 1) // -1 }}", "number-too-large"),
            ("{{ -(-9223372036854775807 - 1) }}", "number-too-large"),
            ("{{ (-9223372036854775807 - 1)|abs }}", "number-too-large"),
            ("{{ 99999999999999999999 }}", "number-too-large"),
            ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "recursion-too-deep"),
            ("{% macro m() %}{{ [[[m()]]] }}{% endmacro %}{{ m() }}", "recursion-too-deep"),
            ("{% block a %}{{ self.a() }}{% endblock %}", "recursion-too-deep"),
            ("{% for i in [1] recursive %}{{ loop([1]) }}{% endfor %}", "recursion-too-deep"),
            ("{% include 't' %}", "recursion-too-deep"),
            ("{% import 't' as t %}", "recursion-too-deep"),
        ]
    )
    func bounded(template: String, code: String) {
        let printed = render(template, [], small)
        #expect(printed.contains("[\(code)]"), "\(template): \(printed.prefix(300))")
    }

    @Test(
        "deep nesting is refused before it can exhaust the stack",
        arguments: [
            String(repeating: "(", count: 5000), String(repeating: "[", count: 5000),
            String(repeating: "{1:", count: 5000), String(repeating: "not ", count: 5000) + "1",
            String(repeating: "-", count: 5000) + "1",
            String(repeating: "1 if ", count: 5000) + "1",
            "1" + String(repeating: " + 1", count: 5000),
            "a" + String(repeating: ".b", count: 5000),
            "a" + String(repeating: "|e", count: 5000), "a" + String(repeating: "[0]", count: 5000),
            "a" + String(repeating: "()", count: 5000), "a(" + String(repeating: "b(", count: 5000),
            "1" + String(repeating: " ** 1", count: 5000),
            "1" + String(repeating: " or 1", count: 5000),
            "x if 1 else " + String(repeating: "x if 1 else ", count: 5000) + "1",
        ]
    )
    func nestedExpressions(expression: String) {
        let printed = render("{{ \(expression) }}")
        #expect(printed.contains("error:"))
    }

    @Test(
        "nested statements are refused likewise",
        arguments: [
            "{% if 1 %}", "{% for a in b %}", "{% with %}", "{% macro m() %}", "{% filter upper %}",
            "{% set x %}", "{% call m() %}", "{% autoescape true %}",
        ]
    )
    func nestedStatements(tag: String) {
        #expect(render(String(repeating: tag, count: 5000)).contains("[nesting-too-deep]"))
    }

    @Test("many branches and long chains of texts are fine: they are not nested")
    func wide() {
        let branches = (0..<2000).map { "{% elif a == \($0) %}\($0)" }.joined()
        #expect(render("{% if a == -1 %}x\(branches){% endif %}", [("a", .int(1999))]) == "1999")
        let chain = "{{ 'a'" + String(repeating: " ~ 'a'", count: 2000) + " }}"
        #expect(render(chain) == String(repeating: "a", count: 2001))
    }
}
