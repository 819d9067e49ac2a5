import VivierForms
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
    func formPages() -> [PlannedPage] {
        var pages: [PlannedPage] = []
        for (name, form) in forms.sorted(by: { $0.key < $1.key }) {
            guard let action = formAction(name), form.title.texts[language] != nil,
                !form.isSpontaneous || configuration.policies.spontaneous != nil
            else { continue }
            switch form.audience {
            case .offer: break
            case .page: pages.append(page(of: form, action: action))
            case .employers(let slugs):
                for entry in catalogue.employers
                where slugs?.contains(entry.value.slug) ?? true {
                    pages.append(page(of: form, for: entry, action: action))
                }
            }
        }
        return pages + applicationPages()
    }

    /// The form of each open offer whose text is in this language.
    private func applicationPages() -> [PlannedPage] {
        catalogue.open.flatMap { entry in
            entry.versions.compactMap { version in
                guard edition(of: version.language) === edition,
                    case .form(let name) = applyBy(version.value), let form = forms[name],
                    let action = formAction(name)
                else { return nil }
                return applicationPage(entry, version, form, action: action)
            }
        }
    }

    private func page(of form: FormDefinition, action: String) -> PlannedPage {
        let address = formAddress(form)
        return PlannedPage(address, source: source(of: form)) { worker in
            var head = self.head(of: form, address: address)
            head.trail = [(head.title, nil)]
            for other in editions where form.title.texts[other.language] != nil {
                head.translations[other.language] = other.routes.page(
                    form.slug?.texts[other.language] ?? form.name
                )
            }
            return worker.render(
                Self.formTemplate,
                Record(
                    Shapes.formPage,
                    [page(head), .record(record(of: form, action: action)), .none]
                ),
                edition: editionIndex
            )
        }
    }

    /// The entry of one employer: an address of its own, found by nobody else's menu.
    private func page(
        of form: FormDefinition,
        for entry: Entry<Employer>,
        action: String
    ) -> PlannedPage {
        let employer = entry.version(in: language).value
        let address = formAddress(form) + entry.value.slug + "/"
        return PlannedPage(address, source: source(of: form)) { worker in
            var head = self.head(of: form, address: address)
            head.trail = [(employer.name, employerAddress(entry.version(in: language)))]
            head.trail.append((head.title, nil))
            head.isHidden = true
            var record = FormRecord(view: self, form: form, action: action)
            record.employer = entry.value.slug
            let shown = Record(
                Shapes.formOffer,
                [
                    .string(employer.name),
                    link(employerAddress(entry.version(in: language))), .none,
                ]
            )
            return worker.render(
                Self.formTemplate,
                Record(
                    Shapes.formPage,
                    [page(head), .record(record.record), .record(shown)]
                ),
                edition: editionIndex
            )
        }
    }

    private func applicationPage(
        _ entry: OfferEntry,
        _ version: Version<Offer>,
        _ form: FormDefinition,
        action: String
    ) -> PlannedPage {
        let offer = version.value
        let address = routes.application(offer.slug)
        return PlannedPage(address, source: "\(contentName)/\(version.path)") { worker in
            var head = self.head(of: form, address: address)
            head.key = "offers"
            head.tabTitle = tabTitle("\(head.title), \(offer.title)")
            head.trail = [
                (edition.texts.text("site.offers"), routes.offers),
                (offer.title, offerAddress(version)), (head.title, nil),
            ]
            head.isHidden = true
            for other in entry.versions {
                head.translations[other.language] = edition(of: other.language).routes
                    .application(other.value.slug)
            }
            var record = FormRecord(view: self, form: form.asking(offer), action: action)
            record.reference = offer.reference
            record.closesAt = offer.closes.map { clock.end(of: $0) }
            let shown = Record(
                Shapes.formOffer,
                [
                    .string(offer.title), link(offerAddress(version)),
                    .text(employerName(entry, offer)),
                ]
            )
            return worker.render(
                Self.formTemplate,
                Record(
                    Shapes.formPage,
                    [page(head), .record(record.record), .record(shown)]
                ),
                edition: editionIndex
            )
        }
    }

    private func record(of form: FormDefinition, action: String) -> Record {
        FormRecord(view: self, form: form, action: action).record
    }

    private func head(of form: FormDefinition, address: String) -> PageHead {
        let title = text(form.title)
        var head = PageHead(
            kind: "form",
            key: form.slug.map { text($0) } ?? form.name,
            address: address,
            title: title,
            description: form.intro.map { text($0) } ?? title
        )
        head.summary = form.intro.map { text($0) }
        return head
    }

    private func formAddress(_ form: FormDefinition) -> String {
        routes.page(form.slug.map { text($0) } ?? form.name)
    }

    private func source(of form: FormDefinition) -> String {
        "\(contentName)/forms/\(form.name).yml"
    }

    /// A text of a form in this language.
    func text(_ text: LocalText) -> String {
        text.text(in: language, fallback: configuration.defaultLanguage)
    }
}
