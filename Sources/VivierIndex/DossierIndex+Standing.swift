package import VivierStore
package import VivierWorkflow

/// What decisions about a post look at, without reading the journals of others.
extension DossierIndex {
    /// What the other dossiers of an offer mean for one of them; those that mean nothing are left out.
    ///
    /// - Complexity: the number of those who were selected or hired, however many dossiers there are.
    package func standings(
        of offer: String,
        without id: DossierID
    ) throws(Failure) -> [CaseStanding] {
        try ask(
            "SELECT standing FROM dossiers WHERE offer = ? AND standing > 0 AND id <> ?",
            [.text(offer), .text("\(id)")]
        ).map { CaseStanding(rawValue: Int($0[0]) ?? 0) }
    }

    /// Whether one of some readers has a post by another dossier.
    package func isHired(
        _ readers: Set<ReaderID>,
        otherwiseThanBy id: DossierID
    ) throws(Failure) -> Bool {
        for reader in readers {
            let found = try ask(
                "SELECT 1 FROM dossiers WHERE reader = ? AND id <> ? AND standing & ? LIMIT 1",
                [
                    .text("\(reader)"), .text("\(id)"),
                    .int(Int64(CaseStanding.hired.rawValue)),
                ]
            )
            if !found.isEmpty { return true }
        }
        return false
    }

    /// Whom the team takes for one person.
    ///
    /// - Complexity: the number of dossiers of whom that was ever said.
    package func joinedReaders() throws(Failure) -> JoinedReaders {
        var joined = JoinedReaders()
        for row in try ask("SELECT reader, persons FROM dossiers WHERE persons <> ''") {
            guard let reader = ReaderID(row[0]) else { continue }
            joined.count(row[1].split(separator: " ").map(String.init), of: reader)
        }
        return joined
    }
}
