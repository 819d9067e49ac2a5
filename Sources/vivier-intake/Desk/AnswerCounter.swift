import VivierModel
import VivierReception
import VivierSite
import VivierSpaces
import VivierStore
import VivierWorkflow

/// Where candidates answer: to an invitation, to a post, or that their dossier is complete.
struct AnswerCounter {
    let desk: Desk

    /// Writes what was said, durably, or hands out the appointment.
    func take(_ token: ActionToken, _ said: String, source: String) throws -> ActionOutcome {
        guard let id = token.dossier else { return ActionOutcome("unknown") }
        if said == "calendar" { return try appointment(token.target, of: id) }
        while true {
            do {
                _ = try desk.perform(on: id, source: source) { try command(token, said, $0) }
                return ActionOutcome(done(token.action), isDone: true)
            } catch StoreError.conflict {
                // Something else happened meanwhile: it is decided again.
                continue
            } catch let refusal as DeskRefusal {
                return try refused(refusal.code, token, id)
            } catch let refusal as CaseRefusal {
                return try refused(refusal.rawValue, token, id)
            }
        }
    }

    private func command(
        _ token: ActionToken,
        _ said: String,
        _ state: Casework
    ) throws(CaseRefusal) -> CaseCommand {
        switch (token.action, said) {
        case (.complete, _): return .declareComplete
        case (.reply, "yes"): return .takeUp
        case (.reply, "no"): return .decline
        case (.answer, _):
            // Another hour or place was fixed since: that invitation is to be read first.
            guard let test = state.tests.first(where: { $0.number == token.target }) else {
                throw .noSuchTest
            }
            if said == "yes" { return .answer(test: test.name, comes: true, slot: nil) }
            if said == "no" { return .answer(test: test.name, comes: false, slot: nil) }
            guard let slot = Instant(said) else { throw .nothingSaid }
            return .answer(test: test.name, comes: true, slot: slot)
        default: throw .nothingSaid
        }
    }

    private func done(_ action: ActionToken.Action) -> String {
        switch action {
        case .reply: "post_answered"
        case .complete: "completed"
        default: "invitation_answered"
        }
    }

    private func refused(
        _ code: String,
        _ token: ActionToken,
        _ id: DossierID
    ) throws -> ActionOutcome {
        switch CaseRefusal(rawValue: code) {
        case .nothingSaid: return ActionOutcome("nothing_sent")
        case .unchanged: return ActionOutcome("unchanged")
        case .incomplete: return ActionOutcome("incomplete")
        case .sittingOver: return ActionOutcome("sitting_over")
        case .noSuchTest: return ActionOutcome("invitation_changed")
        case .slotTaken, .noSuchSlot:
            var outcome = ActionOutcome("slot_taken")
            outcome.details = try freeHours(token.target, of: id)
            return outcome
        default: return ActionOutcome("not_now")
        }
    }

    /// The next three hours that are free, in words.
    private func freeHours(_ number: Int, of id: DossierID) throws -> [String] {
        let dossier = try desk.store.read(id)
        let turn = try desk.turn(of: dossier)
        let invitation = turn.invitations.first { $0.number == number }
        let language = dossier.events.first?.value["language"]?.string ?? ""
        return (invitation?.slots ?? []).sorted().prefix(3).map { hour in
            desk.forms.words(for: hour, language: language)
        }
    }

    private func appointment(_ number: Int, of id: DossierID) throws -> ActionOutcome {
        let dossier = try desk.store.read(id)
        let state = Casework(dossier)
        let rules = desk.forms.rules(for: state)
        let language = dossier.events.first?.value["language"]?.string ?? ""
        guard let test = state.tests.first(where: { $0.number == number }) else {
            return ActionOutcome("invitation_changed")
        }
        let label = rules.test(test.name)?.label
            .text(in: language, fallback: desk.forms.language(""))
        let title = desk.forms.title(form: state.form, offer: state.offer, language: language)
        let appointment = test.appointment(
            of: id,
            summary: "\(label ?? test.name), \(title)",
            duration: rules.test(test.name)?.duration ?? 60,
            stamp: desk.now
        )
        guard let appointment else { return ActionOutcome("nothing_sent") }
        var outcome = ActionOutcome("calendar", isDone: true)
        outcome.calendar = Array(CalendarFile([appointment]).text.utf8)
        return outcome
    }
}

extension Desk {
    /// What the candidate of a dossier can say now.
    func turn(of dossier: Dossier) throws(StoreError) -> CandidateTurn {
        let state = Casework(dossier)
        let rules = forms.rules(for: state)
        var vacancy = VacancyState(positions: 0)
        vacancy.takenSlots = try store.takenSlots(state, rules)
        let setting = CaseSetting(rules: rules, vacancy: vacancy, now: now, day: forms.day(at:))
        return state.turn(in: setting, told: Casework(toldOf: dossier))
    }
}
