package import VivierForms
package import VivierStore

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
