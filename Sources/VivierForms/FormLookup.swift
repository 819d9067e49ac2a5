/// What a submission is judged by.
package enum FormLookup: Sendable {
    /// The form, with what the offer adds to it.
    case form(FormDefinition)
    /// The same, and the offer is applied to with another form, or elsewhere.
    case otherForm(FormDefinition)
    case noForm
    case noOffer
    /// The offer is there, and its last day has passed.
    case closedOffer
}
