package import VivierSpaces
package import VivierStore
import VivierTemplate
package import VivierWorkflow

/// What is about to be done about a dossier, for who has to say so once more.
package struct DeskForesight: Sendable {
    package struct Letter: Sendable {
        package let to: String
        package let subject: String
        package let text: String
        /// Until when it waits.
        package let notBefore: Instant?

        package init(to: String, subject: String, text: String, notBefore: Instant?) {
            self.to = to
            self.subject = subject
            self.text = text
            self.notBefore = notBefore
        }
    }

    package let state: Casework
    package let rules: Campaign
    /// `nil` if nobody is written to.
    package let letter: Letter?
    /// The code of why it cannot be done.
    package let refusal: String?

    package init(_ state: Casework, _ rules: Campaign, letter: Letter?, refusal: String?) {
        self.state = state
        self.rules = rules
        self.letter = letter
        self.refusal = refusal
    }
}

extension IntakePages {
    private static let templates = ["home", "list", "part", "figures", "case"].map {
        "pages/desk-\($0).html"
    }

    /// Whether agents have pages on this site.
    package var hasDesks: Bool {
        hasSpaces && Self.templates.allSatisfy(plan.views[0].templates.contains)
    }

    /// The page that an agent begins with.
    ///
    /// - Returns: `nil` if the theme has no such page, or a broken one.
    package func desk(_ home: AgentHomeView) -> SpacePage? {
        let writer = writer(in: home.agent.language)
        return made(writer, "desk", "home", writer.record(home), "desk.home.title")
    }

    /// The page with the newest dossiers of an agent, and the way to all rows.
    ///
    /// `versions`: Of the pages of rows, the oldest first.
    /// - Returns: `nil` if the theme has no such page, or a broken one.
    package func desk(_ list: AgentListView, versions: [String]) -> SpacePage? {
        let writer = writer(in: list.agent.language)
        let record = writer.list(list, versions: versions)
        return made(writer, "desk-list", "list", record, "desk.list.title")
    }

    /// A page with rows of dossiers.
    package func desk(part number: Int, of list: AgentListView) -> SpacePage {
        let writer = writer(in: list.agent.language)
        let view = writer.view
        return SpacePage(
            kind: "desk-part",
            language: view.language,
            title: view.tabTitle(view.edition.texts.text("desk.list.title")),
            html: [],
            rows: writer.rows(number, of: list)
        )
    }

    /// Rows in words.
    ///
    /// - Returns: `nil` if the theme has no such page, or a broken one.
    func words(ofRows rows: JSONValue, language: String) -> [UInt8]? {
        let writer = writer(in: language)
        return Worker(plan)
            .render(
                "pages/desk-part.html",
                writer.part(rows),
                edition: writer.view.editionIndex
            )
    }

    /// The page with the figures of campaigns.
    ///
    /// - Returns: `nil` if the theme has no such page, or a broken one.
    package func deskFigures(
        _ all: [(rules: Campaign, figures: CampaignFigures)],
        home: PageSecret,
        language: String
    ) -> SpacePage? {
        let writer = writer(in: language)
        let record = writer.figures(all, home: home)
        return made(writer, "desk-figures", "figures", record, "desk.figures.title")
    }

    /// Whether the theme can show profiles, and a form lets candidates choose that.
    package var hasProfiles: Bool {
        let templates = ["pages/desk-profiles.html", "pages/desk-profile.html"]
        return !forms.sheetsForMembers.isEmpty
            && templates.allSatisfy(plan.views[0].templates.contains)
    }

    /// The page with the profiles that an agent may see.
    ///
    /// - Returns: `nil` if the theme has a broken one.
    package func deskProfiles(
        _ all: [(brief: ProfileBrief, page: PageSecret)],
        home: PageSecret,
        language: String
    ) -> SpacePage? {
        let writer = writer(in: language)
        let record = writer.profiles(all, home: home)
        return made(writer, "desk-profiles", "profiles", record, "desk.profiles.title")
    }

    /// The page of one profile; `nil` if nothing is on it.
    package func deskProfile(
        _ sheet: ShownSheet,
        list: PageSecret,
        language: String
    ) -> SpacePage? {
        let writer = writer(in: language)
        return writer.profile(sheet, list: list).flatMap {
            made(writer, "desk-profile", "profile", $0, "desk.profiles.one")
        }
    }

    /// A dossier on the desk of an agent.
    ///
    /// `names` are those of all agents, by what journals call them.
    /// - Returns: `nil` if the theme has no such page, or a broken one.
    package func desk(_ view: CaseView, names: [String: String]) -> SpacePage? {
        let writer = writer(in: view.agent.language, names: names)
        let record = Record(Shapes.deskCasePage, [.record(writer.record(view))])
        return made(writer, "desk-case", "case", record, "desk.case.title")
    }

    /// In the language of an agent; in the first of the site if that has no such.
    private func writer(in language: String, names: [String: String] = [:]) -> DeskWriter {
        DeskWriter(view: view(in: language), forms: forms, names: names)
    }

    private func made(
        _ writer: DeskWriter,
        _ kind: String,
        _ template: String,
        _ context: Record,
        _ title: String
    ) -> SpacePage? {
        let view = writer.view
        let html = Worker(plan)
            .render("pages/desk-\(template).html", context, edition: view.editionIndex)
        return html.map {
            SpacePage(
                kind: kind,
                language: view.language,
                title: view.tabTitle(view.edition.texts.text(title)),
                html: $0
            )
        }
    }

    /// What is asked once more before it is done: about whom, and with which letters.
    ///
    /// - Parameters:
    ///   - form: The name of the form.
    ///   - subject: The document, test or stage that it is about.
    ///   - foresights: What would happen to each dossier.
    ///   - fields: What the form said; the answer says it again.
    ///   - back: The link to the page that it came from.
    ///   - language: That of the agent.
    /// - Returns: `nil` if the theme has no such page, or a broken one.
    package func deskConfirmation(
        of form: String,
        about subject: String,
        _ foresights: [DeskForesight],
        _ fields: [(name: String, value: String)],
        back: PageSecret,
        language: String
    ) -> [UInt8]? {
        let writer = writer(in: language)
        let view = writer.view
        let template = "pages/desk-confirm.html"
        guard let first = foresights.first, view.templates.contains(template) else { return nil }
        var head = view.spaceHead
        head.title = view.edition.texts.text("desk.confirm.title")
        let context = Record(
            Shapes.deskConfirm,
            [
                view.page(head), .string(form),
                .string(writer.label(of: form, about: subject, first.state, first.rules)),
                .records(foresights.map { writer.person($0) }),
                .records(
                    fields.map { Record(Shapes.deskChoice, [.string($0.name), .string($0.value)]) }
                ),
                .string(view.actionAddress),
                .string(forms.link(to: back, language: view.language)),
                .int(foresights.count { $0.refusal == nil }),
                .int(foresights.count { $0.refusal != nil }),
            ]
        )
        return Worker(plan).render(template, context, edition: view.editionIndex)
    }

    /// Why nothing was done, in words; the code where the theme has none.
    package func deskRefusal(_ code: String, language: String) -> String {
        let texts = view(in: language).edition.texts
        let key = String(code.map { $0 == "-" ? "_" : $0 })
        return texts["desk.refusal.\(key)"] ?? texts["spaces.outcome.\(key).title"] ?? code
    }
}

extension DeskWriter {
    fileprivate func person(_ foresight: DeskForesight) -> Record {
        let state = foresight.state
        let letter = foresight.letter
        let key = foresight.refusal.map { code in String(code.map { $0 == "-" ? "_" : $0 }) }
        return Record(
            Shapes.deskPerson,
            [
                .string(state.name.isEmpty ? "\(state.id)" : state.name),
                .string(title(form: state.form, offer: state.offer)),
                .text(key.map { word("refusal", $0) }), .text(letter?.to), .text(letter?.subject),
                .list(space.paragraphs(letter?.text ?? "")), optional(letter?.notBefore),
            ]
        )
    }
}
