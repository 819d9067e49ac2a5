package import VivierDiagnostics
package import VivierFiles
package import VivierForms
import VivierModel
import VivierTemplate

/// The pages that an intake answers with, in the look and the languages of the site.
package struct IntakePages: Sendable {
    private static let answerTemplate = "pages/answer.html"

    private let plan: SitePlan
    package let forms: IntakeForms

    /// Reads a site with its theme.
    ///
    /// - Returns: `nil` when a mistake would be on every page.
    package static func read(
        _ options: BuildOptions,
        into diagnostics: inout Diagnostics
    ) async throws(SystemCallError) -> IntakePages? {
        var report = BuildReport()
        var timer = PhaseTimer()
        let plan = try await planSite(options, into: &report, timer: &timer)
        diagnostics.merge(report.diagnostics)
        return plan.map { IntakePages($0) }
    }

    private init(_ plan: SitePlan) {
        self.plan = plan
        let view = plan.views[0]
        forms = IntakeForms(view.forms, view.catalogue)
    }

    /// A form with what was typed and what is wrong with it.
    ///
    /// - Returns: `nil` if the theme has no page for forms, or a broken one.
    package func refused(
        _ form: FormDefinition,
        _ submission: Submission,
        _ refusals: [FieldRefusal]
    ) -> [UInt8]? {
        let view = view(in: submission[.language] ?? "")
        guard let action = view.formAction(form.name) else { return nil }
        let title = view.text(form.title)
        var head = self.head("form", title: title)
        head.tabTitle = view.tabTitle(title)
        var record = FormRecord(view: view, form: form, action: action)
        record.reference = submission[.offer].flatMap { $0.isEmpty ? nil : $0 }
        record.employer = submission[.employer].flatMap { $0.isEmpty ? nil : $0 }
        for value in submission.values {
            record.answers[value.name, default: []].append(value.value)
        }
        record.refusals = refusals
        let context = Record(
            Shapes.formPage,
            [view.page(head), .record(record.record), .none]
        )
        return Worker(plan).render(SiteView.formTemplate, context, edition: view.editionIndex)
    }

    /// An answer.
    ///
    /// - Returns: `nil` if the theme has no page for answers, or a broken one.
    package func answer(_ answer: IntakeAnswer, language: String) -> [UInt8]? {
        let view = view(in: language)
        guard view.templates.contains(Self.answerTemplate) else { return nil }
        let texts = view.edition.texts
        let title = texts.text("answers.\(answer.kind.rawValue).title")
        let files = answer.files.map { file in
            Record(Shapes.answerFile, [.string(file.name), .int(file.size)])
        }
        let record = Record(
            Shapes.answer,
            [
                .string(title), .string(texts.text("answers.\(answer.kind.rawValue).text")),
                .text(answer.number), .text(answer.code), .text(answer.time), .records(files),
            ]
        )
        let head = self.head("answer", title: title)
        let context = Record(Shapes.answerPage, [view.page(head), .record(record)])
        return Worker(plan).render(Self.answerTemplate, context, edition: view.editionIndex)
    }

    private func view(in language: String) -> SiteView {
        plan.views.first { $0.language == language } ?? plan.views[0]
    }

    /// These pages have no address that anybody could come back to.
    private func head(_ kind: String, title: String) -> PageHead {
        var head = PageHead(kind: kind, key: "", address: "/", title: title, description: title)
        head.isHidden = true
        return head
    }
}
