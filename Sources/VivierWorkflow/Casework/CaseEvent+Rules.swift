extension CaseEvent {
    /// Whether it decides about a person: it is made by somebody named, and can be undone until its
    /// letter left.
    package var isDecision: Bool {
        switch self {
        case .accepted, .returned, .rejected, .setAside, .selected, .refused: true
        default: false
        }
    }

    /// The letter that it justifies; `nil` if none.
    package var notice: Notice? {
        switch self {
        case .accepted: .accepted
        case .returned: .returned
        case .rejected: .rejected
        case .linked(let link): link.role == .proposal ? .proposal : nil
        case .testPlanned: .invitation
        case .testMoved: .postponed
        case .testCancelled: .cancelled
        case .testAnswered(let answer): answer.comes ? .booked : nil
        case .resultCommunicated: .result
        // Who is to be called hears it first.
        case .selected(_, let isCalled): isCalled ? nil : .selected
        case .called: .selected
        case .refused: .refused
        case .reminded: .reminder
        case .testReminded: .appointment
        default: nil
        }
    }
}

extension CaseCommand {
    /// Whether it decides about a person.
    package var isDecision: Bool {
        switch self {
        case .accept, .giveBack, .reject, .select, .refuse, .reinstate, .undo, .close, .shortlist,
            .start, .reportAbsence, .leave:
            true
        default: false
        }
    }

    /// Whether it is done by somebody named: what it says of one dossier holds for others.
    var isSigned: Bool {
        switch self {
        case .join, .part: true
        default: isDecision
        }
    }

    /// The lowest role that may do it; `nil` if it is not for agents.
    package var role: Actor.Role? {
        if isDecision { return .decider }
        if isOfClock { return nil }
        return .reviewer
    }

    /// Whether only the program does it, at its hour.
    var isOfClock: Bool {
        switch self {
        case .remind, .remindOfTest: true
        default: false
        }
    }

    /// Whether only a candidate can say so; an agent writes down what they said.
    var isOfCandidate: Bool {
        switch self {
        case .declareComplete, .answer, .takeUp, .decline: true
        default: false
        }
    }
}
