import Testing
import VivierDiagnostics
import VivierTestSupport

@Suite("Diagnostics")
struct DiagnosticTests {
    @Test("a diagnostic reads as path, place, message, excerpt, caret and hint")
    func wholeText() {
        let marked = MarkedText("title: Éducateur\ncontract: «CDX»\n")
        let source = SourceText(path: "content/offers/educateur.md", text: marked.text)
        let diagnostic = Diagnostic(
            .error,
            code: "unknown-contract",
            "unknown contract 'CDX'",
            in: source,
            at: marked.range,
            hint: "use one of CDI, CDD, stage, alternance"
        )
        #expect(
            diagnostic.description == """
                content/offers/educateur.md:2:11: error: unknown contract 'CDX' [unknown-contract]
                  | contract: CDX
                  |           ^^^
                  = use one of CDI, CDD, stage, alternance
                """
        )
    }

    @Test("columns count characters, not bytes")
    func columns() {
        let source = SourceText(path: "a", text: "é: x")
        #expect(source.position(at: 4) == SourcePosition(line: 1, column: 4))
    }

    @Test("an offset past the end points at the end")
    func pastTheEnd() {
        let source = SourceText(path: "a", text: "a\nb")
        #expect(source.position(at: 99) == SourcePosition(line: 2, column: 2))
        #expect(source.line(9) == "")
    }

    @Test("a long line is shown in part, with the caret under the fault")
    func longLine() {
        let text =
            String(repeating: "x", count: 300) + "ERREUR" + String(repeating: "y", count: 300)
        let source = SourceText(path: "a", text: text)
        let lines = Diagnostic(.error, code: "c", "m", in: source, at: 300..<306)
            .description.split(separator: "\n")
        let column = lines[2].prefix { $0 != "^" }.count
        #expect(lines[1].count < 120)
        #expect(lines[1].dropFirst(column).hasPrefix("ERREUR"))
    }

    @Test("diagnostics come by path and place, whatever the order they were found in")
    func order() {
        var diagnostics = Diagnostics()
        let second = SourceText(path: "b", text: "x\ny")
        diagnostics.emit(Diagnostic(.warning, code: "c", "later", in: second, at: 2..<3))
        diagnostics.emit(Diagnostic(.error, code: "c", "first", in: second, at: 0..<1))
        diagnostics.emit(Diagnostic(.error, code: "c", "file", path: "a"))
        #expect(diagnostics.sorted.map(\.message) == ["file", "first", "later"])
    }

    @Test("near names are proposed, far ones are not")
    func nearNames() {
        #expect(
            nearestNames(to: "contarct", in: ["contract", "contact", "title"]) == [
                "contact", "contract",
            ]
        )
        #expect(nearestNames(to: "zzz", in: ["contract"]).isEmpty)
    }
}
