import VivierIndex
import VivierModel
import VivierSite
import VivierStore
import VivierWorkflow

extension Desk {
    /// The rules of a dossier, and what the others mean for it, as far as a command asks.
    func setting(
        for state: Casework,
        _ dossier: Dossier,
        deciding command: CaseCommand
    ) throws -> CaseSetting {
        let rules = forms.rules(for: state)
        var vacancy = VacancyState(positions: 0)
        if command.looksAtOthers, let offer = state.offer {
            let others = try caseworks(of: offer).filter { $0.id != state.id }
            vacancy = VacancyState(positions: forms.positions(of: offer), others: others)
            vacancy.isHiredElsewhere = try isHiredElsewhere(dossier, offer: offer)
        }
        // Who has which hour, the places of the store say.
        vacancy.takenSlots = []
        return CaseSetting(rules: rules, vacancy: vacancy, now: now, day: forms.day(at:))
    }

    /// The dossiers of an offer, oldest first; those that cannot be read are left out.
    func caseworks(of offer: String) throws -> [Casework] {
        var filter = DossierFilter()
        filter.offer = offer
        return try caseworks(filter)
    }

    func caseworks(_ filter: DossierFilter) throws -> [Casework] {
        try DossierIndex(of: store).summaries(filter).reversed().compactMap { summary in
            // `verify` says what is wrong with it.
            guard let dossier = try? store.read(summary.id) else { return nil }
            return Casework(dossier)
        }
    }

    private func isHiredElsewhere(_ dossier: Dossier, offer: String) throws -> Bool {
        let ids = try DossierIndex(of: store).dossiers(of: store.reader(of: dossier))
        return ids.contains { id in
            guard id != dossier.id, let other = try? store.read(id) else { return false }
            let state = Casework(other)
            return state.offer != offer && state.phase.isHired
        }
    }

    /// Takes the place of an hour for a dossier, before the journal says so.
    ///
    /// A stop in between leaves the place to whoever comes next, since the journal of its holder
    /// does not have it.
    func take(slotOf caused: CaseEvent, _ state: Casework, _ rules: Campaign) throws {
        guard case .testAnswered(let answer) = caused, let hour = answer.slot else { return }
        let slot = name(ofSlot: hour, test: answer.test, state, rules)
        let holder = try store.takeSlot(slot, for: state.id)
        guard holder != state.id else { return }
        let known = (try? store.read(holder)).map { Casework($0) }
        let test = known?.test(answer.test)
        let isHeld =
            test?.answer?.slot == hour && test?.isCancelled == false && known?.phase.isOver == false
        guard !isHeld else { throw DeskRefusal(.slotTaken) }
        try store.freeSlot(slot, of: holder)
        guard try store.takeSlot(slot, for: state.id) == state.id else {
            throw DeskRefusal(.slotTaken)
        }
    }

    /// Gives the places back that a dossier had before a command.
    func free(slotsOf command: CaseCommand, _ state: Casework, _ rules: Campaign) {
        let name: String
        switch command {
        case .postpone(let sitting): name = sitting.test
        case .cancel(let test, _): name = test
        case .answer(let test, _, let slot):
            if slot == state.test(test)?.answer?.slot { return }
            name = test
        default: return
        }
        guard let hour = state.test(name)?.answer?.slot else { return }
        // A place that stays taken is found out by whoever wants it.
        try? store.freeSlot(self.name(ofSlot: hour, test: name, state, rules), of: state.id)
    }

    /// One place at one hour of a test: of the campaign, or of the offer that has none.
    private func name(
        ofSlot hour: Instant,
        test: String,
        _ state: Casework,
        _ rules: Campaign
    ) -> String {
        let whole = "\(rules.name).\(rules.vacancies.isEmpty ? state.offer ?? "" : "").\(test)"
        let plain = whole.lowercased().map { character in
            character.isASCII && (character.isLetter || character.isNumber) ? character : "-"
        }
        return "\(String(plain))-\(hour.milliseconds / 1000)"
    }
}

extension CaseCommand {
    /// Whether what it may do depends on the other dossiers of the vacancy.
    fileprivate var looksAtOthers: Bool {
        switch self {
        case .select, .takeUp, .refuse: true
        default: false
        }
    }
}
