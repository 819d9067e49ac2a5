/// The offers that a reader keeps in the space: a sheet of its own, without a form.
package struct Selection: Sendable, Equatable {
    /// Stands where other sheets name their form; no form has a dot in its name.
    package static let form = "offers.kept"
    package static let field = "offers"
    /// Those that came first go.
    package static let most = 200

    /// References, as they were kept.
    package let offers: [String]

    package init(_ sheet: Candidature) {
        offers = sheet.fields.first { $0.name == Self.field }?.values ?? []
    }

    /// The references that are kept from then on.
    package static func offers(
        _ known: [String],
        adding added: [String],
        without forgotten: Set<String>
    ) -> [String] {
        var all = known.filter { !forgotten.contains($0) }
        for offer in added where !all.contains(offer) { all.append(offer) }
        return Array(all.suffix(most))
    }
}

extension Candidature {
    /// The files that are sent again with what was answered: those of the form, not those that were asked for
    /// later.
    package var resent: [Happening.Attachment] {
        files.filter { !$0.field.isEmpty && $0.field != Happening.Attachment.originalMessage }
    }
}
