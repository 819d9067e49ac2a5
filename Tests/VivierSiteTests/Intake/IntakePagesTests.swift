import Foundation
import Testing
import VivierDiagnostics
import VivierFiles
import VivierForms
import VivierModel
import VivierTestSupport

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

    /// With spaces for no-break spaces.
    private func plain(_ text: String) -> String { text.replacing("\u{A0}", with: " ") }

    @Test("a receipt says when, what for, what next and by when, in the site's zone and words")
    func receiptWords() async throws {
        var diagnostics = Diagnostics()
        let forms = try #require(try await IntakeForms.read(options, into: &diagnostics))
        func words(_ form: String, _ offer: String?, _ language: String) -> ReceiptWords {
            // Noon in UTC.
            forms.receiptWords(
                form: form,
                offer: offer,
                receivedAt: 1_795_262_400,
                language: language
            )
        }
        let french = words("apply", "CC-2026-022", "fr")
        #expect(french.site == "Pays d'Aubrelle Emplois")
        let moment = "samedi 21 novembre 2026 à 13 h 00 (Europe/Paris)"
        #expect(plain(french.received) == moment)
        #expect(french.next?.hasPrefix("Nous lisons votre candidature") == true)
        #expect(french.answerBy != nil && french.answerDay != nil)
        let english = words("apply", "CC-2026-022", "en")
        #expect(plain(english.received) == "Saturday 21 November 2026 at 13:00 (Europe/Paris)")
        #expect(english.next?.hasPrefix("We read your application") == true)
        #expect(english.answerBy == french.answerBy)
        let contact = words("contact", nil, "xx")
        #expect((contact.language, contact.answerBy == nil) == ("fr", true))
        #expect(words("no-such-form", "NOWHERE-1", "fr").title == "no-such-form")
    }

    @Test("a receipt shows files by field, size and hash")
    func receipt() async throws {
        var answer = IntakeAnswer(.received)
        answer.number = "aeaqcaibaeaqcaibaeaqcaibae"
        answer.received = 1_795_262_400
        answer.receipt = IntakeAnswer.Receipt(
            code: "abcd-efgh-ijkl-mnop",
            form: "apply",
            offer: "CC-2026-022",
            files: [.init(field: "cv", size: 41, sha256: String(repeating: "0a", count: 32))]
        )
        let page = try #require(try await pages().answer(answer, language: "en"))
        let text = plain(String(decoding: page, as: UTF8.self))
        for part in [
            "aeaqcaibaeaqcaibaeaqcaibae", "abcd-efgh-ijkl-mnop", "Your CV, 41 bytes",
            String(repeating: "0a", count: 32), "Saturday 21 November 2026 at 13:00 (Europe/Paris)",
            "We read your application", "You will have an answer by",
        ] {
            #expect(text.contains(part), "\(part)")
        }
    }

    @Test("the sender is that of site.yml, else whom to ask about the site, else nobody")
    func sender() throws {
        func sender(_ settings: String) throws -> SiteSender? {
            let folder = try TemporaryFolder()
            try folder.write("content/site.yml", settings)
            var diagnostics = Diagnostics()
            let content = "\(folder.path)/content"
            return try SiteSender.read(content: content, into: &diagnostics)
        }
        let own = try sender("mail: {from: \"Emplois <e@a.example>\", reply_to: rh@a.example}\n")
        #expect(own?.name == "Emplois")
        #expect(own?.address == "e@a.example")
        #expect(own?.replyTo == "rh@a.example")
        let fallback = try sender("title: Ville\ncontact: {email: rh@a.example}\n")
        #expect(fallback?.name == "Ville")
        #expect(fallback?.address == "rh@a.example")
        #expect(try sender("title: Ville\n") == nil)
        #expect(try sender("mail: {from: personne}\n") == nil)
        var diagnostics = Diagnostics()
        #expect(try SiteSender.read(content: "/nowhere", into: &diagnostics) == nil)
    }
}
