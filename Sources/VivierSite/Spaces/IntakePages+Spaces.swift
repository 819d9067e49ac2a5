import VivierCrypto
package import VivierForms
package import VivierModel
package import VivierSpaces
import VivierStore
import VivierTemplate
import VivierWorkflow

/// What a sealed page holds before it is sealed.
package struct SpacePage: Sendable, Equatable {
    package let title: String
    package let language: String
    package let html: [UInt8]
    /// What a script, or `IntakePages.opened`, makes the page of.
    let rows: JSONValue?

    /// As browsers read it: one object of JSON.
    package let bytes: [UInt8]

    init(kind: String, language: String, title: String, html: [UInt8], rows: JSONValue? = nil) {
        self.title = title
        self.language = language
        self.html = html
        self.rows = rows
        let members: [JSONValue.Member] = [
            .init("format", .int(1)), .init("kind", .string(kind)),
            .init("language", .string(language)), .init("title", .string(title)),
            .init("html", .string(String(decoding: html, as: UTF8.self))),
        ]
        bytes = JSONValue.object(members + (rows.map { [.init("rows", $0)] } ?? [])).bytes
    }

    /// Another one for each content.
    package var version: String { String(crc32c(bytes), radix: 32) }

    /// Reads what was sealed; `nil` if it is no page.
    package init?(_ bytes: [UInt8]) {
        guard let value = JSONValue(bytes), let title = value["title"]?.string,
            let html = value["html"]?.string
        else { return nil }
        self.title = title
        language = value["language"]?.string ?? ""
        self.html = Array(html.utf8)
        rows = value["rows"]
        self.bytes = bytes
    }
}

extension IntakePages {
    /// Whether candidates have a space on this site.
    package var hasSpaces: Bool { plan.views[0].hasSpaces }

    /// Whether there is such a town, as far as the lists of the site can be searched around towns.
    package func knows(town: String) -> Bool {
        plan.indexing?.knows(town, plan.views[0].catalogue) ?? true
    }

    /// Where sealed pages stand below the folder of the site.
    package static let sealedFolder = String(SiteView.sealedFolder.dropFirst())

    /// The link that opens a sealed page; with the host, as mails need it.
    package func link(to secret: PageSecret, language: String) -> String {
        forms.link(to: secret, language: language)
    }

    /// The page with all candidatures of a reader.
    ///
    /// - Returns: `nil` if the theme has no such page, or a broken one.
    package func home(_ home: HomeView) -> SpacePage? {
        let writer = SpaceWriter(view(in: home.language), forms)
        return made(
            "home",
            "pages/space-home.html",
            writer,
            writer.record(home),
            "spaces.home.title"
        )
    }

    /// The page of one candidature.
    ///
    /// - Returns: `nil` if the theme has no such page, or a broken one.
    package func candidature(_ candidature: CandidatureView) -> SpacePage? {
        let writer = SpaceWriter(view(in: candidature.candidature.language), forms)
        let record = writer.record(candidature)
        return made(
            "candidature",
            "pages/space-candidature.html",
            writer,
            Record(Shapes.spaceCandidaturePage, [.record(record)]),
            writer.title(candidature.candidature)
        )
    }

    static let sheetTemplate = "pages/space-sheet.html"

    /// The page of a sheet that a reader keeps.
    ///
    /// - Returns: `nil` if the site has no such form any more, or the theme no such page.
    package func sheet(_ sheet: SheetView, language: String) -> SpacePage? {
        let writer = SpaceWriter(view(in: language), forms)
        guard let form = forms.sheets.first(where: { $0.name == sheet.state.form }) else {
            return nil
        }
        return made(
            "sheet",
            Self.sheetTemplate,
            writer,
            Record(Shapes.spaceSheetPage, [.record(writer.record(sheet, form))]),
            writer.view.text(form.title)
        )
    }

    /// The page behind links that were taken back.
    package func expired(language: String) -> SpacePage? {
        let writer = SpaceWriter(view(in: language), forms)
        return made(
            "expired",
            "pages/space-expired.html",
            writer,
            Record(Shapes.nothing, []),
            "spaces.expired.title"
        )
    }

    private func made(
        _ kind: String,
        _ template: String,
        _ writer: SpaceWriter,
        _ context: Record,
        _ title: String
    ) -> SpacePage? {
        let view = writer.view
        guard view.templates.contains(template),
            let html = Worker(plan).render(template, context, edition: view.editionIndex)
        else { return nil }
        return SpacePage(
            kind: kind,
            language: view.language,
            title: view.tabTitle(view.edition.texts[title] ?? title),
            html: html
        )
    }

    /// A sealed page that the intake opened for a browser without scripts.
    ///
    /// - Returns: `nil` if the theme has no such page, or a broken one.
    package func opened(_ page: SpacePage) -> [UInt8]? {
        let view = view(in: page.language)
        let template = "pages/space-opened.html"
        let html = page.rows.map { words(ofRows: $0, language: page.language) } ?? page.html
        guard view.templates.contains(template), let html else { return nil }
        var head = view.spaceHead
        head.title = page.title
        let context = Record(
            Shapes.spaceOpened,
            [
                view.page(head), .html(withoutFragments(html)), .string(view.openingAddress),
            ]
        )
        return Worker(plan).render(template, context, edition: view.editionIndex)
    }

    /// A page of all that is known of a reader, complete in itself.
    ///
    /// - Returns: `nil` if the theme has no such page, or a broken one.
    package func archive(_ home: HomeView, language: String) -> [UInt8]? {
        let writer = SpaceWriter(view(in: language.isEmpty ? home.language : language), forms)
        let template = "pages/space-archive.html"
        guard writer.view.templates.contains(template) else { return nil }
        let context = Record(
            Shapes.spaceArchive,
            [.string(writer.view.language), .records(home.candidatures.map(writer.record))]
        )
        return Worker(plan).render(template, context, edition: writer.view.editionIndex)
    }

    /// A field, and what is wrong with what was typed into it.
    package func words(
        of refusal: FieldRefusal,
        form name: String,
        offer: String?,
        language: String
    ) -> String {
        let view = view(in: language)
        guard let form = forms.form(name, offer: offer) else { return refusal.field }
        let record = FormRecord(view: view, form: form, action: "", answers: FormAnswers())
        let label = record.label(of: refusal.field) ?? refusal.field
        return label + view.edition.texts.text("spaces.colon") + record.message(refusal)
    }

    /// What became of an action, in the look of the site.
    ///
    /// `outcome`: The key of its words below `spaces.outcome`.
    /// `link`: The way back into the space, if it is another now.
    /// `unsubscribing`: Where a button leads that stops an alert.
    /// - Returns: `nil` if the theme has no such page, or a broken one.
    package func done(
        _ outcome: String,
        about details: [String] = [],
        language: String,
        link: String? = nil,
        unsubscribing: String? = nil
    ) -> [UInt8]? {
        let view = view(in: language)
        let template = "pages/space-done.html"
        guard view.templates.contains(template) else { return nil }
        var head = view.spaceHead
        head.title = view.edition.texts.text("spaces.outcome.\(outcome).title")
        let context = Record(
            Shapes.spaceDone,
            [
                view.page(head), .string(head.title),
                .string(view.edition.texts.text("spaces.outcome.\(outcome).text")),
                .list(details.map { .string($0) }),
                link.map { .string($0) } ?? view.link(view.routes.space),
                .text(unsubscribing),
            ]
        )
        return Worker(plan).render(template, context, edition: view.editionIndex)
    }
}

extension IntakeForms {
    /// A place of the intake, as mails need it; `nil` if the site has none.
    package func intakeAddress(_ place: String) -> String? {
        guard let intake = configuration.intake else { return nil }
        let whole =
            intake.hasPrefix("/") ? SiteAddress(configuration.url).absolute(intake) : intake
        return (whole.hasSuffix("/") ? whole : "\(whole)/") + place
    }

    /// Whom candidates can sign in with, besides a password.
    package var signInProviders: [SiteConfiguration.SignIn] { configuration.signIn }

    /// The forms that ask for mails about new offers, in the order of their names.
    package var alerts: [FormDefinition] {
        sorted.filter(\.isAlert)
    }

    /// Whether candidates have a space on this site.
    package var hasSpaces: Bool { configuration.spaces && configuration.intake != nil }

    /// What mails call the sheets that somebody keeps: none by its own title.
    package func sheetsTitle(language: String) -> String {
        edition(of: language).texts.text("spaces.keep_sheet.all")
    }

    /// The link that opens a sealed page.
    package func link(to secret: PageSecret, language: String) -> String {
        spacePage(in: language) + "#" + secret.fragment
    }

    /// The page where one signs in, or types a code; `nil` if the site has no spaces.
    package func spaceDoor(in language: String) -> String? {
        hasSpaces ? spacePage(in: language) : nil
    }

    /// The name of the site.
    package func siteName(in language: String) -> String {
        siteTitle(configuration, in: edition(of: language).language)
    }

    private func spacePage(in language: String) -> String {
        SiteAddress(configuration.url).absolute(edition(of: language).routes.space)
    }
}

/// Makes buttons of the links whose secret stands behind a `#`: without scripts nothing reads it.
private func withoutFragments(_ html: [UInt8]) -> [UInt8] {
    let text = String(decoding: html, as: UTF8.self)
    let opening = "<a data-page href=\"#v1."
    let parts = text.components(separatedBy: opening)
    return Array(
        parts.dropFirst().reduce(parts[0]) { made, part in
            let code = part.prefix(52)
            let rest = part.dropFirst(code.count + 2)
            guard let end = rest.firstRange(of: "</a>") else { return made + opening + part }
            return made + "<button class=\"link\" form=\"open\" name=\"code\" value=\"\(code)\">"
                + rest[..<end.lowerBound] + "</button>" + rest[end.upperBound...]
        }.utf8
    )
}

extension String {
    fileprivate func components(separatedBy mark: String) -> [Substring] {
        var parts: [Substring] = []
        var rest = self[...]
        while let range = rest.firstRange(of: mark) {
            parts.append(rest[..<range.lowerBound])
            rest = rest[range.upperBound...]
        }
        return parts + [rest]
    }
}
