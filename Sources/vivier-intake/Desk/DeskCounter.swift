import VivierReception
import VivierSite
import VivierSpaces
import VivierStore
import VivierWorkflow

/// What agents do on their pages.
///
/// Who acts is the agent that the right was made for, as the store knows them now: no field says so.
struct DeskCounter {
    let store: Store
    let press: SpacePress
    let writer: LetterWriter?

    /// Does what a form asks, or asks once more.
    func work(
        _ token: ActionToken,
        _ fields: [(name: String, value: String)],
        source: String
    ) throws -> ActionOutcome {
        guard let agent = try store.agent(token.reader) else { return ActionOutcome("unknown") }
        let form = DeskForm(fields, about: token.dossier)
        let desk = Desk(store, press.pages.forms, writer, of: agent, at: press.now)
        guard !form.dossiers.isEmpty else { return ActionOutcome("nothing_sent") }
        let access = try press.access(of: agent)
        let back = token.dossier.map { access.page(of: $0) } ?? access.home
        do {
            if form.name == "file" { return try file(form, desk) }
            if form.name == "anonymise" { return try anonymised(form, desk, agent, access.home) }
            if ["join", "part"].contains(form.name) {
                return try joined(form, desk, agent, source, back)
            }
            if try desk.asksAgain(form) { return try asked(form, desk, agent, fields, back) }
        } catch {
            guard let code = refusal(error) else { throw error }
            return refused([press.pages.deskRefusal(code, language: agent.language)])
        }
        return try done(form, desk, agent, source, leadingTo: back)
    }

    private func done(
        _ form: DeskForm,
        _ desk: Desk,
        _ agent: Agent,
        _ source: String,
        leadingTo back: PageSecret
    ) throws -> ActionOutcome {
        var refusals: [String] = []
        var changed: Set<DossierID> = []
        for id in form.dossiers {
            do {
                try desk.perform(form, on: id, source: source)
                changed.insert(id)
            } catch {
                guard let code = refusal(error) else { throw error }
                refusals.append(press.pages.deskRefusal(code, language: agent.language))
            }
        }
        // Others see it a moment later.
        SpacePress.attempt {
            for reader in Set(changed.compactMap { try? store.read($0) }.map(store.reader)) {
                _ = try press.press(reader)
            }
            _ = try press.pressDesks(about: changed, of: agent)
        }
        guard refusals.isEmpty else { return refused(refusals) }
        var outcome = ActionOutcome("done", isDone: true)
        outcome.desk = .lead(press.pages.link(to: back, language: agent.language))
        return outcome
    }

    private func asked(
        _ form: DeskForm,
        _ desk: Desk,
        _ agent: Agent,
        _ fields: [(name: String, value: String)],
        _ back: PageSecret
    ) throws -> ActionOutcome {
        let foresights = try form.dossiers.map { try desk.foresee(form, on: $0) }
        let page = press.pages.deskConfirmation(
            of: form.name,
            about: form.subject,
            foresights,
            fields.filter { $0.name != "step" },
            back: back,
            language: agent.language
        )
        guard let page else { throw SpacePress.NoTemplate() }
        var outcome = ActionOutcome("asked", isDone: true)
        outcome.desk = .page(page)
        return outcome
    }

    /// Erases one dossier whose form was ticked, and leads to the queue: its page is gone.
    private func anonymised(
        _ form: DeskForm,
        _ desk: Desk,
        _ agent: Agent,
        _ home: PageSecret
    ) throws -> ActionOutcome {
        let isConfirmed = form.fields.contains { $0.name == "confirm" && $0.value == "yes" }
        guard isConfirmed, let id = form.dossiers.first, !form.isAboutMany else {
            throw CaseRefusal.nothingSaid
        }
        let reader = try desk.anonymise(id)
        // Others see it a moment later.
        SpacePress.attempt {
            _ = try press.press(reader, erased: [id])
            _ = try press.pressDesks(about: [id], of: agent)
        }
        var outcome = ActionOutcome("done", isDone: true)
        outcome.desk = .lead(press.pages.link(to: home, language: agent.language))
        return outcome
    }

    /// Says whose the dossier is, too, or takes that back, and leads to its page.
    private func joined(
        _ form: DeskForm,
        _ desk: Desk,
        _ agent: Agent,
        _ source: String,
        _ back: PageSecret
    ) throws -> ActionOutcome {
        guard let id = form.dossiers.first, !form.isAboutMany else { throw CaseRefusal.nothingSaid }
        if form.name == "part" {
            try desk.part(id, source: source)
        } else {
            let typed = form.answers(desk.forms)["number"].lowercased()
            guard !typed.isEmpty else { throw CaseRefusal.nothingSaid }
            guard let other = DossierID(typed) else { throw CaseRefusal.noSuchDossier }
            try desk.join(id, with: other, source: source)
        }
        // Others see it a moment later.
        SpacePress.attempt { _ = try press.pressDesks(about: [id], of: agent) }
        var outcome = ActionOutcome("done", isDone: true)
        outcome.desk = .lead(press.pages.link(to: back, language: agent.language))
        return outcome
    }

    /// Leads to what the agent may look at of a file of the dossier, which runs nothing of it.
    private func file(_ form: DeskForm, _ desk: Desk) throws -> ActionOutcome {
        guard let id = form.dossiers.first, let agent = desk.agent else {
            return ActionOutcome("unknown")
        }
        let state = Casework(try store.read(id))
        try desk.checkScope(of: state)
        let files = state.documents.flatMap(\.files) + state.notes.flatMap(\.files)
        guard files.contains(where: { $0.sha256 == form.subject }),
            let address = desk.address(ofDocument: form.subject, of: id, for: agent)
        else { return ActionOutcome("unknown") }
        var outcome = ActionOutcome("file", isDone: true)
        outcome.desk = .lead(address)
        return outcome
    }

    private func refused(_ words: [String]) -> ActionOutcome {
        var outcome = ActionOutcome("desk_refused")
        outcome.desk = .refused(words)
        return outcome
    }

    /// The code of why somebody may not; `nil` for what went wrong.
    private func refusal(_ error: any Error) -> String? {
        switch error {
        case let refusal as DeskRefusal: refusal.code
        case let refusal as CaseRefusal: refusal.rawValue
        case let refusal as CandidatureRefusal: refusal.rawValue
        case StoreError.erased, StoreError.noSuchDossier: "erased"
        case StoreError.conflict: "meanwhile"
        default: nil
        }
    }
}
