import Testing
import VivierDiagnostics
import VivierTemplate

/// A library made of named texts, or the diagnostics that are there instead.
func makeLibrary(
    _ templates: [String: String],
    _ options: TemplateOptions = .site,
    host: HostFilters = HostFilters(),
    globals: [String: Value] = [:]
) -> (library: TemplateLibrary?, problems: String) {
    var diagnostics = Diagnostics()
    let sources = templates.sorted { $0.key < $1.key }.map {
        SourceText(path: $0.key, text: $0.value)
    }
    let library = TemplateLibrary.compile(
        sources,
        options: options,
        host: host,
        globals: globals,
        into: &diagnostics
    )
    return (library, diagnostics.sorted.map(\.description).joined(separator: "\n"))
}

/// What one template prints, or the diagnostics that are there instead.
func render(
    _ template: String,
    _ values: [(String, Value)] = [],
    _ options: TemplateOptions = .site,
    host: HostFilters = HostFilters(),
    globals: [String: Value] = [:]
) -> String {
    let made = makeLibrary(["t": template], options, host: host, globals: globals)
    guard let library = made.library else { return made.problems }
    let record = Record(Shape(values.map(\.0)), values.map(\.1))
    var output: [UInt8] = []
    do {
        try TemplateRenderer(library).render("t", record, into: &output)
    } catch {
        return error.diagnostics.sorted.map(\.description).joined(separator: "\n")
    }
    return String(decoding: output, as: UTF8.self)
}

@Suite("Template library")
struct LibraryTests {
    @Test("names come in order, dependencies through all levels")
    func dependencies() throws {
        let made = makeLibrary([
            "page": "{% extends 'base' %}{% block a %}{% include 'card' %}{% endblock %}",
            "base": "{% block a %}{% endblock %}{% from 'macros' import m %}", "card": "x",
            "macros": "{% macro m() %}{% endmacro %}", "other": "y",
        ])
        let library = try #require(made.library)
        #expect(library.names == ["base", "card", "macros", "other", "page"])
        #expect(library.dependencies(of: "page") == ["base", "card", "macros"])
        #expect(library.dependencies(of: "other") == [])
        #expect(library.dependencies(of: "nothing") == [])
    }

    @Test("one renderer serves many pages, records of many shapes, and pages that fail")
    func reuse() throws {
        let made = makeLibrary(["t": "{{ p.a }}{{ p.b }}{% for x in p.list %}{{ x }}{% endfor %}"])
        let renderer = TemplateRenderer(try #require(made.library))
        let outer = Shape(["p"])
        for number in 0..<3000 {
            // A shape of its own for every page: the caches must follow.
            let names = number % 2 == 0 ? ["a", "b", "list"] : ["list", "x\(number)", "b", "a"]
            let shape = Shape(names)
            let values = names.map { name -> Value in
                name == "list" ? .list([.int(1), .int(2)]) : .string("\(name)\(number)")
            }
            var output: [UInt8] = []
            try renderer.render("t", Record(outer, [.record(Record(shape, values))]), into: &output)
            #expect(String(decoding: output, as: UTF8.self) == "a\(number)b\(number)12")
            if number % 100 == 0 {
                let empty = Record(outer, [.record(Record(Shape(["a"]), [.none]))])
                #expect(throws: TemplateFailure.self) {
                    try renderer.render("t", empty, into: &output)
                }
            }
        }
    }

    @Test("bytes can be lent out instead of copied")
    func lending() throws {
        let made = makeLibrary(["t": "<p>{{ a }}</p>"])
        let renderer = TemplateRenderer(try #require(made.library))
        let record = Record(Shape(["a"]), [.string("é<")])
        let text = try renderer.render("t", record) { String(decoding: $0, as: UTF8.self) }
        #expect(text == "<p>é&lt;</p>")
    }

    @Test("a template that is not there is named, with what is near")
    func missingTemplate() throws {
        let made = makeLibrary(["page.html": "x"])
        let renderer = TemplateRenderer(try #require(made.library))
        var output: [UInt8] = []
        let failure = #expect(throws: TemplateFailure.self) {
            try renderer.render("pgae.html", Record(Shape([]), []), into: &output)
        }
        #expect(
            failure?.diagnostics.all.map(\.description) == [
                """
                templates: error: there is no template 'pgae.html' [unknown-template]
                  = did you mean 'page.html'?
                """
            ]
        )
    }

    @Test("every fault of every template is reported at once")
    func allFaults() {
        let made = makeLibrary(["a": "{{ x|uper }}{{ y|lowr }}", "b": "{% if %}", "c": "fine"])
        #expect(made.library == nil)
        #expect(made.problems.split(separator: "\n").filter { $0.contains("error:") }.count == 3)
    }

    @Test(
        "texts that are canonically equal keep their bytes, records more than their names lose some"
    )
    func oddValues() {
        let shape = Shape(["a", "b"])
        #expect(Record(shape, [.int(1), .int(2), .int(3)]).values.count == 2)
        #expect(render("{{ r.b is none }}", [("r", .record(Record(shape, [.int(1)])))]) == "True")
        let map = ValueMap([("k", .int(1)), ("j", .int(2)), ("k", .int(3))])
        #expect(render("{{ m }}", [("m", .map(map))]) == "{&#39;k&#39;: 3, &#39;j&#39;: 2}")
    }
}

@Suite("Filters of the host")
struct HostFilterTests {
    /// Counts its calls where a test can see them.
    private final class Counter: TemplateObject {
        var description: String { "counter" }
        let items: [Value]? = [.string("x")]
        let attributeNames = ["name"]
        let isCallable = true

        func attribute(_ name: String) -> Value? { name == "name" ? .string("<n>") : nil }

        func call(_ positional: [Value], _ named: [(String, Value)]) throws(FilterFailure) -> Value
        {
            guard let first = positional.first else { throw FilterFailure("nothing to show") }
            return .list([first] + named.map(\.1))
        }
    }

    private let host = HostFilters([
        HostFilter("t", isPure: true) { value, _, named throws(FilterFailure) in
            guard case .string(let key) = value, key != "unknown" else {
                throw FilterFailure("no text for this key", hint: "add it to i18n/fr.yml")
            }
            let count = named.first { $0.0 == "n" }.map { "\($0.1)" } ?? ""
            return .string("«\(key)»\(count)")
        },
        HostFilter("icon", isPure: true) { _, _, _ throws(FilterFailure) in
            .safe(SafeHTML("<svg></svg>"))
        },
        HostFilter("money", isPure: false) { value, arguments, _ throws(FilterFailure) in
            guard case .int(let cents) = value else { throw FilterFailure("not an amount") }
            return .string("\(cents / 100) \(arguments.isEmpty ? "€" : "CHF")")
        },
        HostFilter("upper", isPure: true) { _, _, _ throws(FilterFailure) in .string("ours") },
    ])

    @Test("they are used like any other, and come before a built-in one of the same name")
    func use() {
        let template =
            "{{ 'a<b'|t }} {{ cents|money }} {{ cents|money('x') }} {{ 'y'|icon }} {{ 'z'|upper }}"
        #expect(
            render(template, [("cents", .int(1250))], host: host)
                == "«a&lt;b» 12 € 12 CHF <svg></svg> ours"
        )
    }

    @Test("'map' finds them")
    func mapping() {
        #expect(render("{{ ['a', 'b']|map('t')|join(' ') }}", host: host) == "«a» «b»")
        #expect(render("{{ ['a']|map('tt') }}", host: host).contains("did you mean 't'?"))
    }

    @Test("a failure is a diagnostic at the filter")
    func failure() {
        #expect(
            render("<p>{{ key|t }}</p>", [("key", .string("unknown"))], host: host) == """
                t:1:11: error: no text for this key [filter-failed]
                  | <p>{{ key|t }}</p>
                  |           ^
                  = add it to i18n/fr.yml
                """
        )
    }

    @Test("an object of the host has attributes, items and a call")
    func objects() {
        let value: [(String, Value)] = [("o", .object(Counter()))]
        #expect(
            render("{{ o.name }}{{ o|join }}{{ o(1, a=2) }}{{ o is callable }}", value)
                == "&lt;n&gt;x[1, 2]True"
        )
        #expect(render("{{ o.nmae }}", value).contains("did you mean 'name'?"))
        #expect(render("{{ o() }}", value).contains("error: nothing to show [filter-failed]"))
    }

    @Test("what depends on literals and globals alone is rendered once, an impure filter each time")
    func folding() throws {
        nonisolated(unsafe) var calls = 0
        let counting = HostFilters([
            HostFilter("pure", isPure: true) { value, _, _ throws(FilterFailure) in
                calls += 1
                return value
            },
            HostFilter("impure", isPure: false) { value, _, _ throws(FilterFailure) in
                calls += 1
                return value
            },
        ])
        let globals: [String: Value] = ["site": .list([.string("<a>"), .string("b")])]
        let template = "{% for x in site %}{{ x|pure }}{% endfor %}{{ 'k'|pure }}"
        let pure = makeLibrary(["t": template], host: counting, globals: globals)
        let renderer = TemplateRenderer(try #require(pure.library))
        let before = calls
        var output: [UInt8] = []
        try renderer.render("t", Record(Shape([]), []), into: &output)
        #expect(String(decoding: output, as: UTF8.self) == "&lt;a&gt;bk")
        #expect(calls == before)
        _ = render("{{ 'k'|impure }}{{ 'k'|impure }}", host: counting)
        #expect(calls == before + 2)
    }

    @Test("a pure filter that fails is reported when its page is rendered, not before")
    func failingFold() {
        #expect(
            render("{% if no %}{{ 'unknown'|t }}{% endif %}ok", [("no", .bool(false))], host: host)
                == "ok"
        )
        #expect(render("{{ 'unknown'|t }}", host: host).contains("[filter-failed]"))
    }
}
