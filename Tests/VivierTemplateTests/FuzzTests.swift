import Foundation
import Testing
import VivierDiagnostics
import VivierTemplate
import VivierTestSupport

@Suite("Any text as a template")
struct FuzzTests {
    private static let pieces = [
        "{{", "}}", "{%", "%}", "{#", "#}", "-", "+", " ", "\n", "\r\n", "if", "else", "elif",
        "endif", "for",
        "in", "endfor", "recursive", "loop", "loop.index", "set", "endset", "macro", "endmacro",
        "call", "caller()",
        "endcall", "block", "endblock", "extends", "include", "import", "from", "as", "with",
        "endwith", "filter",
        "endfilter", "raw", "endraw", "autoescape", "true", "false", "none", "a", "b.c", "d[0]",
        "x", "'t'", "'u'",
        "\"q\"", "1", "2.5", "0x1f", "1_0", "(", ")", "[", "]", "{", "}", ",", ":", ".", "|", "~",
        "*", "**", "/",
        "//", "%", "==", "!=", "<", ">", "=", "is", "defined", "not", "and", "or", "upper", "join",
        "sort",
        "map('upper')", "tojson", "safe", "default(1)", "groupby('c')", "<a href=\"", "\">",
        "<script>", "</script>",
        "<p ", "class=", "<!--", "-->", "<title>", "\u{A0}", "é", "🐍", "\\", "\u{0}",
        "namespace(a=1)", "super()",
        "self.t()", "range(3)", "ignore missing", "without context", "scoped", "required",
        "varargs", "kwargs",
    ]

    private static let values: Value = .map(
        ValueMap([
            ("c", .string("<é>")), ("d", .list([.int(1), .string("x"), .none])),
            ("e", .double(1.5)),
        ])
    )

    private func check(_ template: String, _ options: TemplateOptions) {
        var diagnostics = Diagnostics()
        let sources = [
            SourceText(path: "t", text: template),
            SourceText(
                path: "u",
                text: "{% block t %}[{{ a }}]{% endblock %}{% macro m(x) %}{{ x }}{% endmacro %}"
            ),
        ]
        guard let library = TemplateLibrary.compile(sources, options: options, into: &diagnostics)
        else {
            #expect(diagnostics.hasErrors)
            for diagnostic in diagnostics.all { #expect(!diagnostic.description.isEmpty) }
            return
        }
        let record = Record(
            Shape(["a", "b", "d", "x"]),
            [.string("<"), Self.values, .list([.int(1)]), .none]
        )
        var output: [UInt8] = [7]
        do {
            try TemplateRenderer(library).render("t", record, into: &output)
        } catch {
            #expect(output == [7])
            #expect(error.diagnostics.hasErrors)
        }
    }

    private var bounded: [TemplateOptions] {
        var site = TemplateOptions.site
        var jinja = TemplateOptions.jinja
        jinja.undefined = .chainable
        jinja.trimBlocks = true
        jinja.lstripBlocks = true
        for limits in [\TemplateOptions.limits.steps, \TemplateOptions.limits.outputBytes] {
            site[keyPath: limits] = 100_000
            jinja[keyPath: limits] = 100_000
        }
        return [site, jinja]
    }

    @Test("random tags are rendered or refused, never worse")
    func randomTags() {
        var seeded = Seeded(42)
        for _ in 0..<3000 {
            var template = ""
            for _ in 0..<seeded.next(24) {
                template += seeded.pick(Self.pieces) + (seeded.next(3) == 0 ? "" : " ")
            }
            for options in bounded { check(template, options) }
        }
    }

    @Test("so are real templates with pieces cut out, doubled and moved")
    func mutations() throws {
        var seeds: [[UInt8]] = []
        for folder in fixtures() {
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            for name in names where name.hasSuffix(".html") && name != "expected.html" {
                seeds.append([UInt8](try Data(contentsOf: folder.appending(path: name))))
            }
        }
        var seeded = Seeded(1)
        for _ in 0..<1500 {
            var bytes = seeded.pick(seeds)
            for _ in 0...seeded.next(3) {
                let start = seeded.next(bytes.count)
                let end = min(bytes.count, start + seeded.next(20))
                switch seeded.next(4) {
                case 0: bytes.removeSubrange(start..<end)
                case 1: bytes.insert(contentsOf: bytes[start..<end], at: seeded.next(bytes.count))
                case 2:
                    bytes.insert(contentsOf: seeded.pick(seeds).prefix(seeded.next(60)), at: start)
                default: bytes.insert(UInt8(seeded.next(256)), at: start)
                }
            }
            let template = String(decoding: bytes, as: UTF8.self)
            for options in bounded { check(template, options) }
        }
    }

    @Test("compiling and rendering twice gives the same bytes")
    func determinism() throws {
        let template =
            "{% for g, l in d|groupby('k') %}{{ g }}{{ l|map(attribute='v')|list }}{% endfor %}{{ d|tojson }}{{ m }}"
        let items = (0..<50).map { number -> Value in
            .map(ValueMap([("k", .string("\(number % 7)")), ("v", .int(number))]))
        }
        let map = Value.map(ValueMap((0..<50).map { ("k\($0)", .int($0)) }))
        let printed = (0..<3).map { _ in render(template, [("d", .list(items)), ("m", map)]) }
        #expect(Set(printed).count == 1)
        #expect(!printed[0].contains("error"))
    }
}
