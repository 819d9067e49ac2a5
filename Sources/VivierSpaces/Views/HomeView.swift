package import VivierModel
package import VivierStore
package import VivierWorkflow

/// A sheet of which it is asked whether it may be kept for longer.
package struct SheetQuestion: Sendable {
    package let state: Candidature
    /// The last day to answer.
    package let until: Day
    /// Has it kept.
    package let token: String
}

/// All that a reader may open: the page whose links are the whole access control.
package struct HomeView: Sendable {
    package let secret: PageSecret
    /// Newest first, those that are over last.
    package let candidatures: [CandidatureView]
    /// In the order of their forms.
    package let sheets: [SheetView]
    /// In the same order; offers that are kept among them, which have no page of their own.
    package let questions: [SheetQuestion]
    /// References of the offers that are kept in the space.
    package let offers: [String]
    /// Keeps others, or lets some go.
    package let selecting: String
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
    ///   - turns: What the reader is asked to say about each.
    ///   - photos: Places for photos, by the forms of the sheets that have one.
    ///   - hasPassword: Whether the reader chose one.
    package init(
        _ dossiers: [Candidature],
        _ access: ReaderAccess,
        letters: [DossierID: [String: SpaceLetter]] = [:],
        turns: [DossierID: CandidateTurn] = [:],
        photos: [String: PhotoView.Place] = [:],
        hasPassword: Bool = false
    ) {
        secret = access.home
        let newest = dossiers.filter { !$0.isSheet }.sorted {
            ($1.received, $0.id) < ($0.received, $1.id)
        }
        let sorted = newest.filter { !$0.stage.isOver } + newest.filter(\.stage.isOver)
        self.candidatures = sorted.map { state in
            CandidatureView(state, access, letters[state.id] ?? [:], turns[state.id])
        }
        // What rests on an agreement that was taken back is shown to nobody, be it not erased yet.
        let kept = dossiers.filter { $0.isSheet && !$0.isTakenBack }
            .sorted { ($0.form, $0.id) < ($1.form, $1.id) }
        let sheets = kept.filter {
            $0.form != Selection.form && SheetPhoto.sheet(ofForm: $0.form) == nil
        }
        self.sheets = sheets.map { SheetView($0, access, photo: photos[$0.form]) }
        questions = kept.compactMap { state in
            guard let until = state.renewal, let token = access.prolonging(state) else {
                return nil
            }
            return SheetQuestion(state: state, until: until, token: token)
        }
        offers = kept.first { $0.form == Selection.form }.map { Selection($0).offers } ?? []
        let running = sorted.count { !$0.stage.isOver }
        let state = dossiers.reduce(0) { $0 + $1.events }
        opening = access.token(.open, state: state)
        selecting = access.token(.select, state: state)
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
