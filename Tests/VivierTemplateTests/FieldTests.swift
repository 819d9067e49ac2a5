import Testing
import VivierDiagnostics
import VivierTemplate

@Suite("What templates see of their values")
struct FieldTests {
    private func parsed(_ templates: [String: String]) -> ParsedTemplates {
        let sources = templates.sorted { $0.key < $1.key }.map {
            SourceText(path: $0.key, text: $0.value)
        }
        return ParsedTemplates(sources, options: .site)
    }

    private func fields(_ text: String) -> TemplateFields { parsed(["t": text]).fields }

    @Test(
        "a field that is asked for by its name is seen, and no other",
        arguments: [
            "{{ list.total }}", "{{ list['total'] }}", "{{ (list).total }}",
            "{% if list.total > 2 %}{% endif %}", "{% for i in range(list.total) %}{% endfor %}",
            "{{ '}}' ~ list.total }}", "{{ {'a': {'b': 1}}.a.b ~ list.total }}",
            "{% set a = [list.total] %}", "{% macro m(a=list.total) %}{% endmacro %}",
            "{{ x.y(list.total) }}", "{% if list and list.total %}{% endif %}",
            "{{ 'a' if not list else list.total }}", "{{ list.total is defined }}",
            "{% call m(list.total) %}{% endcall %}",
            "{% filter default(list.total) %}{% endfilter %}",
        ]
    )
    func named(text: String) {
        let fields = fields(text)
        #expect(fields.see(["total"], of: "list"))
        #expect(!fields.see(["from", "to"], of: "list"))
        #expect(!fields.see(["total"], of: "page"))
        #expect(!fields.usesWhole("list"))
    }

    @Test(
        "a value that is used otherwise is seen whole",
        arguments: [
            "{{ list }}", "{{ list | tojson }}", "{{ [list] | first }}", "{{ {'a': list} }}",
            "{{ list['to' ~ 'tal'] }}", "{{ list[key] }}", "{{ list[0] }}", "{{ list.0 }}",
            "{{ list.items() }}", "{{ list.get('total') }}", "{{ m(list) }}", "{{ m(x=list) }}",
            "{{ m(*list) }}", "{{ m(**list) }}", "{{ list | attr('total') }}", "{{ 1 | m(list) }}",
            "{{ list == x }}", "{{ x in list }}", "{{ list ~ '' }}", "{{ list if x }}",
            "{{ x or list }}", "{{ list[1:] }}", "{{ x[list] }}", "{{ not x is eq(list) }}",
            "{% for key in list %}{% endfor %}", "{% for x in y if x == list %}{% endfor %}",
            "{% set x = list %}", "{% set n.x = list %}", "{% set x, y = list, 1 %}",
            "{% with x = list %}{% endwith %}", "{% macro m(x=list) %}{% endmacro %}",
            "{% call(x=list) m() %}{% endcall %}", "{% call m(list) %}{% endcall %}",
            "{% filter m(list) %}{% endfilter %}", "{% set x | m(list) %}{% endset %}",
            "{% if list is mapping %}{% endif %}", "{% if list == 1 %}{% endif %}",
            "{% include list %}", "{% import list as x %}", "{% from list import x %}",
            "{% block b %}{% if x %}{% for y in z %}{{ list }}{% endfor %}{% endif %}{% endblock %}",
        ]
    )
    func whole(text: String) {
        let fields = fields(text)
        #expect(fields.usesWhole("list"))
        #expect(fields.see(["total"], of: "list"))
        #expect(!fields.usesWhole("page"))
    }

    @Test(
        "that a value is there says nothing of its fields",
        arguments: [
            "{% if list %}{% elif not list %}{% endif %}", "{{ list is defined }}",
            "{% if x and list or list is undefined %}{% endif %}", "{{ x if list }}",
            "{# list #}{% raw %}{{ list }}{% endraw %}list", "{{ 'list' }}",
        ]
    )
    func truth(text: String) { #expect(!fields(text).usesWhole("list")) }

    @Test("names are those of variables and fields, and the words of texts")
    func mentions() {
        let fields = fields("{{ a.b | map(attribute='c.d') }}{% set n.e = 1 %}f{# g #}")
        for name in ["a", "b", "c", "d", "e", "n"] { #expect(fields.mention([name])) }
        for name in ["f", "g", "map", "c.d"] { #expect(!fields.mention([name])) }
    }

    @Test("a template sees what those see that it includes, extends or imports")
    func reached() {
        let templates = parsed([
            "a": "{% extends 'b' %}", "b": "{% include ['c', 'none'] %}",
            "c": "{% import 'd' as d %}{% include 'a' %}", "d": "{{ offer.toc }}",
            "e": "{{ offer }}",
        ])
        #expect(templates.fields(from: "a").see(["toc"], of: "offer"))
        #expect(!templates.fields(from: "a").see(["map"], of: "offer"))
        #expect(templates.fields(from: "e").see(["map"], of: "offer"))
        #expect(!templates.fields(from: "none").see(["toc"], of: "offer"))
        #expect(templates.fields.usesWhole("offer"))
    }

    @Test("a template that is named by a variable may be any")
    func dynamic() {
        let templates = parsed(["a": "{% include x %}", "b": "{{ offer }}"])
        #expect(templates.fields(from: "a").usesWhole("offer"))
    }

    @Test("what is no template asks for nothing")
    func faulty() {
        #expect(!fields("{{ list.total").see(["total"], of: "list"))
    }
}
