import VivierForms
import VivierMarkup
import VivierModel
import VivierTemplate

/// What a form's template sees, empty or with what somebody typed.
extension SiteView {
    func context(
        of form: FormDefinition,
        action: String,
        answers: FormAnswers = FormAnswers()
    ) -> Record {
        var head = self.head(of: form, address: formAddress(form))
        head.trail = [(head.title, nil)]
        for other in editions where form.title.texts[other.language] != nil {
            head.translations[other.language] = other.routes.page(
                slug(of: form, in: other.language)
            )
        }
        var record = FormRecord(view: self, form: form, action: action, answers: answers)
        record.pdf = form.hasPDF ? pdfAddress(form) : nil
        return context(head, record, for: nil)
    }

    /// The form of one employer.
    func context(
        of form: FormDefinition,
        for entry: Entry<Employer>,
        action: String,
        answers: FormAnswers = FormAnswers()
    ) -> Record {
        let version = entry.version(in: language)
        var head = self.head(of: form, address: formAddress(form) + entry.value.slug + "/")
        head.trail = [(version.value.name, employerAddress(version)), (head.title, nil)]
        head.isHidden = true
        var record = FormRecord(view: self, form: form, action: action, answers: answers)
        record.employer = entry.value.slug
        let shown: [Value] = [.string(version.value.name), link(employerAddress(version)), .none]
        return context(head, record, for: Record(Shapes.formOffer, shown))
    }

    /// The form of one offer.
    func context(
        of form: FormDefinition,
        for entry: OfferEntry,
        _ version: Version<Offer>,
        action: String,
        answers: FormAnswers = FormAnswers()
    ) -> Record {
        let offer = version.value
        var head = self.head(of: form, address: routes.application(offer.slug))
        head.key = "offers"
        head.tabTitle = tabTitle("\(head.title), \(offer.title)")
        if form.intro == nil { head.description = "\(head.title): \(offer.title)" }
        head.trail = [
            (edition.texts.text("site.offers"), routes.offers),
            (offer.title, offerAddress(version)), (head.title, nil),
        ]
        head.isHidden = true
        for other in entry.versions {
            let routes = edition(of: other.language).routes
            head.translations[other.language] = routes.application(other.value.slug)
        }
        var record = FormRecord(
            view: self,
            form: form.asking(offer),
            action: action,
            answers: answers
        )
        record.reference = offer.reference
        record.closesAt = offer.closes.map { clock.end(of: $0) }
        let shown: [Value] = [
            .string(offer.title), link(offerAddress(version)), .text(employerName(entry, offer)),
        ]
        return context(head, record, for: Record(Shapes.formOffer, shown))
    }

    private func context(_ head: PageHead, _ form: FormRecord, for shown: Record?) -> Record {
        Record(Shapes.formPage, [page(head), .record(form.record), .optional(shown)])
    }

    private func head(of form: FormDefinition, address: String) -> PageHead {
        let title = text(form.title)
        var head = PageHead(
            kind: "form",
            key: slug(of: form, in: language),
            address: address,
            title: title,
            description: (form.intro ?? form.next).map { text($0) } ?? title
        )
        head.summary = form.intro.map { text($0) }
        return head
    }

    func formAddress(_ form: FormDefinition) -> String {
        routes.page(slug(of: form, in: language))
    }

    func pdfAddress(_ form: FormDefinition) -> String {
        formAddress(form) + slug(of: form, in: language) + ".pdf"
    }

    private func slug(of form: FormDefinition, in language: String) -> String {
        form.slug?.text(in: language, fallback: configuration.defaultLanguage) ?? form.name
    }

    /// A text of a form in this language.
    func text(_ text: LocalText) -> String {
        if let key = text.key { return edition.texts.text(key) }
        let words = text.text(in: language, fallback: configuration.defaultLanguage)
        return typographed(words, typography(of: language, configuration))
    }
}
