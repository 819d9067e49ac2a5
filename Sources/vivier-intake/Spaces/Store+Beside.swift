import VivierIndex
import VivierStore
import VivierWorkflow

extension Store {
    /// The dossiers on whose pages some stood that were erased: those of the same reader, and of whom
    /// the team took for the same person.
    func dossiers(beside erased: [DossierID], of reader: ReaderID) throws -> [DossierID] {
        let owed = try owedPages().filter { erased.contains($0.id) }
        let index = try DossierIndex(of: self)
        let joined = try index.joinedReaders()
        var people = joined.persons(of: [reader], saying: owed.flatMap(\.persons))
        // Where nothing was noted before, nobody knows any more who it was.
        if try pressed() == nil { people.formUnion(joined.everybody) }
        return try people.sorted().flatMap { try index.dossiers(of: $0) }
    }
}
