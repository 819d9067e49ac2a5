extension Casework {
    /// Whether somebody may have it erased and still counted: once it is over, and its candidate
    /// was told of it.
    ///
    /// - Throws: ``CaseRefusal``.
    package func checkAnonymising(by actor: Actor) throws(CaseRefusal) {
        guard let role = actor.role else { throw .noAgent }
        guard role >= .decider else { throw .noRight }
        guard phase.isOver, hasSettledLetters else { throw .notNow }
    }

    /// What asks for it; it cannot be undone, so that it is to be confirmed.
    func anonymisingForm(for actor: Actor) -> [CaseForm] {
        guard (try? checkAnonymising(by: actor)) != nil else { return [] }
        return [CaseForm("anonymise", [.init("confirm", .tick, isRequired: true)])]
    }
}
