import Foundation
import Testing
import VivierDiagnostics
import VivierFiles
import VivierForms
import VivierModel

@testable import VivierSite

@Suite("The forms and pages of a site, for the intake")
struct IntakePagesTests {
    private let options = BuildOptions(
        content: projectFolder.appending(path: "content").path,
        templates: projectFolder.appending(path: "templates").path,
        output: "",
        day: Day(iso: "2026-11-21"),
        now: 0,
        jobs: 2
    )

    private func pages() async throws -> IntakePages {
        var diagnostics = Diagnostics()
        return try #require(try await IntakePages.read(options, into: &diagnostics))
    }

    private func submission(_ values: (String, String)...) -> Submission {
        Submission(values: values.map { Submission.Value($0.0, $0.1) })
    }

    @Test("the form of an offer has its questions; what cannot be answered is said")
    func lookup() async throws {
        var diagnostics = Diagnostics()
        let forms = try #require(try await IntakeForms.read(options, into: &diagnostics))
        guard case .form(let form) = forms.lookup("apply", offer: "CC-2026-022") else {
            Issue.record("the offer is open")
            return
        }
        #expect(form.field("question-2") != nil)
        #expect(form.field("document-1") != nil)
        guard case .form(let plain) = forms.lookup("apply", offer: nil) else {
            Issue.record("the form is there")
            return
        }
        #expect(plain.field("question-1") == nil)
        guard case .noOffer = forms.lookup("apply", offer: "NOWHERE-1") else {
            Issue.record("there is no such offer")
            return
        }
        guard case .noForm = forms.lookup("no-such-form", offer: nil) else {
            Issue.record("there is no such form")
            return
        }
    }

    @Test("what was typed is shown again, escaped, with what is wrong beside it")
    func again() async throws {
        let pages = try await pages()
        let typed = submission(
            ("offer", "CC-2026-022"),
            ("name", "<b>Camille</b>"),
            ("email", "camille@"),
            ("experience-3-position", "Agente"),
            ("idempotency_key", "00ff"),
            ("language", "fr")
        )
        guard case .form(let form) = pages.forms.lookup("apply", offer: "CC-2026-022") else {
            Issue.record("the offer is open")
            return
        }
        let verdict = form.validate(typed, country: pages.forms.country)
        let page = String(
            decoding: try #require(pages.refused(form, typed, verdict.refusals)),
            as: UTF8.self
        )
        #expect(page.contains(#"value="&lt;b&gt;Camille&lt;/b&gt;""#))
        #expect(page.contains(#"value="camille@""#))
        #expect(page.contains(#"name="experience-3-position" value="Agente""#))
        #expect(page.contains(#"name="idempotency_key" value="00ff""#))
        #expect(page.contains(##"href="#f-email""##))
        #expect(page.contains(#"aria-invalid="true""#))
    }

    @Test("the page speaks the language of the one that was filled in")
    func language() async throws {
        let pages = try await pages()
        guard case .form(let form) = pages.forms.lookup("contact", offer: nil) else {
            Issue.record("the form is there")
            return
        }
        let typed = submission(("language", "en"), ("subject", "other"))
        let page = try #require(pages.refused(form, typed, []))
        let text = String(decoding: page, as: UTF8.self)
        #expect(text.contains("Write to the team"))
        #expect(text.contains(#"value="other" required checked"#))
    }
}
