package import VivierWorkflow

/// A sheet that a reader keeps in the space, a profile for example, and what may be done with it.
package struct SheetView: Sendable {
    package let state: Candidature
    package let secret: PageSecret
    package let keeping: String
    package let importing: String
    package let exporting: String
    package let forgetting: String
    /// `nil` unless it was asked whether it may be kept for longer.
    package let prolonging: String?
    /// `nil` for a sheet that has none.
    package let photo: PhotoView?

    init(_ state: Candidature, _ access: ReaderAccess, photo place: PhotoView.Place?) {
        self.state = state
        secret = access.page(of: state.id)
        keeping = access.token(.keep, state)
        importing = access.token(.importResume, state)
        exporting = access.token(.exportResume, state)
        forgetting = access.token(.forget, state)
        prolonging = access.prolonging(state)
        photo = place.map { PhotoView($0, of: state, access) }
    }
}
