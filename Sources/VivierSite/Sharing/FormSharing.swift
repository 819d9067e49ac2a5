import VivierForms
import VivierMarkup
import VivierModel
import VivierTemplate

/// One address of a form that can be given to others.
struct SharedForm: Sendable {
    /// Whose it is: the employer, or the site.
    var name: String
    /// Where the form stands; the address that frames show stands below it.
    var address: String
    /// The employer of a form that has an address for each.
    var employer: Entry<Employer>?

    var embedded: String { address + "embed/" }
    var code: String { address + "qr.svg" }
}

/// An address that pages of other sites may show in a frame.
struct FramedPage: Sendable, Equatable {
    var address: String
    /// The sites that may: `https://www.example.org`.
    var origins: [String]
}

extension SiteView {
    static let embeddedTemplate = "pages/form-embed.html"
    static let sharingTemplate = "pages/form-share.html"

    /// Where a form can be handed out: on a page of its own, or one for each employer.
    func shared(_ form: FormDefinition) -> [SharedForm] {
        switch form.audience {
        case .offer, .space: return []
        case .page: return [SharedForm(name: siteTitle, address: formAddress(form))]
        case .employers(let slugs):
            return catalogue.employers.filter { slugs?.contains($0.value.slug) ?? true }.map {
                SharedForm(
                    name: $0.version(in: language).value.name,
                    address: formAddress(form) + $0.value.slug + "/",
                    employer: $0
                )
            }
        }
    }

    /// Whether the webmaster of another site is to find a form's link, code and frame.
    private func isHandedOut(_ form: FormDefinition) -> Bool {
        guard templates.contains(Self.sharingTemplate), !address.origin.isEmpty else {
            return false
        }
        if case .employers = form.audience { return true }
        return isFramed(form)
    }

    private func isFramed(_ form: FormDefinition) -> Bool {
        !form.embed.isEmpty && templates.contains(Self.embeddedTemplate)
    }

    /// The pages of this language that others may show in a frame.
    var framedPages: [FramedPage] {
        forms.values.filter { isFramed($0) && formAction($0.name) != nil && isOpen($0) }
            .flatMap { form in
                shared(form).map { FramedPage(address: $0.embedded, origins: form.embed) }
            }
            .sorted { $0.address < $1.address }
    }

    /// What it takes to show a form elsewhere: the form without the site around it, its code,
    /// and the page on which the webmaster finds both.
    func sharingPages(of form: FormDefinition, action: String) -> [PlannedPage] {
        let shared = shared(form)
        var pages: [PlannedPage] = []
        if isFramed(form) {
            pages += shared.map { embeddedPage(of: form, at: $0, action: action) }
        }
        guard isHandedOut(form) else { return pages }
        var rows: [Record] = []
        for place in shared {
            let code = QRCode(address.absolute(place.address))
            rows.append(record(of: place, form, hasCode: code != nil))
            guard let code else { continue }
            pages.append(
                PlannedPage(place.code, source: source(of: form), isPage: false) { _ in
                    Array(code.svg.utf8)
                }
            )
        }
        let shown = rows
        let sharing = PlannedPage(sharingAddress(of: form), source: source(of: form)) { worker in
            let context = self.sharingContext(of: form, shown)
            return worker.render(Self.sharingTemplate, context, edition: editionIndex)
        }
        return pages + [sharing]
    }

    private func embeddedPage(
        of form: FormDefinition,
        at place: SharedForm,
        action: String
    ) -> PlannedPage {
        PlannedPage(place.embedded, source: source(of: form)) { worker in
            let context =
                place.employer.map { self.context(of: form, for: $0, action: action) }
                ?? self.context(of: form, action: action)
            return worker.render(Self.embeddedTemplate, context, edition: editionIndex)
        }
    }

    private func sharingAddress(of form: FormDefinition) -> String { formAddress(form) + "share/" }

    private func sharingContext(of form: FormDefinition, _ rows: [Record]) -> Record {
        let title = edition.texts.text("sharing.title", ["title": text(form.title)])
        var head = PageHead(
            kind: "sharing",
            key: "",
            address: sharingAddress(of: form),
            title: title,
            description: title
        )
        head.trail = [(title, nil)]
        head.isHidden = true
        let sites = form.embed.map { Value.string($0) }
        return Record(Shapes.sharingPage, [page(head), .records(rows), .list(sites)])
    }

    private func record(of place: SharedForm, _ form: FormDefinition, hasCode: Bool) -> Record {
        let title = escaped(text(form.title))
        let frame = isFramed(form) ? escaped(address.absolute(place.embedded)) : nil
        let snippet = frame.map {
            "<iframe src=\"\($0)\" title=\"\(title)\" width=\"100%\" height=\"1200\" "
                + "style=\"border:0\" loading=\"lazy\"></iframe>"
        }
        return Record(
            Shapes.sharedForm,
            [
                .string(place.name), .string(address.absolute(place.address)),
                hasCode ? link(place.code) : .none, .text(snippet),
            ]
        )
    }
}
