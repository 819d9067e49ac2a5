extension Store {
    /// Every dossier, in the order of their numbers.
    package func readAll() throws(StoreError) -> [Dossier] {
        var dossiers: [Dossier] = []
        for id in try list() {
            do throws(StoreError) {
                dossiers.append(try read(id))
            } catch {
                // Erased since it was listed.
                if case .erased = error { continue }
                throw error
            }
        }
        return dossiers
    }

    /// What lists show of the dossiers that `filter` allows, newest first.
    package func summaries(_ filter: DossierFilter) throws(StoreError) -> [DossierSummary] {
        try readAll().map(\.summary).filter(filter.allows).sorted {
            ($1.received, $0.id) < ($0.received, $1.id)
        }
    }
}
