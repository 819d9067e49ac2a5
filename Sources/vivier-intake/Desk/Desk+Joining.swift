import VivierIndex
import VivierStore
import VivierWorkflow

/// Candidates of several addresses whom the team takes for one person: on the desk, and nowhere else.
///
/// What they see, their letters and their archives stay apart, since the team may be wrong.
extension Desk {
    /// Says that two dossiers are of one person.
    ///
    /// Both journals get one word, which says nothing of the other. A stop in between leaves a word that
    /// one reader alone has and that means nothing; the next call goes on with it.
    ///
    /// - Throws: ``DeskRefusal``, `StoreError`, and what the index refused.
    func join(_ id: DossierID, with otherID: DossierID, source: String = "") throws {
        let one = try store.read(id)
        try checkScope(of: Casework(one))
        guard clerk.isWork(one) else { throw DeskRefusal(.notNow) }
        let pair = [one, try other(otherID)]
        let states = pair.map { Casework($0) }
        let readers = pair.map { store.reader(of: $0) }
        guard readers[0] != readers[1] else { throw DeskRefusal(.samePerson) }
        let isRepeated = !source.isEmpty && pair[0].events.contains { $0.source == source }
        guard Set(states[0].persons).isDisjoint(with: states[1].persons) else {
            if isRepeated { return }
            throw DeskRefusal(.unchanged)
        }
        // A word that one of them has joins the other with all who have it.
        let joined = try DossierIndex(of: store).joinedReaders()
        let known = states.flatMap(\.persons) + readers.flatMap { joined.words(of: $0) }
        let word = try known.first ?? store.newPersonWord()
        for state in states where !state.persons.contains(word) {
            _ = try perform(on: state.id, source: source) { _ in .join(as: word) }
        }
    }

    /// Takes back that the candidate of a dossier is who others are, whichever dossiers of theirs say so.
    ///
    /// - Throws: ``DeskRefusal``, `StoreError`, and what the index refused.
    func part(_ id: DossierID, source: String = "") throws {
        let dossier = try store.read(id)
        try checkScope(of: Casework(dossier))
        let ids = try DossierIndex(of: store).dossiers(of: store.reader(of: dossier))
        // One that cannot be read says nothing.
        let all = ids.compactMap { try? store.read($0) }
        let saying = all.map { Casework($0) }.filter { !$0.persons.isEmpty }
        if saying.isEmpty {
            let isRepeated = all.contains { dossier in
                dossier.events.contains { !source.isEmpty && $0.source.hasPrefix("\(source) ") }
            }
            if isRepeated { return }
            throw DeskRefusal(.unchanged)
        }
        for state in saying { try checkScope(of: state) }
        for state in saying {
            for word in state.persons {
                let source = source.isEmpty ? "" : "\(source) \(word)"
                _ = try perform(on: state.id, source: source) { _ in .part(as: word) }
            }
        }
    }

    /// The other dossiers of the same person, as far as who acts may see them.
    func others(of dossier: Dossier) throws -> [DossierID] {
        let index = try DossierIndex(of: store)
        let people = try index.joinedReaders().person(of: store.reader(of: dossier))
        return try people.flatMap { try index.dossiers(of: $0) }.sorted().filter { id in
            guard id != dossier.id, let found = try? store.read(id) else { return false }
            return clerk.isWork(found) && (try? checkScope(of: Casework(found))) != nil
        }
    }

    /// One that the agent may not see is answered as one that is not there.
    private func other(_ id: DossierID) throws -> Dossier {
        do {
            let dossier = try store.read(id)
            try checkScope(of: Casework(dossier))
            guard clerk.isWork(dossier) else { throw DeskRefusal(.noSuchDossier) }
            return dossier
        } catch {
            if case StoreError.disk = error { throw error }
            throw DeskRefusal(.noSuchDossier)
        }
    }
}
