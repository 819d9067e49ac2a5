package import VivierForms
package import VivierStore

extension Dossier {
    /// The mail address of who sent a dossier, or keeps a sheet.
    ///
    /// - Parameter form: The form of a name.
    /// - Returns: `nil` if it has none: that of a sheet which was opened before sheets had one.
    package func mailAddress(by form: (String) -> FormDefinition?) -> String? {
        let first = events.first?.value
        if isSheet { return first?["address"]?.string }
        return form(first?["form"]?.string ?? "")?.mailAddress(in: self)
    }
}

extension Dossier {
    fileprivate var received: Instant { events.first?.time ?? Instant(milliseconds: 0) }
}

extension [Dossier] {
    /// The mail address of their reader: as the newest candidature has it, else as a sheet does.
    package func mailAddress(by form: (String) -> FormDefinition?) -> String? {
        let newest = sorted { one, other in
            guard one.isSheet == other.isSheet else { return other.isSheet }
            return (other.received, other.id) < (one.received, one.id)
        }
        for dossier in newest {
            if let address = dossier.mailAddress(by: form) { return address }
        }
        return nil
    }
}

extension FormDefinition {
    /// The mail address that somebody gave in the form, as it was judged to be one.
    ///
    /// - Returns: `nil` if the form asks for none, or none was given.
    package func mailAddress(in dossier: Dossier) -> String? {
        let fields = dossier.events.first?.value["fields"]?.array ?? []
        return mailAddress(
            fields.map { ($0["name"]?.string ?? "", $0["value"]?.array?.first?.string) }
        )
    }

    /// The same, of fields with their values.
    func mailAddress(_ fields: [(name: String, value: String?)]) -> String? {
        let names = self.fields.filter { $0.kind == .mail }.map(\.name)
        return fields.first { names.contains($0.name) && $0.value != nil }?.value
    }

    /// The same, of what has just been judged.
    func mailAddress(in verdict: Verdict) -> String? {
        let names = fields.filter { $0.kind == .mail }.map(\.name)
        return verdict.fields.first { names.contains($0.name) && !$0.normal.isEmpty }?.normal.first
    }
}
