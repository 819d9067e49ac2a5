internal import VivierModel
internal import VivierStore

extension Casework {
    func test(
        _ command: CaseCommand,
        _ setting: CaseSetting
    ) throws(CaseRefusal) -> CaseEvent {
        guard phase == .examined else { throw .notNow }
        switch command {
        case .plan(let sitting):
            let known = test(sitting.test)
            guard known == nil || known?.isCancelled == true else { throw .unchanged }
            try check(sitting, setting)
            return .testPlanned(sitting)
        case .postpone(let sitting):
            guard try planned(sitting.test).marking == nil else { throw .notNow }
            try check(sitting, setting)
            return .testMoved(sitting)
        case .cancel(let name, let text):
            guard try planned(name).marking == nil else { throw .notNow }
            return .testCancelled(test: name, text: text)
        case .answer(let name, let comes, let slot):
            return try answered(name, comes, slot, setting)
        case .mark(let name, let mark, let isPassed, let comment):
            return try marked(name, mark, isPassed, comment, setting)
        case .communicate(let name):
            let test = try planned(name)
            guard let marking = test.marking else { throw .notNow }
            guard !test.isCommunicated else { throw .unchanged }
            return .resultCommunicated(test: name, isPassed: marking.isPassed)
        case .remindOfTest(let name): return try reminded(of: name, setting)
        default: throw .notNow
        }
    }

    /// Who said that they do not come is left alone, and who was reminded of that hour.
    private func reminded(
        of name: String,
        _ setting: CaseSetting
    ) throws(CaseRefusal) -> CaseEvent {
        let test = try planned(name)
        let days = setting.rules.delays.appointment
        guard days > 0, test.marking == nil, test.answer?.comes != false,
            let hour = test.hour, setting.now < hour,
            setting.day(hour).adding(days: -days) <= setting.today
        else { throw .notNow }
        guard test.reminded != hour else { throw .unchanged }
        return .testReminded(test: name, hour: hour)
    }

    private func planned(_ name: String) throws(CaseRefusal) -> Test {
        guard let test = test(name), !test.isCancelled else { throw .noSuchTest }
        return test
    }

    private func check(
        _ sitting: CaseEvent.Sitting,
        _ setting: CaseSetting
    ) throws(CaseRefusal) {
        let tests = setting.rules.tests
        guard let index = tests.firstIndex(where: { $0.name == sitting.test }) else {
            throw .noSuchTest
        }
        let hasSlots = tests[index].kind.hasSlots
        guard hasSlots == (sitting.starts == nil), hasSlots != sitting.slots.isEmpty,
            Set(sitting.slots).count == sitting.slots.count
        else { throw .wrongSitting }
        let first = sitting.starts ?? sitting.slots.min() ?? setting.now
        guard setting.now < first else { throw .sittingOver }
        if let day = sitting.answerBy, day < setting.today || setting.day(first) < day {
            throw .sittingOver
        }
        guard tests[..<index].allSatisfy({ test($0.name)?.isPassed ?? false }) else {
            throw .testsNotPassed
        }
    }

    private func answered(
        _ name: String,
        _ comes: Bool,
        _ slot: Instant?,
        _ setting: CaseSetting
    ) throws(CaseRefusal) -> CaseEvent {
        let test = try planned(name)
        guard test.marking == nil else { throw .notNow }
        if comes, !test.sitting.slots.isEmpty {
            guard let slot, test.sitting.slots.contains(slot) else { throw .noSuchSlot }
            guard setting.now < slot else { throw .sittingOver }
            guard !setting.vacancy.takenSlots.contains(.init(test: name, hour: slot)) else {
                throw .slotTaken
            }
        } else {
            guard slot == nil else { throw .noSuchSlot }
            if let starts = test.sitting.starts, starts <= setting.now { throw .sittingOver }
        }
        let isLate = test.sitting.answerBy.map { $0 < setting.today } ?? false
        let answer = CaseEvent.Answer(test: name, comes: comes, slot: slot, isLate: isLate)
        if let known = test.answer, known.comes == comes, known.slot == slot { throw .unchanged }
        return .testAnswered(answer)
    }

    private func marked(
        _ name: String,
        _ mark: Mark?,
        _ isPassed: Bool?,
        _ comment: String,
        _ setting: CaseSetting
    ) throws(CaseRefusal) -> CaseEvent {
        let test = try planned(name)
        guard let rule = setting.rules.test(name) else { throw .noSuchTest }
        guard let hour = test.hour, hour <= setting.now else { throw .notTakenYet }
        if let mark, mark.hundredths > rule.outOf * 100 { throw .wrongMark }
        guard mark != nil || isPassed != nil, mark != nil || rule.weight == 0 || isPassed == false
        else { throw .wrongMark }
        let marking = CaseEvent.Marking(
            test: name,
            mark: mark,
            isPassed: isPassed ?? mark.map { rule.passMark <= $0 } ?? false,
            comment: comment
        )
        guard marking != test.marking else { throw .unchanged }
        return .testMarked(marking)
    }
}
