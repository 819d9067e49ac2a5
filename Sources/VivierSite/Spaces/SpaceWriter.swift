import VivierForms
import VivierModel
import VivierSpaces
import VivierStore
import VivierTemplate
import VivierWorkflow

/// Puts what a reader may see into the words of the site.
struct SpaceWriter {
    let view: SiteView
    let forms: IntakeForms

    init(_ view: SiteView, _ forms: IntakeForms) {
        self.view = view
        self.forms = forms
    }

    func record(_ home: HomeView) -> Record {
        let alerts = home.candidatures.filter { isAlert($0.candidature) }
        let all = home.candidatures.filter { !isAlert($0.candidature) }
        let running = all.filter { !$0.candidature.stage.isOver }
        let asked = running.flatMap { candidature in
            candidature.slots.map { slot in (candidature, slot) }
        }.sorted { $0.1.until < $1.1.until }
        return Record(
            Shapes.spaceHome,
            [
                .text(name(of: home.candidatures)), moment(home.changed),
                .records(running.map(record)),
                .records(all.filter(\.candidature.stage.isOver).map(record)),
                .records(asked.map { self.slot($0.1, of: $0.0) }), .text(home.withdrawing),
                .string(view.actionAddress), .string(view.language),
                .records(latest(all)), .int(running.count), .int(all.count - running.count),
                .string(home.choosingPassword), .bool(home.hasPassword), .string(home.renewing),
                .string(home.archiving), .string(home.erasingAll),
                .records(sheetRows(home)), .string(home.opening),
                .records(alerts.map(record)),
                .records(kept(home)),
                .records(home.offers.map { offer($0, home) }), .string(home.selecting),
                newest(home).map { Value.record(resent($0)) } ?? .none,
                .records(running.filter(\.standing.isQuestion).map(record)),
            ]
        )
    }

    func record(_ candidature: CandidatureView) -> Record {
        let state = candidature.candidature
        let entry = state.offer.flatMap { forms.entry(of: $0) }
        let employer = entry.flatMap {
            view.employerName($0, $0.version(in: view.language).value)
        }
        var until: Day?
        var standing = state.stage.rawValue
        switch candidature.standing {
        case .asked(let day): (until, standing) = (day, "asked")
        case .invited(let day): (until, standing) = (day, "invited")
        case .offered: standing = "offered"
        case .stage: break
        }
        let promised = entry.flatMap { replyDay($0.offer, view.configuration.policies) }
        return Record(
            Shapes.spaceCandidature,
            [
                .string("#\(candidature.secret.fragment)"), .string(title(state)),
                .text(employer), .text(state.offer), .string(state.id.description),
                .string(standing), .text(until?.iso),
                .text(state.stage.isOver ? nil : promised?.iso), .bool(state.stage.isOver),
                moment(state.changed), moment(state.received),
                .records(candidature.slots.map { slot($0, of: candidature) }),
                .records(fields(of: state)), .records(files(of: state)),
                .records(history(of: candidature).reversed()),
                .records(messages(of: state).reversed()),
                .text(candidature.withdrawing), .text(candidature.correcting),
                .text(candidature.erasing), .string(candidature.writing),
                .records(corrections(of: state)), .string(view.actionAddress),
                .string(view.language), .string(candidature.hiding), .int(state.hidden.count),
                .bool(isAlert(state)), .text(isAlert(state) ? candidature.confirming : nil),
                .text(candidature.prolonging), .text(state.renewal?.iso),
                .records(candidature.invited.map { invitation($0, of: state) }),
                .text(candidature.replying), .text(candidature.completing),
                .text(forms.definition(state.form).flatMap { forms.sealingKey(of: $0) }),
            ]
        )
    }

    /// Whether it asks for mails about new offers.
    private func isAlert(_ state: Candidature) -> Bool {
        forms.definition(state.form)?.isAlert == true
    }

    /// What was applied for.
    func title(_ state: Candidature) -> String {
        forms.title(form: state.form, offer: state.offer, language: view.language)
    }

    private func name(of all: [CandidatureView]) -> String? {
        all.lazy.compactMap { candidature in
            candidature.candidature.fields.first { $0.name == "name" }?.values.first
        }.first
    }

    private func slot(_ slot: CandidatureView.Slot, of candidature: CandidatureView) -> Record {
        Record(
            Shapes.spaceSlot,
            [
                .string(slot.document), .string(slot.until.iso), .list(paragraphs(slot.text)),
                .string(slot.token), .string("#\(candidature.secret.fragment)"),
                .string(title(candidature.candidature)),
            ]
        )
    }

    /// "samedi 21 novembre 2026 à 13 h 00".
    func moment(_ instant: Instant) -> Value {
        let (day, minute) = forms.clock.reading(at: Int(instant.milliseconds / 1000))
        let two = minute % 60 < 10 ? "0\(minute % 60)" : "\(minute % 60)"
        return .string(
            view.edition.texts.text(
                "spaces.moment",
                [
                    "day": view.edition.dates.text(day, .short), "hour": "\(minute / 60)",
                    "minute": two,
                ]
            )
        )
    }

    /// A text of somebody else: never HTML, never Markdown.
    func paragraphs(_ text: String) -> [Value] {
        text.split(whereSeparator: \.isNewline).map { .string(String($0)) }
    }
}
