package import VivierStore

/// The right of an agent to look at one document of a dossier, until some moment.
///
/// `v1.1.document.AGENT.DOSSIER.SHA256.UNTIL.TAG`, where the tag is HMAC-SHA-256 of all that stands
/// before it. It is part of an address: it shows, and changes nothing.
package struct DocumentToken: Sendable, Equatable {
    package let agent: String
    package let dossier: DossierID
    package let sha256: String
    /// From then on it is worth nothing.
    package let until: Instant

    package init(agent: String, dossier: DossierID, sha256: String, until: Instant) {
        self.agent = agent
        self.dossier = dossier
        self.sha256 = sha256
        self.until = until
    }

    /// What an address carries.
    package func text(_ keys: SpaceKeys) -> String {
        let words = [
            "v1", "1", "document", agent, "\(dossier)", sha256, "\(until.milliseconds / 1000)",
        ]
        return SignedWords.text(words, keys)
    }

    /// Reads what an address carried.
    ///
    /// - Returns: `nil` for all that this store did not write, to the last bit.
    package init?(_ text: String, keys: SpaceKeys) {
        guard let words = SignedWords.words(of: text, count: 7, keys),
            words[..<3] == ["v1", "1", "document"], let dossier = DossierID(words[4]),
            let until = Int64(words[6])
        else { return nil }
        agent = words[3]
        self.dossier = dossier
        sha256 = words[5]
        self.until = Instant(milliseconds: until * 1000)
    }
}
