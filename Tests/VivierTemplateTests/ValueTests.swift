import Testing
import VivierDiagnostics
import VivierTemplate
import VivierTestSupport

@Suite("Values of templates")
struct ValueTests {
    private var jinja: TemplateOptions {
        var options = TemplateOptions.jinja
        options.autoescape = false
        options.undefined = .empty
        return options
    }

    @Test(
        "numbers print as Python prints them",
        arguments: [
            (0.0, "0.0"), (-0.0, "-0.0"), (1.0, "1.0"), (0.1, "0.1"), (1e15, "1000000000000000.0"),
            (1e16, "1e+16"), (1.5e300, "1.5e+300"), (0.0001, "0.0001"), (0.00001, "1e-05"),
            (123456.789, "123456.789"), (9_007_199_254_740_992, "9007199254740992.0"),
            (.leastNonzeroMagnitude, "5e-324"), (1.7976931348623157e308, "1.7976931348623157e+308"),
            (.infinity, "inf"), (-.infinity, "-inf"), (.nan, "nan"), (1e22, "1e+22"),
        ]
    )
    func floats(number: Double, text: String) {
        #expect(render("{{ n }}", [("n", .double(number))], jinja) == text)
        #expect(render("{{ [n] }}", [("n", .double(number))], jinja) == "[\(text)]")
    }

    @Test("integers print whole, at both ends too", arguments: [0, 7, -7, 10, 99, 100, .max, .min])
    func integers(number: Int) {
        #expect(render("{{ n }}", [("n", .int(number))], jinja) == String(number))
    }

    @Test(
        "rounding is by the exact worth of a number, halves to even",
        arguments: [
            ("2.5|round", "2.0"), ("3.5|round", "4.0"), ("2.675|round(2)", "2.67"),
            ("1.005|round(2)", "1.0"),
            ("0.125|round(2)", "0.12"), ("1234.5|round(-2)", "1200.0"), ("-2.5|round", "-2.0"),
            ("42|round", "42"), ("1e300|round(3)", "1e+300"), ("'%.2f'|format(0.125)", "0.12"),
            ("'%.0f'|format(0.5)", "0"), ("'%.3f'|format(2)", "2.000"), ("'%d'|format(2.9)", "2"),
            ("2.1|round(0, 'ceil')", "3.0"), ("2.9|round(0, 'floor')", "2.0"),
        ]
    )
    func rounding(expression: String, text: String) {
        #expect(render("{{ \(expression) }}", [], jinja) == text)
    }

    @Test("JSON is read with its order, its whole numbers and its odd texts")
    func json() throws {
        var diagnostics = Diagnostics()
        let text =
            #"{"b": 1, "a": [1.0, -2, 1e2, null, true], "é": "\u00e9\ud83d\udc0d\ud800\n\/", "b": 2}"#
        let source = SourceText(path: "x.json", text: text)
        let value = try #require(JSONReader.read(source, into: &diagnostics))
        let record = try #require(Record(value))
        #expect(record.shape.names == ["b", "a", "é"])
        #expect(
            render("{{ v }}", [("v", value)], jinja)
                == "{'b': 2, 'a': [1.0, -2, 100.0, None, True], 'é': 'é🐍\u{FFFD}\\n/'}"
        )
    }

    @Test(
        "JSON that is none is refused with a place",
        arguments: [
            "", "{", "[1,", "[1 2]", "{\"a\" 1}", "{a: 1}", "\"x", "\"\\x\"", "\"\\u12\"", "1 2",
            "tru",
            "-", "\"\n\"", String(repeating: "[", count: 10_000),
        ]
    )
    func badJSON(text: String) {
        var diagnostics = Diagnostics()
        let value = JSONReader.read(SourceText(path: "x.json", text: text), into: &diagnostics)
        if let value { Issue.record("read as \(value)") }
        #expect(diagnostics.all.count == 1)
        #expect(diagnostics.all.first?.position != nil)
    }

    @Test("a record behaves as a map does")
    func records() {
        let record = Value.record(Record(Shape(["b", "a"]), [.int(1), .string("x")]))
        let template =
            "{{ r }}|{{ r|length }}|{{ r|list }}|{{ r['b'] }}|{{ 'a' in r }}|{{ r == {'a': 'x', 'b': 1} }}|{{ r.items()|list }}"
        #expect(
            render(template, [("r", record)], jinja)
                == "{'b': 1, 'a': 'x'}|2|['b', 'a']|1|True|True|[('b', 1), ('a', 'x')]"
        )
    }
}
