package import VivierStore

/// The photo that belongs to a sheet: a sheet of its own, so that taking it away destroys its key.
package struct SheetPhoto: Sendable, Equatable {
    private static let ending = ".photo"
    /// What its file is called.
    package static let fileName = "photo.jpg"

    package let id: DossierID
    /// That of its only file.
    package let sha256: String

    /// Stands where other sheets name their form; no form has a dot in its name.
    package static func form(ofSheet form: String) -> String { form + ending }

    /// The form of the sheet that a photo belongs to; `nil` for what is no photo.
    package static func sheet(ofForm form: String) -> String? {
        form.hasSuffix(ending) ? String(form.dropLast(ending.count)) : nil
    }

    /// Reads the sheet that it is; `nil` for one without a file.
    package init?(_ state: Candidature) {
        guard let file = state.files.first else { return nil }
        id = state.id
        sha256 = file.sha256
    }
}
