import VivierForms
import VivierMarkup
import VivierModel
import VivierTemplate

/// The folder below an intake that submissions are posted to.
func submissions(at intake: String) -> String {
    intake.hasSuffix("/") ? intake + "submit/" : intake + "/submit/"
}

extension SiteView {
    static let formTemplate = "pages/form.html"

    /// Where a form is sent; `nil` if the site has no such form or no intake.
    func formAction(_ name: String) -> String? {
        guard let intake = configuration.intake, forms[name] != nil,
            templates.contains(Self.formTemplate)
        else { return nil }
        return submissions(at: intake.hasPrefix("/") ? address.path(intake) : intake) + name
    }

    /// The pages of all forms in this language, those of open offers included.
    func formPages(_ sums: PageSums?) -> [PlannedPage] {
        var pages: [PlannedPage] = []
        for (name, form) in forms.sorted(by: { $0.key < $1.key }) {
            guard let action = formAction(name), isOpen(form) else { continue }
            switch form.audience {
            case .offer, .space: break
            case .page:
                pages.append(page(of: form, action: action))
                if form.hasPDF { pages.append(file(of: form)) }
            case .employers(let slugs):
                for entry in catalogue.employers
                where slugs?.contains(entry.value.slug) ?? true {
                    pages.append(page(of: form, for: entry, action: action))
                }
            }
            pages += sharingPages(of: form, action: action)
        }
        return pages + applicationPages(sums)
    }

    /// Whether a form has pages of its own in this language.
    func isOpen(_ form: FormDefinition) -> Bool {
        form.title.texts[language] != nil
            && (!form.isSpontaneous || configuration.policies.spontaneous != nil)
    }

    /// Addresses of the forms that anybody may find.
    var publicForms: [String] {
        forms.values.filter { form in
            formAction(form.name) != nil && form.audience == .page && isOpen(form)
        }.map(formAddress).sorted()
    }

    /// The form of each open offer whose text is in this language.
    private func applicationPages(_ sums: PageSums?) -> [PlannedPage] {
        catalogue.open.enumerated().flatMap { number, entry in
            entry.versions.compactMap { version in
                guard edition(of: version.language) === edition,
                    case .form(let name) = applyBy(version.value.apply), let form = forms[name],
                    let action = formAction(name)
                else { return nil }
                let sum = sums?.form(ofOffer: number, self)
                return applicationPage(entry, version, form, action: action, sum: sum)
            }
        }
    }

    private func page(of form: FormDefinition, action: String) -> PlannedPage {
        PlannedPage(formAddress(form), source: source(of: form)) { worker in
            let context = self.context(of: form, action: action)
            return worker.render(Self.formTemplate, context, edition: editionIndex)
        }
    }

    /// The same form to fill in off-line.
    private func file(of form: FormDefinition) -> PlannedPage {
        PlannedPage(pdfAddress(form), source: source(of: form), isPage: false) { _ in
            var pdf = FormPDF(form, language: language) { text($0) }
            return pdf.bytes(
                optional: edition.texts.text("offer.optional"),
                note: edition.texts.text(
                    "forms.pdf_note",
                    ["address": address.absolute(formAddress(form))]
                )
            )
        }
    }

    /// The entry of one employer: an address of its own, found by nobody else's menu.
    private func page(
        of form: FormDefinition,
        for entry: Entry<Employer>,
        action: String
    ) -> PlannedPage {
        let address = formAddress(form) + entry.value.slug + "/"
        return PlannedPage(address, source: source(of: form)) { worker in
            let context = self.context(of: form, for: entry, action: action)
            return worker.render(Self.formTemplate, context, edition: editionIndex)
        }
    }

    private func applicationPage(
        _ entry: OfferEntry,
        _ version: Version<Offer>,
        _ form: FormDefinition,
        action: String,
        sum: UInt64?
    ) -> PlannedPage {
        PlannedPage(
            routes.application(version.value.slug),
            source: "\(contentName)/\(version.path)",
            sum: sum
        ) { worker in
            let context = self.context(of: form, for: entry, version, action: action)
            return worker.render(Self.formTemplate, context, edition: editionIndex)
        }
    }

    func source(of form: FormDefinition) -> String {
        "\(contentName)/forms/\(form.name).yml"
    }
}
