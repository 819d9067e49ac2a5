import Testing
import VivierDiagnostics
import VivierModel

@testable import VivierForms

@Suite("Judging a submission")
struct ValidationTests {
    private func form(_ fields: String) throws -> FormDefinition {
        var diagnostics = Diagnostics()
        let source = SourceText(path: "f.yml", text: "title: F\nfields:\n" + fields)
        let form = readForm(source, name: "f", languages: ["fr"], into: &diagnostics)
        #expect(diagnostics.all.map(\.description) == [])
        return try #require(form)
    }

    private func judge(
        _ fields: String,
        _ values: [(String, String)],
        files: [SubmittedFile] = []
    ) throws -> Verdict {
        let submission = Submission(
            values: values.map { Submission.Value($0.0, $0.1) },
            files: files
        )
        return try form(fields).validate(submission, country: "FR")
    }

    private func codes(_ verdict: Verdict) -> [String] {
        verdict.refusals.map { "\($0.field) \($0.code.rawValue)" }
    }

    @Test(
        "values are put into one way of writing, the original kept",
        arguments: [
            ("mail", " Camille@Exemple.FR ", "camille@exemple.fr"),
            ("phone", "06 12 34 56 78", "+33612345678"),
            ("phone", "+33 (0)6 12 34 56 78", "+33612345678"),
            ("phone", "0032 2 555 12 12", "+3225551212"),
            ("date", "31/12/2026", "2026-12-31"), ("date", "1.2.2027", "2027-02-01"),
            ("date", "2027-02-01", "2027-02-01"), ("number", " 3,5 ", "3.5"),
            ("town", " Aubrelle ", "Aubrelle"), ("consent", "on", "yes"), ("yesno", "no", "no"),
        ]
    )
    func normal(type: String, value: String, expected: String) throws {
        let verdict = try judge("  - {name: a, type: \(type), label: A}\n", [("a", value)])
        #expect(verdict.isAccepted)
        #expect(verdict["a"] == JudgedField(name: "a", original: [value], normal: [expected]))
    }

    @Test(
        "a value that is none of its kind is refused by a code that stays",
        arguments: [
            ("{name: a, type: mail, label: A}", "camille@", "mail"),
            ("{name: a, type: mail, label: A}", "a@b\r\nBcc: c@d.fr", "mail"),
            ("{name: a, type: phone, label: A}", "appelez-moi", "phone"),
            ("{name: a, type: date, label: A}", "demain", "date"),
            ("{name: a, type: date, label: A}", "31/02/2027", "no-such-day"),
            ("{name: a, type: date, label: A, earliest: 2027-01-01}", "31/12/2026", "too-early"),
            ("{name: a, type: date, label: A, latest: 2027-01-01}", "2/1/2027", "too-late"),
            ("{name: a, type: number, label: A}", "douze", "number"),
            ("{name: a, type: number, label: A, min: 1}", "0", "too-small"),
            ("{name: a, type: number, label: A, max: 9}", "9,5", "too-large"),
            ("{name: a, type: text, label: A, min_length: 3}", "ab", "too-short"),
            ("{name: a, type: text, label: A, max_length: 3}", "abcd", "too-long"),
            ("{name: a, type: text, label: A, pattern: x+, pattern_text: X}", "y", "pattern"),
            ("{name: a, type: choice, label: A, options: {x: X}}", "z", "not-an-option"),
            ("{name: a, type: several, label: A, options: {x: X}}", "z", "not-an-option"),
            ("{name: a, type: text, label: A}", "a\u{0}b", "control-character"),
            ("{name: a, type: file, label: A}", "cv.pdf", "not-a-file"),
            ("{name: a, type: consent, label: A, required: true}", "maybe", "required"),
            ("{name: a, type: text, label: A, required: true}", " \u{A0}", "required"),
        ]
    )
    func refused(field: String, value: String, code: String) throws {
        #expect(codes(try judge("  - \(field)\n", [("a", value)])) == ["a \(code)"])
    }

    @Test("one answer is asked for: two different ones are refused, the same twice is one")
    func twice() throws {
        let field = "  - {name: a, type: text, label: A}\n"
        #expect(codes(try judge(field, [("a", "x"), ("a", "y")])) == ["a given-twice"])
        #expect(try judge(field, [("a", "x"), ("a", "x")]).isAccepted)
        let boxes = "  - {name: a, type: several, label: A, options: {x: X, y: Y}}\n"
        #expect(try judge(boxes, [("a", "x"), ("a", "y")])["a"]?.normal == ["x", "y"])
    }

    // S1-05
    @Test("documents are required by the status that was chosen")
    func condition() throws {
        let fields = """
              - {name: status, type: choice, label: S, required: true, options: {own: O, paid: P}}
              - {name: siret, type: file, label: K, required: true, when: {status: own}}
              - {name: contract, type: file, label: C, required: true, when: {status: paid}}

            """
        #expect(codes(try judge(fields, [("status", "own")])) == ["siret required"])
        #expect(codes(try judge(fields, [("status", "paid")])) == ["contract required"])
        #expect(codes(try judge(fields, [])) == ["status required"])
        let file = SubmittedFile(field: "siret", name: "k.PDF", size: 9)
        #expect(try judge(fields, [("status", "own")], files: [file]).isAccepted)
    }

    @Test("files are judged by extension, size and number; an empty part is no file")
    func files() throws {
        let fields = "  - {name: cv, type: file, label: CV, accept: [pdf], max_size: 1 kB}\n"
        func judged(_ files: (String, Int)...) throws -> [String] {
            let files = files.map { SubmittedFile(field: "cv", name: $0.0, size: $0.1) }
            return codes(try judge(fields, [], files: files))
        }
        #expect(try judged(("", 0)) == [])
        #expect(try judged(("cv.pdf", 1024)) == [])
        #expect(try judged(("cv.pdf", 1025)) == ["cv file-size"])
        #expect(try judged(("cv.pdf", 0)) == ["cv file-empty"])
        #expect(try judged(("cv.pdf.exe", 10)) == ["cv file-type"])
        #expect(try judged(("pdf", 10)) == ["cv file-type"])
        #expect(try judged(("a.pdf", 10), ("b.pdf", 10)) == ["cv file-count"])
    }

    @Test("all files together have a limit")
    func total() throws {
        var form = try form("  - {name: d, type: file, label: D, max_files: 5}\n")
        form.totalSize = 100
        let files = (1...2).map { SubmittedFile(field: "d", name: "\($0).pdf", size: 60) }
        let verdict = form.validate(Submission(values: [], files: files), country: "FR")
        #expect(codes(verdict) == ["d files-size"])
        #expect(verdict.files == files)
    }

    @Test("an entry of a group is whole or absent, and may have any number up to the most")
    func group() throws {
        let fields = """
              - name: job
                type: group
                label: J
                max: 2
                shown: 1
                fields:
                  - {name: title, type: text, label: T, required: true}
                  - {name: town, type: town, label: V}

            """
        let blank = [("job-1-title", ""), ("job-1-town", " ")]
        #expect(try judge(fields, blank).isAccepted)
        #expect(try judge(fields, blank).unknown == [])
        #expect(codes(try judge(fields, [("job-2-town", "Aubrelle")])) == ["job-2-title required"])
        let three = (1...3).map { ("job-\($0)-title", "Poste") }
        #expect(codes(try judge(fields, three)) == ["job too-many-entries"])
        #expect(try judge(fields, three)["job-3-title"]?.normal == ["Poste"])
    }

    @Test("what the form does not know is kept apart, not dropped")
    func unknown() throws {
        let verdict = try judge(
            "  - {name: a, type: text, label: A}\n",
            [("a", "x"), ("b", "y"), ("offer", "R-1"), ("leave_empty", "")]
        )
        #expect(verdict.isAccepted)
        #expect(verdict.unknown == [Submission.Value("b", "y")])
    }

    @Test("a robot is suspected, not refused")
    func robots() throws {
        let field = "  - {name: a, type: text, label: A}\n"
        #expect(try judge(field, [("leave_empty", "x")]).suspicions == [.trap])
        #expect(try judge(field, [("elapsed", "150")]).suspicions == [.tooFast])
        #expect(try judge(field, [("elapsed", "90000")]).suspicions == [])
        #expect(try judge(field, []).suspicions == [])
        #expect(try judge(field, [("leave_empty", "x")]).isAccepted)
    }

    // S0-13, S0-14
    @Test("the questions and documents of an offer are part of its form")
    func offer() throws {
        var offer = Offer(title: "T", slug: "t", reference: "R-1")
        offer.documents = [
            RequestedDocument(label: "CV à jour"),
            RequestedDocument(label: "Copie du diplôme", note: "Lisible"),
            RequestedDocument(label: "Lettre", isRequired: false),
        ]
        offer.questions = [
            Question(label: "Avez-vous le permis ?", kind: .yesno),
            Question(
                label: "Quand ?",
                kind: .choice,
                options: ["matin", "soir"],
                isRequired: false
            ),
        ]
        let own = try form(
            """
              - {name: cv, type: file, label: CV}
              - {name: document, type: file, label: D, max_files: 3}

            """
        ).asking(offer)
        #expect(
            own.fields.map(\.name) == [
                "question-1", "question-2", "document-1", "document-2", "cv", "document",
            ]
        )
        let nothing = own.validate(Submission(values: []), country: "FR")
        #expect(
            codes(nothing) == ["question-1 required", "document-1 required", "cv required"]
        )
        #expect(nothing.refusals.map(\.isFromOffer) == [true, true, false])
        let answered = own.validate(
            Submission(
                values: [Submission.Value("question-1", "yes")],
                files: [
                    SubmittedFile(field: "cv", name: "cv.pdf", size: 1),
                    SubmittedFile(field: "document", name: "diplome.jpg", size: 1),
                ]
            ),
            country: "FR"
        )
        #expect(codes(answered) == [])
    }
}
