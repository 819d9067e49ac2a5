internal import VivierModel
internal import VivierStore

extension Casework {
    func hire(
        _ command: CaseCommand,
        _ setting: CaseSetting
    ) throws(CaseRefusal) -> CaseEvent {
        guard let offer else { throw .noVacancy }
        let vacancy = setting.vacancy
        switch command {
        case .shortlist(let rank, let sha256):
            guard phase == .deliberation || phase == .shortlisted else { throw .notNow }
            guard self.rank != rank || presented != sha256 else { throw .unchanged }
            return .shortlisted(vacancy: offer, rank: rank, sha256: sha256)
        case .select(let isCalled):
            guard phase == .shortlisted else { throw .notNow }
            guard vacancy.hasRoom else { throw .noPosition }
            guard !vacancy.isHiredElsewhere else { throw .hiredElsewhere }
            let earliest = setting.day(received).adding(days: setting.rules.delays.selection)
            guard earliest <= setting.today else { throw .tooEarly }
            return .selected(vacancy: offer, isCalled: isCalled)
        case .logCall(let text):
            guard phase == .selected, call != .none else { throw .notNow }
            guard call == .wanted else { throw .unchanged }
            return .called(text: text)
        case .takeUp:
            try beTold()
            guard vacancy.hasRoom else { throw .noPosition }
            guard !vacancy.isHiredElsewhere else { throw .hiredElsewhere }
            return .offerAccepted(vacancy: offer)
        case .decline:
            try beTold()
            return .offerDeclined(vacancy: offer)
        default: return try afterwards(command, setting, offer)
        }
    }

    private func beTold() throws(CaseRefusal) {
        guard phase == .selected else { throw .notNow }
        guard call != .wanted else { throw .callFirst }
    }

    private func afterwards(
        _ command: CaseCommand,
        _ setting: CaseSetting,
        _ offer: String
    ) throws(CaseRefusal) -> CaseEvent {
        switch command {
        case .start(let date):
            guard phase == .hired else { throw .notNow }
            guard date <= setting.today else { throw .dayToCome }
            return .started(vacancy: offer, date: date)
        case .reportAbsence(let date):
            guard phase.isHired else { throw .notNow }
            guard date <= setting.today else { throw .dayToCome }
            return .noShow(vacancy: offer, date: date)
        case .leave(let date):
            guard phase == .started else { throw .notNow }
            guard date <= setting.today else { throw .dayToCome }
            return .left(vacancy: offer, date: date)
        case .refuse(let text):
            let open: Set<Phase> = [
                .received, .returned, .examined, .deliberation, .shortlisted, .setAside,
            ]
            guard open.contains(phase) else { throw .notNow }
            // Who could still be called on waits until whoever was chosen has begun.
            let mayLeave =
                phase == .shortlisted
                ? setting.vacancy.hasAllStarted : setting.vacancy.isFilled
            guard mayLeave else { throw .postNotTaken }
            return .refused(vacancy: offer, text: text)
        default: throw .notNow
        }
    }
}
