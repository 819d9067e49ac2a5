import VivierSite
import VivierStore
import VivierWorkflow

/// Dossiers that are erased, and still counted.
extension Desk {
    /// Erases a dossier that is over, and keeps how far it came, how long it took and in which week
    /// and way it came in: nothing that leads to its candidate.
    ///
    /// The erasure is first: a stop in between loses a figure, and never keeps a person.
    ///
    /// - Returns: Its candidate, as a reader.
    /// - Throws: ``DeskRefusal``, `StoreError`.
    func anonymise(_ id: DossierID) throws -> ReaderID {
        let dossier = try store.read(id)
        let state = Casework(dossier)
        try checkScope(of: state)
        do throws(CaseRefusal) {
            try state.checkAnonymising(by: actor)
        } catch {
            throw DeskRefusal(error)
        }
        let course = CaseCourse(dossier).kept(
            campaign: forms.rules(for: state).name,
            day: forms.day(at:)
        )
        try store.erase(id, reason: "anonymised", at: now)
        try store.keepFigures(course)
        return store.reader(of: dossier)
    }
}

extension Desk {
    /// The courses of a campaign whose dossiers were erased, as far as the agent may see such;
    /// `offer` is the one that is counted alone.
    func keptCourses(of rules: Campaign, offer: String?) throws(StoreError) -> [CaseCourse] {
        try store.keptCourses(of: rules.name, for: agent, forms).filter { course in
            offer.map { $0 == course.offer } ?? true
        }
    }
}

extension Store {
    /// The courses of a campaign whose dossiers were erased, as far as an agent may see such; what
    /// cannot be read is left out.
    func keptCourses(
        of campaign: String,
        for agent: Agent?,
        _ forms: IntakeForms
    ) throws(StoreError) -> [CaseCourse] {
        try keptFigures().filter { $0["campaign"]?.string == campaign }
            .compactMap { CaseCourse(kept: $0) }
            .filter { course in
                let employer = course.offer.flatMap { forms.employer(of: $0) }
                return agent?.sees(campaign: campaign, employer: employer) ?? true
            }
    }
}
