package import VivierModel
package import VivierStore

/// What a decision looks at beside the dossier itself.
package struct CaseSetting: Sendable {
    package var rules: Campaign
    package var vacancy: VacancyState
    package var now: Instant
    /// The day on the clocks of the site.
    package var today: Day
    /// The day of a moment, on the same clocks.
    package var day: @Sendable (Instant) -> Day

    package init(
        rules: Campaign,
        vacancy: VacancyState,
        now: Instant,
        day: @escaping @Sendable (Instant) -> Day
    ) {
        self.rules = rules
        self.vacancy = vacancy
        self.now = now
        self.day = day
        today = day(now)
    }
}

extension Casework {
    /// Decides what a command causes, without doing it.
    ///
    /// - Returns: What to append to the journal.
    /// - Throws: ``CaseRefusal``, with the journal untouched.
    package func decide(
        _ command: CaseCommand,
        as actor: Actor,
        in setting: CaseSetting
    ) throws(CaseRefusal) -> CaseEvent {
        try allow(command, actor)
        try allow(command, actor, setting.rules)
        return switch command {
        case .judge(let found, let isAccepted): try judge(found, isAccepted)
        case .declareComplete, .accept, .giveBack, .reject, .move, .deliberate:
            try review(command, setting)
        case .plan, .postpone, .cancel, .answer, .mark, .communicate,
            .remindOfTest:
            try test(command, setting)
        case .rate(let rating): try rated(rating, actor, setting)
        case .shortlist, .select, .logCall, .takeUp, .decline, .start, .reportAbsence, .leave,
            .refuse:
            try hire(command, setting)
        default: try keep(command, setting)
        }
    }

    private func allow(_ command: CaseCommand, _ actor: Actor) throws(CaseRefusal) {
        if actor == .candidate, command.isOfCandidate { return }
        if command.isOfClock {
            guard actor == .clock else { throw .noRight }
            return
        }
        guard actor != .candidate, actor != .clock else { throw .noRight }
        guard let role = actor.role else {
            if command.isSigned { throw .noAgent }
            return
        }
        guard let needed = command.role, role >= needed else { throw .noRight }
    }

    /// Where a campaign names who examines, nobody else says what a test is worth.
    private func allow(
        _ command: CaseCommand,
        _ actor: Actor,
        _ rules: Campaign
    ) throws(CaseRefusal) {
        let name: String
        switch command {
        case .mark(let test, _, _, _): name = test
        case .rate(let rating): name = rating.test
        default: return
        }
        let examiners = rules.test(name)?.examiners ?? []
        guard examiners.isEmpty || examiners.contains(where: { "hr:\($0)" == actor.by }) else {
            throw .notExaminer
        }
    }

    // MARK: Documents and the whole

    private func judge(
        _ found: CaseEvent.Judgement,
        _ isAccepted: Bool
    ) throws(CaseRefusal) -> CaseEvent {
        guard !phase.isOver else { throw .notNow }
        guard let document = document(found.document) else { throw .noSuchDocument }
        guard isAccepted || !found.comment.isBlank else { throw .nothingSaid }
        let state: Document.State = isAccepted ? .accepted : .rejected
        let isSame =
            document.state == state && document.comment == found.comment
            && document.isVisible == found.isVisible
        guard !isSame else { throw .unchanged }
        return isAccepted ? .documentAccepted(found) : .documentRejected(found)
    }

    private func review(
        _ command: CaseCommand,
        _ setting: CaseSetting
    ) throws(CaseRefusal) -> CaseEvent {
        let rules = setting.rules
        switch command {
        case .declareComplete:
            guard phase == .received || phase == .returned else { throw .notNow }
            guard missing(by: rules).isEmpty else { throw .incomplete }
            guard phase == .returned || !isDeclared else { throw .unchanged }
            return .declaredComplete
        case .accept:
            guard phase == .received else { throw .notNow }
            guard !isIncomplete(by: rules) else { throw .incomplete }
            guard rules.documents.filter(needs).map(\.name).allSatisfy(isValid) else {
                throw .documentsNotValid
            }
            return .accepted
        case .giveBack(let text):
            guard phase == .received || phase == .examined else { throw .notNow }
            guard !text.isBlank else { throw .nothingSaid }
            return .returned(text: text)
        case .reject(let reason, let text, let deletes):
            let open: Set<Phase> = [
                .received, .returned, .examined, .deliberation, .shortlisted,
            ]
            guard open.contains(phase) else { throw .notNow }
            guard !reason.isBlank else { throw .nothingSaid }
            // For a vacancy, nobody hears of it before the post is taken.
            if offer != nil { return .setAside(reason: reason) }
            return .rejected(reason: reason, text: text, deletes: deletes)
        case .move(let name):
            guard phase == .examined else { throw .notNow }
            try enter(name, rules)
            return .moved(stage: name)
        default:
            guard phase == .examined else { throw .notNow }
            guard rules.tests.allSatisfy({ test($0.name)?.isPassed ?? false }) else {
                throw .testsNotPassed
            }
            guard rules.documents.filter(needs).map(\.name).allSatisfy(isValid) else {
                throw .documentsNotValid
            }
            return .deliberating
        }
    }

    private func isValid(_ document: String) -> Bool {
        self.document(document)?.state == .accepted
    }

    private func enter(_ name: String, _ rules: Campaign) throws(CaseRefusal) {
        guard let index = rules.stages.firstIndex(where: { $0.name == name }) else {
            throw .noSuchStage
        }
        guard name != stage else { throw .unchanged }
        // Back is always allowed; forward by one.
        let here = rules.stages.firstIndex { $0.name == stage } ?? -1
        guard index <= here + 1 else { throw .stageSkipped }
        let wanted = rules.stages[index]
        guard wanted.documents.allSatisfy(isValid) else { throw .documentsNotValid }
        guard wanted.tests.allSatisfy({ test($0)?.isPassed ?? false }) else {
            throw .testsNotPassed
        }
    }
}

extension String {
    var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
