import VivierDiagnostics
package import VivierFiles
package import VivierForms
import VivierModel
import VivierTemplate

/// The forms of a site for whoever takes in what they send: the definition that
/// a submission is judged by, and the page that shows again what was typed.
///
/// Both are made of the same content as the site, offers included.
package struct SiteForms: Sendable {
    private let plan: SitePlan

    /// Reads a site.
    ///
    /// - Returns: `nil` when its settings or templates are wrong; the report says why.
    /// - Throws: ``SystemCallError`` for what cannot be read.
    package static func read(
        _ options: BuildOptions,
        into report: inout BuildReport
    ) async throws(SystemCallError) -> SiteForms? {
        var timer = PhaseTimer(nil)
        return try await planSite(options, into: &report, timer: &timer).map {
            SiteForms(plan: $0)
        }
    }

    /// Country of telephone numbers without one, ISO 3166-1.
    package var country: String { plan.views[0].configuration.country }

    /// A form, with the questions and documents of the offer that a submission names.
    ///
    /// - Returns: `nil` if there is no such form. An offer that is not open, or not
    ///   there, adds nothing: when it was sent counts, and that is judged elsewhere.
    package func definition(_ name: String, for submission: Submission) -> FormDefinition? {
        guard let form = plan.views[0].forms[name] else { return nil }
        guard let (_, version) = offer(of: submission) else { return form }
        return form.asking(version.value)
    }

    /// The page of a form with what was typed and what is wrong with it.
    ///
    /// Files cannot be shown again: browsers ask for them anew.
    ///
    /// - Returns: `nil` if the site has no such page.
    package func page(
        _ name: String,
        for submission: Submission,
        refusals: [FieldRefusal]
    ) -> [UInt8]? {
        let view = self.view(of: submission)
        guard let form = view.forms[name], let action = view.formAction(name) else { return nil }
        let answers = FormAnswers(submission, refusals)
        let context: Record
        if let (entry, version) = offer(of: submission) {
            context = view.context(of: form, for: entry, version, action: action, answers: answers)
        } else if let entry = employer(of: submission, form) {
            context = view.context(of: form, for: entry, action: action, answers: answers)
        } else {
            context = view.context(of: form, action: action, answers: answers)
        }
        let worker = Worker(plan)
        return worker.render(SiteView.formTemplate, context, edition: view.editionIndex)
    }

    /// The words of a refusal in the language of the submission.
    package func message(
        _ refusal: FieldRefusal,
        _ name: String,
        for submission: Submission
    ) -> String? {
        let view = self.view(of: submission)
        guard let form = definition(name, for: submission) else { return nil }
        return FormRecord(view: view, form: form, action: "", answers: FormAnswers())
            .message(refusal)
    }

    private func view(of submission: Submission) -> SiteView {
        let language = submission[.language]
        return plan.views.first { $0.language == language } ?? plan.views[0]
    }

    private func offer(of submission: Submission) -> (OfferEntry, Version<Offer>)? {
        guard let reference = submission[.offer],
            let entry = plan.views[0].catalogue.open.first(where: {
                $0.offer.reference == reference
            })
        else { return nil }
        return (entry, entry.version(in: view(of: submission).language))
    }

    private func employer(of submission: Submission, _ form: FormDefinition) -> Entry<Employer>? {
        guard case .employers = form.audience, let slug = submission[.employer] else { return nil }
        return plan.views[0].catalogue.employers.first { $0.value.slug == slug }
    }
}

/// What was typed into a form, and what is wrong with it.
struct FormAnswers: Sendable {
    /// By name, in the order they were sent.
    var values: [String: [String]] = [:]
    var refusals: [FieldRefusal] = []

    init() {}

    init(_ submission: Submission, _ refusals: [FieldRefusal]) {
        for value in submission.values { values[value.name, default: []].append(value.value) }
        self.refusals = refusals
    }
}
