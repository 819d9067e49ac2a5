import VivierStore
import VivierWorkflow

extension Campaign {
    /// The name of the one place at an hour of a test: of the campaign, or of the offer if it has
    /// no campaign.
    func place(at hour: Instant, of test: String, for offer: String?) -> String {
        let whole = "\(name).\(vacancies.isEmpty ? offer ?? "" : "").\(test)"
        let plain = whole.lowercased().map { character in
            character.isASCII && (character.isLetter || character.isNumber) ? character : "-"
        }
        return "\(String(plain))-\(hour.milliseconds / 1000)"
    }
}

extension Store {
    /// Whether a dossier has an hour of a test, as its journal says.
    ///
    /// A place that was taken by somebody who was stopped before the journal had it is free.
    func holds(_ id: DossierID, _ hour: Instant, of name: String) -> Bool {
        // One that cannot be read comes to no test.
        guard let state = (try? read(id)).map({ Casework($0) }), !state.phase.isOver,
            let test = state.test(name)
        else { return false }
        return test.answer?.slot == hour && !test.isCancelled
    }

    /// Hours that somebody is invited to choose between, and others have.
    func takenSlots(
        _ state: Casework,
        _ rules: Campaign
    ) throws(StoreError) -> Set<VacancyState.Slot> {
        var taken: Set<VacancyState.Slot> = []
        for test in state.tests where !test.isCancelled && test.marking == nil {
            for hour in test.sitting.slots {
                let place = rules.place(at: hour, of: test.name, for: state.offer)
                guard let holder = try holder(ofSlot: place), holder != state.id,
                    holds(holder, hour, of: test.name)
                else { continue }
                taken.insert(VacancyState.Slot(test: test.name, hour: hour))
            }
        }
        return taken
    }
}
