package import VivierDiagnostics
package import VivierFiles
package import VivierForms
import VivierModel
import VivierTemplate

/// The pages that an intake answers with, in the look and the languages of the site.
package struct IntakePages: Sendable {
    private static let answerTemplate = "pages/answer.html"

    let plan: SitePlan
    package var forms: IntakeForms

    /// Reads a site with its theme.
    ///
    /// - Returns: `nil` when a mistake would be on every page.
    package static func read(
        _ options: BuildOptions,
        into diagnostics: inout Diagnostics
    ) async throws(SystemCallError) -> IntakePages? {
        var report = BuildReport()
        var timer = PhaseTimer(nil)
        let plan = try await planSite(options, into: &report, timer: &timer)
        diagnostics.merge(report.diagnostics)
        return plan.map { IntakePages($0) }
    }

    private init(_ plan: SitePlan) {
        self.plan = plan
        let view = plan.views[0]
        forms = IntakeForms(
            view.forms,
            plan.campaigns,
            view.catalogue,
            view.editions,
            view.clock
        )
    }

    /// A form with what was typed and what is wrong with it.
    ///
    /// Files cannot be shown again: browsers ask for them anew.
    ///
    /// - Returns: `nil` if the theme has no page for forms, or a broken one.
    package func refused(
        _ form: FormDefinition,
        _ submission: Submission,
        _ refusals: [FieldRefusal]
    ) -> [UInt8]? {
        let view = view(in: submission[.language] ?? "")
        // The questions of an offer are added again, with the offer's own page around them.
        guard let form = view.forms[form.name], let action = view.formAction(form.name) else {
            return nil
        }
        let answers = FormAnswers(submission, refusals)
        let context: Record
        if let entry = offer(of: submission) {
            let version = entry.version(in: view.language)
            context = view.context(of: form, for: entry, version, action: action, answers: answers)
        } else if let entry = employer(of: submission, form) {
            context = view.context(of: form, for: entry, action: action, answers: answers)
        } else {
            context = view.context(of: form, action: action, answers: answers)
        }
        return Worker(plan).render(SiteView.formTemplate, context, edition: view.editionIndex)
    }

    private func offer(of submission: Submission) -> OfferEntry? {
        guard let reference = submission[.offer] else { return nil }
        return plan.views[0].catalogue.open.first { $0.offer.reference == reference }
    }

    private func employer(of submission: Submission, _ form: FormDefinition) -> Entry<Employer>? {
        guard case .employers = form.audience, let slug = submission[.employer] else { return nil }
        return plan.views[0].catalogue.employers.first { $0.value.slug == slug }
    }

    /// An answer.
    ///
    /// - Returns: `nil` if the theme has no page for answers, or a broken one.
    package func answer(_ answer: IntakeAnswer, language: String) -> [UInt8]? {
        let view = view(in: language)
        guard view.templates.contains(Self.answerTemplate) else { return nil }
        let texts = view.edition.texts
        let title = texts.text("answers.\(answer.kind.rawValue).title")
        let receipt = answer.receipt
        let words = answer.received.map { instant in
            forms.receiptWords(
                form: receipt?.form ?? "",
                offer: receipt?.offer,
                receivedAt: instant,
                language: view.language
            )
        }
        let files = receipt?.files.map { file in
            let label = forms.label(
                ofField: file.field,
                form: receipt?.form ?? "",
                offer: receipt?.offer,
                language: view.language
            )
            return Record(
                Shapes.answerFile,
                [.string(label), .int(file.size), .string(file.sha256)]
            )
        }
        let record = Record(
            Shapes.answer,
            [
                .string(title), .string(texts.text("answers.\(answer.kind.rawValue).text")),
                .text(answer.number), .text(receipt?.code),
                .text(receipt.flatMap { _ in words?.title }),
                .text(words?.received), .records(files ?? []), .text(words?.next),
                .text(words?.answerBy),
            ]
        )
        let head = self.head("answer", title: title)
        let context = Record(Shapes.answerPage, [view.page(head), .record(record)])
        return Worker(plan).render(Self.answerTemplate, context, edition: view.editionIndex)
    }

    func view(in language: String) -> SiteView {
        plan.views.first { $0.language == language } ?? plan.views[0]
    }

    /// These pages have no address that anybody could come back to.
    private func head(_ kind: String, title: String) -> PageHead {
        var head = PageHead(kind: kind, key: "", address: "/", title: title, description: title)
        head.isHidden = true
        return head
    }
}
