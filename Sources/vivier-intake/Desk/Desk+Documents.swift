import VivierSite
import VivierSpaces
import VivierStore

/// Where agents look at documents.
extension Desk {
    /// The address of the intake that shows a document to an agent, for some minutes.
    ///
    /// - Returns: `nil` for a site without an intake.
    func address(
        ofDocument sha256: String,
        of id: DossierID,
        for agent: Agent,
        minutes: Int = 60
    ) -> String? {
        let token = DocumentToken(
            agent: agent.id,
            dossier: id,
            sha256: sha256,
            until: now.advanced(seconds: minutes * 60)
        )
        return forms.intakeAddress("document/\(token.text(SpaceKeys(store)))")
    }
}
