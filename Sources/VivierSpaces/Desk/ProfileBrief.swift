package import VivierStore
package import VivierWorkflow

/// A sheet whose owner shows it to all employers of the site, as the list of profiles has it.
package struct ProfileBrief: Sendable, Equatable {
    package let id: DossierID
    /// Who keeps it.
    package let reader: ReaderID
    /// The newest version: what its CV says.
    package let state: Candidature

    package init(_ state: Candidature, of reader: ReaderID) {
        id = state.id
        self.reader = reader
        self.state = state
    }

    package static func == (one: ProfileBrief, other: ProfileBrief) -> Bool {
        one.id == other.id && one.state.events == other.state.events
    }
}
