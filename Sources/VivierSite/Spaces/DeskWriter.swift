import VivierModel
import VivierSpaces
import VivierStore
import VivierTemplate
import VivierWorkflow

/// Puts what an agent may see into the words of the site.
struct DeskWriter {
    let view: SiteView
    let forms: IntakeForms
    /// What agents are called, by what journals name them.
    let names: [String: String]

    var space: SpaceWriter { SpaceWriter(view, forms) }

    func record(_ home: AgentHomeView) -> Record {
        Record(
            Shapes.deskHome,
            [
                .string(home.agent.name), .string(home.agent.role), .string(home.today.iso),
                .records(home.queue.map { line($0.brief, $0.page, $0.work) }), .int(home.more),
                .records(
                    home.counts.map {
                        Record(
                            Shapes.deskCount,
                            [.string($0.kind), .int($0.waiting), .int($0.late)]
                        )
                    }
                ),
                .int(home.queue.count + home.more), .int(home.lateCount), .int(home.total),
                .string("#\(home.list.fragment)"), .string(view.actionAddress),
                .string(view.language), .string(home.choosingPassword), .bool(home.hasPassword),
                .string(home.renewing), .text(home.working), .records(guides(home)),
                .string("#\(home.figures.fragment)"),
                .text(home.profiles.map { "#\($0.fragment)" }),
            ]
        )
    }

    /// Where the agent learns how to go about the campaigns of the dossiers they see.
    private func guides(_ home: AgentHomeView) -> [Record] {
        ([forms.campaigns.standard] + forms.campaigns.all).compactMap { rules in
            guard let guide = rules.guide, home.campaigns.contains(rules.name) else { return nil }
            return Record(Shapes.deskChoice, [.string(guide), .string(campaign(rules.name))])
        }
    }

    /// In numbers, by campaign.
    func figures(_ all: [(rules: Campaign, figures: CampaignFigures)], home: PageSecret) -> Record {
        Record(
            Shapes.deskFigures,
            [
                .string("#\(home.fragment)"),
                .records(
                    all.map { rules, figures in
                        let made = forms.figures(figures, rules, language: view.language)
                        return Record(
                            Shapes.deskCampaign,
                            [
                                .string(campaign(rules.name)),
                                .records(
                                    made.filter { !$0.html.isEmpty }.map { figure in
                                        Record(
                                            Shapes.deskFigure,
                                            [
                                                .string(figure.title),
                                                .html(Array(figure.html.utf8)),
                                            ]
                                        )
                                    }
                                ),
                            ]
                        )
                    }
                ),
            ]
        )
    }

    func line(_ brief: DossierBrief, _ page: PageSecret, _ work: WaitingWork?) -> Record {
        let rules = forms.campaigns.rules(form: brief.form, offer: brief.offer)
        return Record(
            Shapes.deskLine,
            [
                .string("#\(page.fragment)"), .string("\(brief.id)"),
                .string(brief.name.isEmpty ? "\(brief.id)" : brief.name),
                .string(title(form: brief.form, offer: brief.offer)), .text(work?.due?.iso),
                .bool(work?.isLate ?? false),
                .text(work.map { forms.day(at: $0.since).iso }), .text(work?.kind),
                .string(brief.phase.rawValue), .text(brief.stage.map { stage($0, rules) }),
                .string(brief.campaign), .string(brief.offer ?? ""),
                .string(forms.day(at: brief.received).iso), .list(brief.tags.map { .string($0) }),
                .string(brief.work.map(\.kind).joined(separator: " ")),
            ]
        )
    }

    func title(form: String, offer: String?) -> String {
        if form.isEmpty, offer?.isEmpty ?? true {
            return view.edition.texts.text("desk.list.no_offer")
        }
        return forms.title(form: form, offer: offer, language: view.language)
    }

    func campaign(_ name: String) -> String {
        let title = forms.campaigns.named(name)?.title ?? ""
        return title.isEmpty ? view.edition.texts.text("desk.list.no_campaign") : title
    }

    func stage(_ name: String, _ rules: Campaign) -> String {
        rules.stage(name).map { label($0.label) } ?? name
    }

    func label(_ text: TranslatedText) -> String {
        text.text(in: view.language, fallback: view.configuration.defaultLanguage) ?? ""
    }

    /// The word for a code of the program; the code itself where the theme has none.
    func word(_ kind: String, _ code: String) -> String {
        view.edition.texts["desk.\(kind).\(code)"] ?? code
    }

    /// What a document is called.
    func label(ofDocument name: String, _ state: Casework, _ rules: Campaign) -> String {
        rules.documents.first { $0.name == name }.map { label($0.label) }
            ?? forms.label(
                ofField: name,
                form: state.form,
                offer: state.offer,
                language: view.language
            )
    }

    /// Who acted: an agent by name, a candidate, or the program.
    func actor(_ by: String) -> String {
        names[by] ?? view.edition.texts["desk.by.\(by)"] ?? by
    }

    func optional(_ moment: Instant?) -> Value { moment.map { space.moment($0) } ?? .none }
}
