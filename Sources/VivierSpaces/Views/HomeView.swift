package import VivierStore
package import VivierWorkflow

/// All that a reader may open: the page whose links are the whole access control.
package struct HomeView: Sendable {
    package let secret: PageSecret
    /// Newest first, those that are over last.
    package let candidatures: [CandidatureView]
    /// In the order of their forms.
    package let sheets: [SheetView]
    /// Begins another sheet.
    package let opening: String
    /// `nil` unless several can be withdrawn at once.
    package let withdrawing: String?
    package let choosingPassword: String
    package let renewing: String
    package let archiving: String
    package let erasingAll: String
    /// Whether the reader chose a password.
    package let hasPassword: Bool
    /// When the last thing happened.
    package let changed: Instant
    /// That of the newest candidature.
    package let language: String

    /// - Parameters:
    ///   - dossiers: Candidatures and sheets of the reader.
    ///   - access: Who reads, and when.
    ///   - letters: Those about each that can be read again, by their names.
    ///   - hasPassword: Whether the reader chose one.
    package init(
        _ dossiers: [Candidature],
        _ access: ReaderAccess,
        letters: [DossierID: [String: SpaceLetter]] = [:],
        hasPassword: Bool = false
    ) {
        secret = access.home
        let newest = dossiers.filter { !$0.isSheet }.sorted {
            ($1.received, $0.id) < ($0.received, $1.id)
        }
        let sorted = newest.filter { !$0.stage.isOver } + newest.filter(\.stage.isOver)
        self.candidatures = sorted.map { CandidatureView($0, access, letters[$0.id] ?? [:]) }
        let kept = dossiers.filter(\.isSheet).sorted { ($0.form, $0.id) < ($1.form, $1.id) }
        sheets = kept.map { SheetView($0, access) }
        let running = sorted.count { !$0.stage.isOver }
        let state = dossiers.reduce(0) { $0 + $1.events }
        opening = access.token(.open, state: state)
        choosingPassword = access.token(.password, state: state)
        renewing = access.token(.renew, state: state)
        archiving = access.token(.archive, state: state)
        erasingAll = access.token(.eraseAll, state: state)
        self.hasPassword = hasPassword
        withdrawing = running > 1 ? access.token(.withdrawAll, state: state) : nil
        changed = dossiers.map(\.changed).max() ?? access.now
        language = (newest.first ?? kept.first)?.language ?? ""
    }
}
