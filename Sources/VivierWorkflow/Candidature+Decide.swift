package import VivierModel
package import VivierStore

/// What somebody wants to happen to a candidature.
package enum CandidatureCommand: Sendable, Equatable {
    // The candidate.
    case withdraw(Happening.Withdrawal.Scope, reason: String)
    /// Fills the one slot of a request, by the number of its event.
    case supply(request: Int, files: [Happening.Attachment])
    /// New values of fields, by name.
    case correct([Happening.Field])
    case write(String)
    /// Hides messages, beside those that are hidden already; none shows all of them again.
    case hide([Int])
    /// Agrees to get the mails of an alert, which was asked for in a form.
    case confirm
    /// Agrees to be kept for as long again.
    case prolong
    /// Agrees to what a sheet asks, in these words.
    case agree(String, wording: String)
    /// Takes that agreement back.
    case disagree(String)

    // The team.
    case ask(Happening.DocumentRequest)
    case answer(String)
    /// New values of fields, by name.
    case edit([Happening.Field])
}

/// Why nothing happens; the raw value is the word that messages are found by.
package enum CandidatureRefusal: String, Error, CaseIterable, Sendable {
    case alreadyOver = "already-over"
    case noSuchRequest = "no-such-request"
    /// Its one slot has been filled.
    case requestFilled = "request-filled"
    /// Its day is over.
    case requestOver = "request-over"
    case nothingSent = "nothing-sent"
    case tooLong = "too-long"
    case tooManyMessages = "too-many-messages"
    case unchanged
    case dayOver = "day-over"
    /// A sheet is kept by its reader alone; only candidatures are dealt with.
    case notForSheets = "not-for-sheets"
    case onlyForSheets = "only-for-sheets"
}

extension Candidature {
    /// The longest message, in characters.
    package static let longestMessage = 10_000
    /// Messages that a candidate can write about one candidature in 24 hours.
    package static let messagesPerDay = 20

    /// Decides what a command causes, without doing it.
    ///
    /// - Parameters:
    ///   - command: What is wanted; its texts and files have been judged before.
    ///   - now: The moment.
    ///   - today: The day that it is on the clocks of the site.
    /// - Returns: What to append to the journal.
    /// - Throws: ``CandidatureRefusal``, with the journal untouched.
    package func decide(
        _ command: CandidatureCommand,
        at now: Instant,
        on today: Day
    ) throws(CandidatureRefusal) -> Happening {
        if isSheet { return try decideSheet(command) }
        switch command {
        case .withdraw(let scope, let reason):
            // Who withdrew can still have everything erased.
            guard !stage.isOver || scope == .erase else { throw .alreadyOver }
            let kept = String(reason.prefix(Self.longestMessage))
            return .withdrawn(Happening.Withdrawal(scope: scope, reason: kept))
        case .supply(let number, let files):
            let request = try slot(number, on: today)
            guard !files.isEmpty else { throw .nothingSent }
            return .documentAdded(request: number, document: request.document, files: files)
        case .correct(let wanted): return .fieldsChanged(try changes(wanted))
        case .write(let text):
            let since = now.advanced(seconds: -86_400)
            guard messages(since: since) < Self.messagesPerDay else { throw .tooManyMessages }
            return try message(text, from: .candidate)
        case .hide(let numbers): return try hiding(numbers)
        case .confirm:
            guard !stage.isOver else { throw .alreadyOver }
            guard confirmed == nil else { throw .unchanged }
            return .consentGiven(Self.alertPurpose)
        case .prolong:
            guard renewal != nil else { throw .unchanged }
            return .consentGiven(Self.keepingPurpose)
        case .agree, .disagree: throw .onlyForSheets
        case .ask(let wish):
            guard !stage.isOver else { throw .alreadyOver }
            guard today <= wish.until else { throw .dayOver }
            return .documentRequested(wish)
        case .answer(let text): return try message(text, from: .team)
        case .edit(let wanted): return .fieldsEdited(try changes(wanted))
        }
    }

    private func decideSheet(
        _ command: CandidatureCommand
    ) throws(CandidatureRefusal) -> Happening {
        switch command {
        case .correct(let wanted):
            guard !isTakenBack else { throw .alreadyOver }
            return .fieldsChanged(try changes(wanted))
        case .agree(let purpose, let wording):
            guard consent(to: purpose) == nil else { throw .unchanged }
            return .consentGiven(purpose, wording: wording)
        case .disagree(let purpose):
            guard consent(to: purpose) != nil else { throw .unchanged }
            return .consentWithdrawn(purpose)
        case .prolong:
            guard !isTakenBack else { throw .alreadyOver }
            guard renewal != nil else { throw .unchanged }
            return .consentGiven(Self.keepingPurpose)
        default: throw .notForSheets
        }
    }

    /// The request whose slot is open.
    package func slot(
        _ number: Int,
        on today: Day
    ) throws(CandidatureRefusal) -> Happening.DocumentRequest {
        guard !stage.isOver else { throw .alreadyOver }
        guard let request = requests.first(where: { $0.number == number }) else {
            throw .noSuchRequest
        }
        guard request.filled == nil else { throw .requestFilled }
        guard today <= request.wish.until else { throw .requestOver }
        return request.wish
    }

    private func changes(
        _ wanted: [Happening.Field]
    ) throws(CandidatureRefusal) -> [Happening.FieldChange] {
        guard !stage.isOver else { throw .alreadyOver }
        let changes = wanted.compactMap { field -> Happening.FieldChange? in
            let before = fields.first { $0.name == field.name }?.values ?? []
            guard before != field.values else { return nil }
            return Happening.FieldChange(field: field.name, before: before, after: field.values)
        }
        guard !changes.isEmpty else { throw .unchanged }
        return changes
    }

    private func hiding(_ numbers: [Int]) throws(CandidatureRefusal) -> Happening {
        let messages = history.filter { entry in
            if case .message = entry.happening { true } else { false }
        }
        let known = Set(messages.map(\.number))
        let wanted = numbers.isEmpty ? [] : hidden.union(known.intersection(numbers))
        guard wanted != hidden else { throw .unchanged }
        return .messagesHidden(wanted.sorted())
    }

    private func message(
        _ text: String,
        from sender: Happening.Message.Sender
    ) throws(CandidatureRefusal) -> Happening {
        guard !text.allSatisfy(\.isWhitespace) else { throw .nothingSent }
        guard text.count <= Self.longestMessage else { throw .tooLong }
        return .message(Happening.Message(sender: sender, text: text))
    }
}
