package import VivierWorkflow

/// A sheet that a candidate keeps, as far as agents who read a dossier of theirs may see it.
package struct ShownSheet: Sendable {
    package let state: Candidature
    /// `nil` if it has no photo.
    package let jpeg: [UInt8]?

    package init(_ state: Candidature, jpeg: [UInt8]?) {
        (self.state, self.jpeg) = (state, jpeg)
    }
}
