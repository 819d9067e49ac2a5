import Foundation
import Testing
import VivierDiagnostics
import VivierFiles
import VivierForms
import VivierModel

@testable import VivierSite

@Suite("The forms of a site, for the intake")
struct SiteFormsTests {
    private func forms() async throws -> SiteForms {
        let options = BuildOptions(
            content: projectFolder.appending(path: "content").path,
            templates: projectFolder.appending(path: "templates").path,
            output: "",
            day: Day(iso: "2026-11-21"),
            now: 0,
            jobs: 2
        )
        var report = BuildReport()
        return try #require(try await SiteForms.read(options, into: &report))
    }

    private func submission(_ values: (String, String)...) -> Submission {
        Submission(values: values.map { Submission.Value($0.0, $0.1) })
    }

    @Test("the form of an offer has its questions; an unknown offer adds nothing")
    func definition() async throws {
        let forms = try await forms()
        let asked = submission(("offer", "CC-2026-022"))
        let form = try #require(forms.definition("apply", for: asked))
        #expect(form.field("question-2") != nil)
        #expect(form.field("document-1") != nil)
        let unknown = submission(("offer", "NOWHERE-1"))
        #expect(forms.definition("apply", for: unknown)?.field("question-1") == nil)
        #expect(forms.definition("no-such-form", for: asked) == nil)
    }

    @Test("what was typed is shown again, escaped, with what is wrong beside it")
    func again() async throws {
        let forms = try await forms()
        let typed = submission(
            ("offer", "CC-2026-022"),
            ("name", "<b>Camille</b>"),
            ("email", "camille@"),
            ("experience-3-position", "Agente"),
            ("idempotency_key", "00ff"),
            ("language", "fr")
        )
        let form = try #require(forms.definition("apply", for: typed))
        let verdict = form.validate(typed, country: forms.country)
        let page = String(
            decoding: try #require(
                forms.page("apply", for: typed, refusals: verdict.refusals)
            ),
            as: UTF8.self
        )
        #expect(page.contains(#"value="&lt;b&gt;Camille&lt;/b&gt;""#))
        #expect(page.contains(#"value="camille@""#))
        #expect(page.contains(#"name="experience-3-position" value="Agente""#))
        #expect(page.contains(#"name="idempotency_key" value="00ff""#))
        #expect(page.contains(##"href="#f-email""##))
        #expect(page.contains(#"aria-invalid="true""#))
        let refusal = try #require(verdict.refusals.first { $0.field == "email" })
        let words = try #require(forms.message(refusal, "apply", for: typed))
        #expect(page.contains(words))
    }

    @Test("the page speaks the language of the one that was filled in")
    func language() async throws {
        let forms = try await forms()
        let typed = submission(("language", "en"), ("subject", "other"))
        let page = try #require(forms.page("contact", for: typed, refusals: []))
        let text = String(decoding: page, as: UTF8.self)
        #expect(text.contains("Write to the team"))
        #expect(text.contains(#"value="other" required checked"#))
        #expect(forms.page("no-such-form", for: typed, refusals: []) == nil)
    }
}
