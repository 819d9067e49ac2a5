package import VivierWorkflow

/// The photo of a sheet, and what may be done with it.
package struct PhotoView: Sendable {
    /// A place for a photo, as the store has it.
    package struct Place: Sendable {
        /// How many photos it has had, that of today included.
        let count: Int
        let state: Candidature?
        package let jpeg: [UInt8]?

        /// - Parameters:
        ///   - count: How many photos it has had, that of today included.
        ///   - state: The sheet that the photo of today is; `nil` if there is none.
        ///   - jpeg: Its bytes; `nil` if they cannot be read.
        package init(count: Int, state: Candidature?, jpeg: [UInt8]?) {
            (self.count, self.state, self.jpeg) = (count, state, jpeg)
        }
    }

    /// `nil` if there is none.
    package let jpeg: [UInt8]?
    package let keeping: String
    /// `nil` if there is nothing to take away.
    package let forgetting: String?

    init(_ place: Place, of sheet: Candidature, _ access: ReaderAccess) {
        jpeg = place.jpeg
        keeping = access.token(
            .photo,
            state: place.count,
            dossier: sheet.id,
            target: place.count
        )
        forgetting = place.state.map { access.token(.forget, $0) }
    }
}
