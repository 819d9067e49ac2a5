internal import VivierSpaces
internal import VivierStore
internal import VivierWorkflow

/// What readers do about all that a store has of them.
extension Doing {
    func account(_ token: ActionToken) throws -> ActionOutcome {
        switch token.action {
        case .password: try choosePassword(token)
        case .renew: try renew(token)
        case .archive: archive(token)
        default: try eraseAll(token)
        }
    }

    private func choosePassword(_ token: ActionToken) throws -> ActionOutcome {
        let refusal = try reception.choosePassword(token.reader, self["password"], self["again"])
        if let refusal { return ActionOutcome(refusal) }
        return ActionOutcome("password_chosen", isDone: true, reader: token.reader)
    }

    private func renew(_ token: ActionToken) throws -> ActionOutcome {
        guard isConfirmed else { return ActionOutcome("unconfirmed") }
        var outcome = ActionOutcome("renewed", isDone: true)
        outcome.link = try reception.renewLinks(token.reader)
        return outcome
    }

    private func archive(_ token: ActionToken) -> ActionOutcome {
        var outcome = ActionOutcome("archive", isDone: true)
        outcome.archive = token.reader
        return outcome
    }

    /// Withdraws every dossier, then erases all of them; a stop in between leaves the rest for
    /// a repeat.
    private func eraseAll(_ token: ActionToken) throws -> ActionOutcome {
        guard isConfirmed else { return ActionOutcome("unconfirmed") }
        let ids = try reception.dossiers(token.reader)
        for id in ids {
            do {
                let command = CandidatureCommand.withdraw(.all, reason: "")
                // One that is over need not be withdrawn.
                _ = try perform(command, token, on: id, isTold: false)
            } catch StoreError.erased, StoreError.damaged {
                // Damage keeps nobody from being forgotten.
                continue
            }
        }
        for id in ids { try store.erase(id, reason: "asked", at: now) }
        try store.deletePassword(of: token.reader)
        var outcome = ActionOutcome("erased_all", isDone: true, reader: token.reader)
        outcome.erased = ids
        return outcome
    }
}
