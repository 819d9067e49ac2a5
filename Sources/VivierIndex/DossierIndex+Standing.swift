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

    /// Whether a reader was hired for another offer, and has that post.
    package func isHired(
        _ reader: ReaderID,
        elsewhereThan offer: String
    ) throws(Failure) -> Bool {
        let found = try ask(
            "SELECT 1 FROM dossiers WHERE reader = ? AND offer <> ? AND standing & ? LIMIT 1",
            [
                .text("\(reader)"), .text(offer),
                .int(Int64(CaseStanding.hired.rawValue)),
            ]
        )
        return !found.isEmpty
    }
}
