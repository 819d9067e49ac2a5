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
            let index = try DossierIndex(of: store)
            let standings = try index.standings(of: offer, without: state.id)
            vacancy = VacancyState(positions: forms.positions(of: offer), standings: standings)
            vacancy.isHiredElsewhere = try index.isHired(
                index.joinedReaders().person(of: store.reader(of: dossier)),
                otherwiseThanBy: state.id
            )
        }
        // Who has which hour, the places of the store say.
        vacancy.takenSlots = []
        return CaseSetting(rules: rules, vacancy: vacancy, now: now, day: forms.day(at:))
    }

    /// The dossiers that a filter allows, oldest first; those that cannot be read are left out.
    func caseworks(_ filter: DossierFilter) throws -> [Casework] {
        try DossierIndex(of: store).summaries(filter).reversed().compactMap { summary in
            // `verify` says what is wrong with it.
            guard let dossier = try? store.read(summary.id) else { return nil }
            return Casework(dossier)
        }
    }

    /// Takes the place of an hour for a dossier, before the journal says so.
    ///
    /// A stop in between leaves the place to whoever comes next, since the journal of its holder
    /// does not have it.
    func take(slotOf caused: CaseEvent, _ state: Casework, _ rules: Campaign) throws {
        guard case .testAnswered(let answer) = caused, let hour = answer.slot else { return }
        let slot = rules.place(at: hour, of: answer.test, for: state.offer)
        let holder = try store.takeSlot(slot, for: state.id)
        guard holder != state.id else { return }
        guard !store.holds(holder, hour, of: answer.test) else { throw DeskRefusal(.slotTaken) }
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
        try? store.freeSlot(rules.place(at: hour, of: name, for: state.offer), of: state.id)
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
