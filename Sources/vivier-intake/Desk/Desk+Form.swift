import VivierSite
import VivierSpaces
import VivierStore
import VivierWorkflow

/// A form of an agent's page as it was sent.
struct DeskForm {
    /// What is to be done: `accept`.
    let name: String
    /// The document, test or stage that it is about.
    let subject: String
    let dossiers: [DossierID]
    /// Whether the agent has seen what it leads to.
    let isConfirmed: Bool
    /// Whether it came from a list.
    let isAboutMany: Bool
    let fields: [(name: String, value: String)]

    /// More dossiers than that are not worked on at once.
    private static let most = 500

    /// `dossier` is the one that the right is for; without, those that were chosen are worked on.
    init(_ fields: [(name: String, value: String)], about dossier: DossierID?) {
        func first(_ name: String) -> String { fields.first { $0.name == name }?.value ?? "" }
        name = first("do")
        subject = first("subject")
        isConfirmed = first("step") == "do"
        let chosen = fields.filter { $0.name == "dossier" }.compactMap { DossierID($0.value) }
        dossiers = dossier.map { [$0] } ?? Array(Set(chosen).sorted().prefix(Self.most))
        isAboutMany = dossier == nil
        self.fields = fields
    }

    func answers(_ forms: IntakeForms) -> CaseAnswers {
        CaseAnswers(fields) { forms.moment($0) }
    }

    /// Whether it is shown what it leads to before it is done: where a letter leaves, or somebody is
    /// decided about.
    static func asksAgain(_ command: CaseCommand) -> Bool {
        switch command {
        case .plan, .postpone, .cancel, .communicate, .propose, .logCall: true
        default: command.isDecision
        }
    }
}

extension Desk {
    /// Does what a form asks of one dossier, durably.
    ///
    /// - Throws: ``DeskRefusal``, ``CaseRefusal``, ``CandidatureRefusal`` and what the store says.
    func perform(_ form: DeskForm, on id: DossierID, source: String) throws {
        if let command = try CandidatureCommand(form: form.name, form.answers(forms)) {
            return try write(command, on: id, source: source)
        }
        _ = try perform(on: id, source: source) { try command(form, $0) }
    }

    /// What a form would lead to for one dossier; nothing changes.
    func foresee(_ form: DeskForm, on id: DossierID) throws -> DeskForesight {
        let state = Casework(try store.read(id))
        try checkScope(of: state)
        let rules = forms.rules(for: state)
        do {
            let writing = try CandidatureCommand(form: form.name, form.answers(forms))
            let seen =
                try writing.map { try foresee($0, on: id) }
                ?? foresee(on: id) { try command(form, $0) }
            let letter = seen.letter.map { letter in
                // What opens the space of a candidate is for the candidate alone.
                let shown = SpaceLetter(subject: letter.subject, text: letter.text)
                return DeskForesight.Letter(
                    to: letter.to,
                    subject: shown.subject,
                    text: shown.text,
                    notBefore: letter.notBefore
                )
            }
            return DeskForesight(state, rules, letter: letter, refusal: nil)
        } catch let refusal as DeskRefusal {
            return DeskForesight(state, rules, letter: nil, refusal: refusal.code)
        } catch let refusal as CandidatureRefusal {
            return DeskForesight(state, rules, letter: nil, refusal: refusal.rawValue)
        } catch let refusal as CaseRefusal {
            return DeskForesight(state, rules, letter: nil, refusal: refusal.rawValue)
        }
    }

    /// Whether a form is shown what it leads to before it is done.
    func asksAgain(_ form: DeskForm) throws -> Bool {
        guard !form.isConfirmed else { return false }
        if form.isAboutMany { return true }
        let said = form.answers(forms)
        // What is written to a candidate is what was typed, word for word.
        if try CandidatureCommand(form: form.name, said) != nil { return false }
        guard let id = form.dossiers.first else { return false }
        return DeskForm.asksAgain(try command(form, Casework(try store.read(id))))
    }

    private func command(_ form: DeskForm, _ state: Casework) throws -> CaseCommand {
        let command = try CaseCommand(
            form: form.name,
            about: form.subject,
            form.answers(forms),
            state
        )
        if case .propose(let offer) = command, !forms.knows(offer: offer) {
            throw DeskRefusal("no-such-offer", "the site has no offer '\(offer)'")
        }
        return command
    }

    /// Writes to a candidate, or asks for a document.
    func write(_ command: CandidatureCommand, on id: DossierID, source: String = "") throws {
        guard let role = actor.role, role >= .reviewer else { throw DeskRefusal(.noRight) }
        let dossier = try store.read(id)
        try checkScope(of: Casework(dossier))
        if dossier.events.contains(where: { !source.isEmpty && $0.source == source }) { return }
        let caused = try Candidature(dossier).decide(command, at: now, on: today)
        guard let event = try NewEvent(caused, by: actor.by, source: source, at: now) else {
            return
        }
        let promise = try writer?.promise(of: caused, to: dossier, at: now)
        _ = try store.append(event, and: promise, to: id, expecting: dossier.events.count)
        writer?.write(id, at: now)
    }
}
