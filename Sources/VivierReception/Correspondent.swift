package import VivierStore

/// Who is written to about a submission.
package struct Correspondent: Sendable {
    /// The number that its dossier gets.
    package let dossier: DossierID

    /// As it was judged to be one.
    package let address: String

    /// The language of the page that it was sent from; empty if it did not say.
    package let language: String
    package let time: Instant
}
