package import VivierStore
package import VivierWorkflow

/// All that a reader may open: the page whose links are the whole access control.
package struct HomeView: Sendable {
    package let secret: PageSecret
    /// Newest first, those that are over last.
    package let candidatures: [CandidatureView]
    /// `nil` unless several can be withdrawn at once.
    package let withdrawing: String?
    /// When the last thing happened.
    package let changed: Instant
    /// That of the newest candidature.
    package let language: String

    /// - Parameters:
    ///   - candidatures: Those of the reader.
    ///   - access: Who reads, and when.
    ///   - letters: Those about each that can be read again, by their names.
    package init(
        _ candidatures: [Candidature],
        _ access: ReaderAccess,
        letters: [DossierID: [String: SpaceLetter]] = [:]
    ) {
        secret = access.home
        let newest = candidatures.sorted {
            ($1.received, $0.id) < ($0.received, $1.id)
        }
        let sorted = newest.filter { !$0.stage.isOver } + newest.filter(\.stage.isOver)
        self.candidatures = sorted.map { CandidatureView($0, access, letters[$0.id] ?? [:]) }
        let running = sorted.count { !$0.stage.isOver }
        let state = sorted.reduce(0) { $0 + $1.events }
        withdrawing = running > 1 ? access.token(.withdrawAll, state: state) : nil
        changed = sorted.map(\.changed).max() ?? access.now
        language = newest.first?.language ?? ""
    }
}
